"""Each refusal tells the applicant what to do."""

import pytest
from documents.inspection.reasons import HINTS, TEXTS, Reason, text_of


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_to_do_in_both_languages(reason: Reason) -> None:
    assert "请" in text_of(reason)
    assert "lease" in text_of(reason, language="en")


def test_a_hint_is_preferred_where_the_detail_is_known_and_absent_where_not() -> None:
    for (reason, detail), hint in HINTS.items():
        assert text_of(reason, detail) == hint.zh != TEXTS[reason].zh
        assert text_of(reason, "something else") == TEXTS[reason].zh
