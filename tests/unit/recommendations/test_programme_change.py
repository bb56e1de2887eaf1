import pytest

from services.recommendations.domain.programme_change import Concerned, SessionChange, concerned


def changed(guid: str, *fields: str) -> SessionChange:
    return SessionChange(guid, frozenset(fields))


@pytest.mark.parametrize(
    ("changes", "everybody", "having"),
    [
        ([], False, ()),
        ([changed("a", "speakers", "url")], False, ()),
        ([changed("a", "room")], False, ("a",)),
        ([changed("a", "capacity"), SessionChange("b", gone=True)], False, ("a", "b")),
        ([SessionChange("a", new=True)], True, ()),
        ([changed("a", "start", "room")], True, ("a",)),
        ([changed("a", "abstract"), changed("b", "room")], True, ("a", "b")),
    ],
)
def test_whom_a_change_concerns(changes, everybody, having):
    found = concerned(changes)
    assert found == Concerned(everybody, frozenset(having))
    assert bool(found) is (everybody or bool(having))
