"""Every event of the product, owned by its producer's module; golden examples lie in `examples/`."""

from shared.contracts import notifications, recommendations, registration

EVENTS = (*registration.EVENTS, *recommendations.EVENTS, *notifications.EVENTS)
