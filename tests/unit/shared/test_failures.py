import pytest
from nats.errors import ConnectionClosedError, NoRespondersError
from nats.errors import TimeoutError as NatsTimeout
from nats.js.errors import APIError, BadRequestError, ServiceUnavailableError
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    DocumentTooLarge,
    DuplicateKeyError,
    NotPrimaryError,
    OperationFailure,
    ServerSelectionTimeoutError,
    WriteConcernError,
)

from shared.failures import passes
from shared.mongo import duplicates
from shared.outcomes import Unavailable

LATE = {"code": 64, "errmsg": "waiting for replication timed out"}


def bulk(*codes: int, late: bool = False) -> BulkWriteError:
    errors = [{"index": index, "code": code} for index, code in enumerate(codes)]
    return BulkWriteError({"writeErrors": errors, "writeConcernErrors": [LATE] if late else []})


@pytest.mark.parametrize(
    "failure",
    [
        Unavailable("away"),
        AutoReconnect("away"),
        ServerSelectionTimeoutError("nobody"),
        NotPrimaryError("stepped down"),
        WriteConcernError("late", 64),
        OperationFailure("interrupted at shutdown", 11600),
        bulk(late=True),
        ConnectionClosedError(),
        NatsTimeout(),
        NoRespondersError(),
        ServiceUnavailableError(code=503),
        APIError(code=500),
        TimeoutError(),
        ConnectionResetError(),
    ],
    ids=repr,
)
def test_waiting_cures(failure):
    assert passes(failure)


@pytest.mark.parametrize(
    "failure",
    [
        DuplicateKeyError("E11000", 11000),
        DocumentTooLarge("20 MB"),
        OperationFailure("no such command", 59),
        bulk(11000),
        bulk(121, late=True),
        BadRequestError(code=400),
        KeyError("email"),
        ValueError(),
        RuntimeError(),
        AssertionError(),
    ],
    ids=repr,
)
def test_waiting_does_not_cure(failure):
    assert not passes(failure)


def test_which_of_many_are_there_already():
    assert duplicates(bulk(11000, 11000)) == {0, 1}


@pytest.mark.parametrize("failure", [bulk(11000, 121), bulk(11000, late=True)], ids=["a rule", "late"])
def test_anything_else_among_them_is_a_failure(failure):
    with pytest.raises(BulkWriteError):
        duplicates(failure)
