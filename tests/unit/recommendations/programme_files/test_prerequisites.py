from services.recommendations.programme_files.own_reading import read_toml

TOML = """
[[sessions]]
guid = "second"
title = "Pacing, the second part"
start = "2026-10-28T11:00"
minutes = 60
room = "Room A"
prerequisites = ["first"]
"""


def test_a_session_may_name_those_it_builds_on() -> None:
    found = read_toml(TOML, "kent-2026", "America/Detroit")
    [entry] = found.entries
    assert entry.wanted.session.prerequisites == ("first",)
