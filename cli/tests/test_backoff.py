"""A program that keeps ending is started less and less often."""

from mante.stack.backoff import Backoff


def test_it_waits_longer_each_time_up_to_a_limit() -> None:
    backoff = Backoff(first=1, longest=5, healthy=20)
    assert [backoff.after(lived=0) for _ in range(5)] == [1, 2, 4, 5, 5]


def test_a_healthy_life_is_a_new_start() -> None:
    backoff = Backoff(first=1, longest=5, healthy=20)
    assert [backoff.after(lived) for lived in (0, 0, 20, 0)] == [1, 2, 1, 2]
