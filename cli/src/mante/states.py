"""Where an application may stand: in words and with a tone, for operators and for the demonstration's report."""

from dataclasses import dataclass

from policy.text import Text


@dataclass(frozen=True)
class State:
    """One state. `tone` is good, bad, or soon for what waits for the person or ended without a decision."""

    words: Text
    tone: str = ""


STATES = {
    "draft": State(Text(zh="草稿", en="draft")),
    "lodged": State(Text(zh="检查材料", en="papers are checked")),
    "not_accepted": State(Text(zh="待补齐", en="papers missing"), "soon"),
    "submitted": State(Text(zh="已受理", en="accepted")),
    "in_review": State(Text(zh="审核中", en="in review")),
    "awaiting_supplement": State(Text(zh="待补正", en="awaits a supplement"), "soon"),
    "approved": State(Text(zh="通过", en="approved"), "good"),
    "rejected": State(Text(zh="不予通过", en="rejected"), "bad"),
    "withdrawn": State(Text(zh="已撤回", en="withdrawn"), "soon"),
    "lapsed": State(Text(zh="逾期终止", en="lapsed"), "soon"),
    "expired": State(Text(zh="草稿到期", en="draft expired"), "soon"),
    "joined": State(Text(zh="并入原申请", en="joined another"), "soon"),
}


def state_of(code: str) -> State:
    """Return a state; one that this code doesn't know is called by its code."""
    return STATES.get(code, State(Text(zh=code, en=code)))
