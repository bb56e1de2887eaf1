"""A mail server that keeps every mail and sends none: for development, tests and the compose file."""
