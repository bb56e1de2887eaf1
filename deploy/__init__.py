"""What runs, packs and operates the three services. It imports none of them."""
