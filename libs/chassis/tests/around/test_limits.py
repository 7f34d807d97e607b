"""Buckets: a burst, then a steady rate, each name for itself, and never more names than are to be remembered."""

from chassis.http.limits import Buckets


def test_a_burst_is_let_through_and_then_a_steady_rate() -> None:
    buckets = Buckets(rate=2.0, burst=3)
    assert [buckets.take("a", now=0.0) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
    assert buckets.take("a", now=0.4) > 0
    assert buckets.take("a", now=0.5) == 0.0
    assert buckets.take("a", now=0.5) > 0


def test_what_is_saved_up_is_no_more_than_a_burst() -> None:
    buckets = Buckets(rate=2.0, burst=3)
    buckets.take("a", now=0.0)
    assert [buckets.take("a", now=1_000.0) > 0 for _ in range(4)] == [False, False, False, True]


def test_one_party_uses_up_nothing_of_anothers() -> None:
    buckets = Buckets(rate=1.0, burst=1)
    assert buckets.take("a", now=0.0) == buckets.take("b", now=0.0) == 0.0


def test_of_names_without_number_those_are_remembered_who_asked_last() -> None:
    buckets = Buckets(rate=1.0, burst=1, most=2)
    assert buckets.take("a", now=0.0) == buckets.take("b", now=0.0) == 0.0
    assert buckets.take("a", now=0.0) > 0
    assert buckets.take("c", now=0.0) == 0.0
    assert buckets.take("a", now=0.0) > 0
    assert buckets.take("b", now=0.0) == 0.0
