"""Whom a request counts for, whatever it says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.guarding.networks import Networks, networks_of

NOBODY = Networks([])
PROXIES = Networks(networks_of("10.0.0.0/8, 2001:db8:ffff::/48"))


def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert NOBODY.of("192.0.2.7", ["203.0.113.9"]) == "192.0.2.7"


def test_a_stranger_is_not_believed() -> None:
    assert PROXIES.of("192.0.2.7", ["203.0.113.9"]) == "192.0.2.7"


@pytest.mark.parametrize(
    ("forwarded", "counted"),
    [
        ([], "10.0.0.1"),
        (["203.0.113.9"], "203.0.113.9"),
        (["198.51.100.1, 203.0.113.9"], "203.0.113.9"),  # who wrote the left one is not known
        (["198.51.100.1", "203.0.113.9"], "203.0.113.9"),  # a header of its own for each proxy
        (["203.0.113.9, 10.0.0.2 ,10.0.0.3"], "203.0.113.9"),
        (["10.9.9.9"], "10.9.9.9"),  # all of them ours: the first is the client
        (["203.0.113.9:4711"], "203.0.113.9"),
        (["::ffff:203.0.113.9"], "203.0.113.9"),
        (["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        (["[2001:db8:1:2::1]:4711"], "2001:db8:1:2::/64"),
        (["fe80::1%eth0"], "fe80::/64"),
        (["203.0.113.9, unknown"], "10.0.0.1"),
        (["203.0.113.9, , 10.0.0.2"], "10.0.0.2"),
        (["203.0.113.9, 10.0.0.2, 999.1.1.1"], "10.0.0.1"),
        ([""], "10.0.0.1"),
        (["\x00'; drop table"], "10.0.0.1"),
        (["203.0.113.9," + "10.0.0.2," * 5000 + "10.0.0.3"], "10.0.0.2"),  # not read to its end
    ],
)
def test_a_proxy_of_ours_is_believed_as_far_as_it_knows(forwarded: list[str], counted: str) -> None:
    assert PROXIES.of("10.0.0.1", forwarded) == counted


def test_one_household_is_one_network() -> None:
    assert NOBODY.of("2001:db8:1:2::1", []) == NOBODY.of("2001:db8:1:2:ffff::9", []) == "2001:db8:1:2::/64"
    assert NOBODY.of("2001:db8:1:3::1", []) != NOBODY.of("2001:db8:1:2::1", [])


def test_a_peer_without_an_address_counts_all_the_same() -> None:
    assert NOBODY.of(None, []) == "unknown"
    assert NOBODY.of("testclient", []) == "testclient"


@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_header_is_too_strange(forwarded: list[str]) -> None:
    assert PROXIES.of("10.0.0.1", forwarded)
    assert NOBODY.of("192.0.2.7", forwarded) == "192.0.2.7"


def test_what_is_no_network_is_said() -> None:
    with pytest.raises(ValueError, match="front"):
        networks_of("10.0.0.0/8,front")
