"""The whole product on one machine: embedded NATS, MongoDB and mail, and the three services as processes."""
