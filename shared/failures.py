"""Which failures pass by themselves."""

from nats.errors import Error as NatsError
from nats.js.errors import APIError
from pymongo.errors import BulkWriteError, ConnectionFailure, PyMongoError, WriteConcernError

from shared.outcomes import Unavailable

# https://www.mongodb.com/docs/manual/reference/error-codes/: what a server that is stepping down, shutting down or
# out of time answers.
_PASSING_CODES = {6, 7, 50, 64, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436}


def passes(failure: BaseException) -> bool:
    """Whether waiting cures it: a server or the network away, rather than a rule broken or a fault of ours."""
    if isinstance(failure, BulkWriteError):
        details = failure.details or {}
        return bool(details.get("writeConcernErrors")) and not details.get("writeErrors")
    if isinstance(failure, PyMongoError) and getattr(failure, "code", None) in _PASSING_CODES:
        return True
    if isinstance(failure, APIError):
        return failure.code is None or failure.code >= 500
    return isinstance(
        failure,
        Unavailable | ConnectionFailure | WriteConcernError | NatsError | TimeoutError | ConnectionError,
    )
