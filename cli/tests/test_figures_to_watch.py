"""Every figure on `/metrics` is in the operators' guide, and the guide names none that isn't there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = re.compile(r'\b(Counter|Gauge|Histogram)\(\s*"(mante_\w+)"')
NAMED = re.compile(r"`(mante_\w+)`")


def figures() -> set[str]:
    """Return the names as `/metrics` gives them: a counter's ends in `_total`."""
    sources = [path for place in ("libs", "services") for path in (ROOT / place).glob("*/src/**/*.py")]
    made = [one for source in sources for one in MADE.findall(source.read_text("utf-8"))]
    return {f"{name}_total" if kind == "Counter" else name for kind, name in made}


def test_each_figure_has_its_place_in_the_operators_guide() -> None:
    named = set(NAMED.findall((ROOT / "docs/operations.md").read_text("utf-8")))
    assert len(figures()) >= 15
    assert named == figures()
