"""Ids that follow from other ids."""

import uuid

import pytest

from shared.contracts.envelope import derived_id, name_based_id


@pytest.mark.parametrize(
    ("namespace", "name", "id"),
    [
        # RFC 9562, appendix A.4
        ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
        # computed once with another implementation
        ("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "python.org", "7af94e2b-4dd9-50f0-9c9a-8a48519bdef0"),
    ],
)
def test_name_based_ids_are_those_of_the_rfc(namespace, name, id):
    assert name_based_id(namespace, name) == id


def test_they_are_the_same_as_the_library_makes():
    for _ in range(200):
        namespace, name = uuid.uuid4(), uuid.uuid4().hex
        assert name_based_id(str(namespace), name) == str(uuid.uuid5(namespace, name))


def test_one_cause_gives_each_kind_and_entity_its_own():
    cause = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"
    assert len({derived_id(cause, "a.b.v1"), derived_id(cause, "a.c.v1"), derived_id(cause, "a.b.v1", "x")}) == 3
