"""What several votes come to. A single reviewer is a panel of one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from contracts.vocabulary import Verdict
from policy.review import ExpertPanel, Step

from review.domain.task import Vote


def result(votes: Sequence[Vote], step: Step) -> Verdict | None:
    """Return the verdict as soon as no further vote could change it, else None."""
    seats, majority = (step.seats, step.majority) if isinstance(step, ExpertPanel) else (1, 1)
    approvals = sum(vote.verdict is Verdict.APPROVED for vote in votes)
    if approvals >= majority:
        return Verdict.APPROVED
    return Verdict.REJECTED if seats - (len(votes) - approvals) < majority else None


def prevailing(votes: Iterable[Vote], verdict: Verdict) -> list[Vote]:
    """Return the votes that carried the verdict."""
    return [vote for vote in votes if vote.verdict is verdict]


def national_code(votes: Iterable[Vote]) -> str | None:
    """Return the code that most of these votes chose; of several, the one chosen first."""
    chosen = Counter(vote.national_code for vote in votes if vote.national_code)
    return chosen.most_common(1)[0][0] if chosen else None


def each_once(codes: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return all the codes, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(code for group in codes for code in group))
