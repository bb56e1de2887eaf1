"""What is kept of an address while somebody is being erased, and where it is recognised."""

import json

import pytest

from services.registration.erasing.marks import Marks

SECRET, ROTATED = "a secret of these tests alone", "the secret after that one"
EMAIL = "Ana.Ruiz+pl@Example.org"


@pytest.mark.parametrize(
    "body",
    [
        EMAIL.encode(),
        b"  ana.ruiz+pl@example.org\n",
        b'{"email": "ANA.RUIZ+PL@EXAMPLE.ORG", ',
        json.dumps({"data": [{"email": EMAIL}]}).encode(),
        json.dumps({"note": f"Write to <{EMAIL}>."}).encode(),
        json.dumps({"email": EMAIL}).replace("@", "\\u0040").encode(),
        b"\xff\xfe " + EMAIL.encode() + b" \x00",
        f"mailto:{EMAIL}".encode(),
        f"to={EMAIL}".encode(),
    ],
)
def test_an_address_is_found_however_it_is_written(body):
    marks = Marks([SECRET])

    assert marks.mark(EMAIL) in marks.found_in(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"ruiz+pl@example.org", b"not.ana.ruiz+pl@example.org", b"ana.ruiz+pl@example.org.mx", b"[" * 100_000],
)
def test_what_is_no_address_of_theirs_is_not(body):
    marks = Marks([SECRET])

    assert marks.mark(EMAIL) not in marks.found_in(body)


def test_a_mark_tells_nothing_without_the_secret():
    assert Marks([SECRET]).mark(EMAIL) != Marks([ROTATED]).mark(EMAIL)
    assert "ana" not in Marks([SECRET]).mark(EMAIL)


def test_marks_outlive_a_rotation_of_secrets():
    made = Marks([SECRET]).mark(EMAIL)

    assert made in Marks([ROTATED, SECRET]).found_in(EMAIL.encode())
