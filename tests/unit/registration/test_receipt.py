"""The receipt of an erasure: what it says when, and what its signature holds for."""

import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from services.registration.erasing.erasures import Acknowledgement, Erasure
from services.registration.erasing.receipt import Receipts
from services.registration.guarding.derived import derived

SECRET, ROTATED = "a secret of these tests alone", "the secret after that one"
ERASED = datetime(2026, 10, 28, 13, 40, tzinfo=UTC)
WHOLE = Erasure(
    participant="0b7e8d4e-5a0a-5f0e-9f4e-2f6f3f0e9a11",
    conference="spring",
    erased_at=ERASED,
    purged_at=ERASED + timedelta(minutes=1),
    acknowledged={
        "notifications": Acknowledgement(ERASED + timedelta(seconds=2), 3),
        "registration": Acknowledgement(ERASED, 1),
        "recommendations": Acknowledgement(ERASED.astimezone(timezone(timedelta(hours=2))), 2),
    },
)


def test_it_says_who_acknowledged_and_when():
    said = Receipts([SECRET]).of(WHOLE).model_dump(exclude={"signature"})

    assert said == {
        "participant": "0b7e8d4e-5a0a-5f0e-9f4e-2f6f3f0e9a11",
        "conference": "spring",
        "erased_at": "2026-10-28T13:40:00.000Z",
        "purged_at": "2026-10-28T13:41:00.000Z",
        "acknowledged": [
            {"service": "registration", "at": "2026-10-28T13:40:00.000Z", "documents": 1},
            {"service": "recommendations", "at": "2026-10-28T13:40:00.000Z", "documents": 2},
            {"service": "notifications", "at": "2026-10-28T13:40:02.000Z", "documents": 3},
        ],
        "complete": True,
    }


def test_it_is_complete_only_with_everything():
    unpurged = replace(WHOLE, purged_at=None)
    some = replace(WHOLE, acknowledged={"registration": Acknowledgement(ERASED, 1)})

    assert [Receipts([SECRET]).of(one).complete for one in (WHOLE, unpurged, some)] == [True, False, False]


def test_the_signature_is_that_of_the_canonical_form():
    canonical = (
        '{"acknowledged":[],"complete":false,"conference":"spring","erased_at":"2026-10-28T13:40:00.000Z",'
        '"participant":"p","purged_at":null}'
    )
    receipt = Receipts([SECRET]).of(Erasure("p", "spring", ERASED))

    assert receipt.signature == hmac.new(derived(SECRET, "receipts"), canonical.encode(), sha256).hexdigest()


def test_it_is_genuine_after_a_rotation_and_not_after_a_change():
    receipt = Receipts([SECRET]).of(WHOLE)
    reordered = type(receipt).model_validate_json(json.dumps(dict(reversed(receipt.model_dump().items()))))

    assert Receipts([ROTATED, SECRET]).genuine(receipt)
    assert Receipts([SECRET]).genuine(reordered)
    assert not Receipts([ROTATED]).genuine(receipt)
    for change in ({"participant": "somebody else"}, {"purged_at": None}, {"signature": ""}, {"signature": "ñ"}):
        assert not Receipts([SECRET]).genuine(receipt.model_copy(update=change))
