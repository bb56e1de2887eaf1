"""What is counted. Every label has few values, known beforehand: never an id, a path or a subject."""

from prometheus_client import Counter, Gauge, Histogram

HANDLED = Counter("desirepath_events_handled", "Events answered, by outcome", ["consumer", "outcome"])
PENDING = Gauge("desirepath_consumer_pending", "Events waiting in the stream", ["consumer"])
IN_FLIGHT = Gauge("desirepath_consumer_ack_pending", "Events delivered and not yet answered", ["consumer"])
REQUESTS = Counter("desirepath_http_requests", "HTTP requests, by route", ["method", "route", "status"])
LATENCY = Histogram(
    "desirepath_http_seconds",
    "Seconds until the answer, by route",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TO_REBUILD = Gauge("desirepath_agendas_to_rebuild", "Agendas to be looked at after the programme changed")
MAILS = Counter("desirepath_mails", "Mails, by template and state", ["template", "state"])
REFUSED = Counter("desirepath_refused", "Requests refused to prevent abuse, by rule", ["rule"])
