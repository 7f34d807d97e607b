"""Whom a request comes from: the peer, or what the front door alone says last; subscribers are told apart."""

from ipaddress import ip_network

import pytest
from chassis.http.addresses import NOWHERE, address_of

PROXIES = tuple(map(ip_network, ("10.0.0.2/32", "fd00:1::/64")))
HERE = "203.0.113.7"


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.2", [HERE], HERE),
        ("10.0.0.2", [f"1.1.1.1, 2.2.2.2,{HERE}"], HERE),
        ("10.0.0.2", ["1.1.1.1", HERE], HERE),
        ("10.0.0.2", [f"1.1.1.1,  {HERE} "], HERE),
        ("::ffff:10.0.0.2", [HERE], HERE),
        ("fd00:1::7", [HERE], HERE),
        ("10.0.0.2", [], "10.0.0.2"),
        ("10.0.0.2", [f"{HERE}, unknown"], "10.0.0.2"),
        ("10.0.0.2", [f"{HERE},"], "10.0.0.2"),
        ("10.0.0.2", [f"{HERE}:4711"], "10.0.0.2"),
        ("10.0.0.3", [HERE], "10.0.0.3"),
        (HERE, ["10.0.0.2"], HERE),
        (HERE, ["1.1.1.1", "127.0.0.1"], HERE),
        (f"::ffff:{HERE}", [], HERE),
        ("10.0.0.2", [f"::ffff:{HERE}"], HERE),
        ("10.0.0.2", ["2001:db8:1:2:aaaa::1"], "2001:db8:1:2::/64"),
        ("10.0.0.2", ["2001:db8:1:2:bbbb::2"], "2001:db8:1:2::/64"),
        ("10.0.0.2", ["2001:db8:1:3::1"], "2001:db8:1:3::/64"),
        ("", [HERE], NOWHERE),
        ("/run/mante.sock", [HERE], NOWHERE),
    ],
)
def test_the_last_word_of_a_front_door_counts_and_nobody_elses(peer: str, forwarded: list[str], address: str) -> None:
    assert address_of(peer, forwarded, PROXIES) == address


def test_where_there_is_no_front_door_nobody_is_believed() -> None:
    assert address_of("10.0.0.2", [HERE], ()) == "10.0.0.2"
