"""Keys that follow from the service's secret, one for each purpose: what is made for one means nothing to another."""

import hmac


def derived(secret: str, purpose: str) -> bytes:
    """The key for a purpose: 32 bytes."""
    return hmac.digest(secret.encode(), f"desirepath/{purpose}".encode(), "sha256")
