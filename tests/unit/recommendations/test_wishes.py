from datetime import UTC, time

import pytest

from services.recommendations.domain.wishes import Spectrum, Window


def test_a_spectrum_tells_only_what_was_said() -> None:
    assert Spectrum(student_choice=2, technology=4).stated() == {"student_choice": 2, "technology": 4}
    assert Spectrum().stated() == {}


def test_hours_must_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="after they start"):
        Window(time(15), time(9))


def test_hours_have_no_zone_of_their_own() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Window(time(9, tzinfo=UTC), time(15, tzinfo=UTC))
