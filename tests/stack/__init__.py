"""The whole product as real processes, for tests that use it from outside."""
