"""What pages show was written by somebody: no template of ours lets it be more than a text."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path for part in ("libs", "services", "cli") for path in (ROOT / part).glob("**/src/**/templates/*.html")
)
MORE_THAN_A_TEXT = {
    "unescaped": r"\|\s*safe\b|autoescape\s+false|Markup",
    "a script that stands in the page": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a script in an attribute": r"\son[a-z]+\s*=",
    "a style that stands in the page": r"<style|\sstyle\s*=",
    "an address that runs": r"javascript:|data:text",
    "an attribute without quotes": r"\s[\w-]+=\{\{",
    "a form that goes elsewhere": r"action=\"(?!\{\{)",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_no_template_lets_a_text_be_more_than_a_text(path: Path) -> None:
    template = path.read_text("utf-8")
    assert [what for what, pattern in MORE_THAN_A_TEXT.items() if re.search(pattern, template)] == []


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10
