"""The demo's page says what the notices say."""

import pytest
from mante.demo.report.line import last_day


@pytest.mark.parametrize(
    ("end", "said"),
    [("2026-12-14T16:00:00Z", "12月14日"), ("2026-12-31T16:00:00Z", "12月31日"), ("2026-12-14T02:00:00Z", "12月14日")],
)
def test_the_end_of_a_term_is_its_last_day(end: str, said: str) -> None:
    assert last_day(end) == said
