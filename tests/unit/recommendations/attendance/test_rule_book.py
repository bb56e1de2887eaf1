"""Rules as an organiser writes them down."""

from datetime import time

import pytest

from services.recommendations.attendance.credit_rules import Break, CreditRules, Rounded, Rounding
from services.recommendations.attendance.presence import MissingCheckIn, MissingCheckOut
from services.recommendations.attendance.rule_book import RuleBook, UnreadableRules, rules_in

ALL = """
unit_minutes = 30
rounding = "nearest"
rounded = "day"
least_minutes = 10
most_hours_a_day = 6.5
left_out_tags = ["Lunch", "keynote"]
left_out = ["Opening"]
missing_check_out = "nothing"
missing_check_in = "from_start"

[[breaks]]
from = 12:00:00
to = 12:45:00
"""


def test_everything_can_be_said():
    assert rules_in("day.toml", ALL) == CreditRules(
        unit_minutes=30,
        rounding=Rounding.NEAREST,
        rounded=Rounded.DAY,
        least_minutes=10,
        most_hours_a_day=6.5,
        breaks=(Break(time(12), time(12, 45)),),
        left_out_tags=frozenset(("lunch", "keynote")),
        left_out=frozenset(("Opening",)),
        no_check_out=MissingCheckOut.NOTHING,
        no_check_in=MissingCheckIn.FROM_START,
    )


def test_each_conference_has_its_own(tmp_path):
    (tmp_path / "day-2026.toml").write_text("unit_minutes = 60")

    book = RuleBook.read(str(tmp_path))

    assert book.of("day-2026") == CreditRules(unit_minutes=60)
    assert book.of("another") == RuleBook.read("").of("day-2026") == CreditRules()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit_minute = 15", "day.toml: unit_minute: is no field there is here: is it misspelt?"),
        ('rounding = "sideways"', "day.toml: rounding: "),
        ("unit_minutes = 0", "day.toml: unit_minutes must be from 1 to 480"),
        ("unit_minutes = ", "day.toml: Invalid value"),
        ("[[breaks]]\nfrom = 12:00:00\nto = 11:00:00", "day.toml: a break must end after it starts"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(text, said):
    with pytest.raises(UnreadableRules) as wrong:
        rules_in("day.toml", text)

    assert str(wrong.value).startswith(said)
