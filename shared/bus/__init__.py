"""NATS JetStream: what is on it, how to read, how to publish."""
