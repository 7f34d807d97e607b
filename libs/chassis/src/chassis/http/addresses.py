"""How often pages may be asked for from one address, signed in or not. Addresses are counted, and kept nowhere else.

The peer of a connection is the front door; whom it came from the front door says in `X-Forwarded-For`. The header is
believed of the front door alone, and of it the last entry alone: what stands before that, anybody may have written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias, cast

from fastapi import Request

from chassis.http.limits import Buckets, TooManyRequests
from chassis.settings import AddressSettings

Network: TypeAlias = IPv4Network | IPv6Network
NOWHERE = "nowhere"
"""Whoever has no address: the peer of a socket that is a file."""
_OF_ONE = 64
"""Bits of an IPv6 address that tell one subscriber from another; the rest are theirs to choose."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The buckets of all addresses. `proxies` are those of front doors; None: nobody is known, and nobody counted."""

    proxies: Sequence[Network] | None
    pages: Buckets
    sign_ins: Buckets

    @classmethod
    def of(cls, settings: AddressSettings) -> "Addresses":
        """Return full buckets."""
        pages = Buckets(settings.pages_per_second, settings.pages_burst)
        return cls(settings.trusted_proxies, pages, Buckets(settings.sign_ins_per_second, settings.sign_ins_burst))

    def take(self, buckets: Buckets, request: Request) -> None:
        """Count a request; raises `TooManyRequests`."""
        if self.proxies is None:
            return
        peer = request.client.host if request.client else ""
        if wait := buckets.take(address_of(peer, request.headers.getlist("x-forwarded-for"), self.proxies)):
            raise TooManyRequests(wait)


def address_of(peer: str, forwarded: Sequence[str], proxies: Sequence[Network]) -> str:
    """Return whom a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    `forwarded` are the lines of `X-Forwarded-For`, the last one last.
    """
    at = _parsed(peer)
    if at is not None and forwarded and any(at in proxy for proxy in proxies):
        at = _parsed(forwarded[-1].rpartition(",")[2].strip()) or at
    if isinstance(at, IPv6Address):
        return str(IPv6Network((int(at), _OF_ONE), strict=False))
    return str(at) if at else NOWHERE


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        at = ip_address(text)
    except ValueError:
        return None
    return (at.ipv4_mapped or at) if isinstance(at, IPv6Address) else at


async def page_asked(request: Request) -> None:
    """Count a page that is asked for: a dependency of routes that are open to everybody."""
    addresses = _addresses(request)
    addresses.take(addresses.pages, request)


async def sign_in_tried(request: Request) -> None:
    """Count a try to sign in, whoever it is: a dependency of the routes that passwords and codes come to."""
    addresses = _addresses(request)
    addresses.take(addresses.sign_ins, request)


def _addresses(request: Request) -> Addresses:
    return cast("Addresses", request.app.state.inside.addresses)
