"""Where a request comes from, as far as it can be believed."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

_MOST_HOPS = 20
"""Entries of X-Forwarded-For that are looked at, from the right."""
_LONGEST = 100
"""Characters of an address, with room for a port and a zone."""


def networks_of(text: str) -> list[Network]:
    """Networks by commas. Raises ValueError."""
    return [ip_network(part.strip()) for part in text.split(",") if part.strip()]


class Networks:
    """Whom a request counts for: an IPv4 address, or the /64 of an IPv6 address, of which one household has all."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = trusted

    def of(self, peer: str | None, forwarded: Sequence[str]) -> str:
        """`forwarded`: the values of X-Forwarded-For, which count only as far as trusted proxies have written them."""
        if peer is None:
            return "unknown"
        known = _address(peer)
        if known is None:
            return peer[:100]
        hops = ",".join(forwarded).rsplit(",", _MOST_HOPS)[-_MOST_HOPS:] if forwarded else []
        while hops and self._trusts(known):
            before = _address(hops.pop()[:_LONGEST])
            if before is None:
                break  # a proxy of ours that does not know: then the proxy itself is all that is known
            known = before
        return str(known if isinstance(known, IPv4Address) else ip_network((int(known) >> 64 << 64, 64)))

    def _trusts(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._trusted)


@lru_cache(maxsize=4096)
def _address(text: str) -> IPv4Address | IPv6Address | None:
    """`192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`; an IPv4 address in IPv6 is itself."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
