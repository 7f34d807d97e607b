"""I13 and I16: deadlines count working time from the right instant, and the clock restarts once a supplement."""

from collections.abc import Iterator
from datetime import datetime

from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.invariants.own_calendar import SHANGHAI, half_a_working_day_after, last_moment
from mante.simulation.outside.town import LIUPANSHUI

SUPPLEMENT_DAYS, MOST_ROUNDS = 15, 2


def deadlines_are_right(evidence: Evidence) -> Iterator[Violation]:
    """Half a working day from lodging, and again from each supplement that came in (六盘水)."""
    for submitted in evidence.all("ApplicationSubmitted"):
        if submitted.said["pooling_area"] != LIUPANSHUI:
            continue
        starts = {
            "CaseOpened": [submitted.said["submitted_at"]],
            "ReviewResumed": [
                one.said["provided_at"] for one in evidence.about(submitted.subject, "SupplementProvided")
            ],
        }
        for kind, begun in starts.items():
            for fact, start in zip(evidence.about(submitted.subject, kind), begun, strict=False):
                due = half_a_working_day_after(datetime.fromisoformat(start))
                if due is not None and datetime.fromisoformat(fact.said["decide_by"]) != due:
                    yield Violation(
                        "I13", fact.subject, f"is due {fact.said['decide_by']}, and should be {due.isoformat()}"
                    )


def no_deadline_moves_by_itself(evidence: Evidence) -> Iterator[Violation]:
    """Counting anew by the same calendar gives the same deadline."""
    for fact in evidence.all("DeadlineMoved"):
        yield Violation("I13", fact.subject, f"was moved to {fact.said['decide_by']}, and no calendar was corrected")


def supplements_have_their_time(evidence: Evidence) -> Iterator[Violation]:
    """A supplement may be handed in for 15 days, to the end of a working day."""
    for fact in evidence.all("SupplementRequested"):
        tasks = [one for one in evidence.about(fact.subject, "TaskRecalled") if one.said["reason"] == "supplement"]
        asked = next((one.said["recalled_at"] for one in tasks if one.cause == fact.cause), None)
        if asked is None:
            yield Violation("I16", fact.subject, "a supplement is asked for, and the task wasn't taken back")
            continue
        until = last_moment(datetime.fromisoformat(asked), SUPPLEMENT_DAYS)
        if until is not None and datetime.fromisoformat(fact.said["answer_by"]) != until:
            yield Violation(
                "I13", fact.subject, f"may be answered until {fact.said['answer_by']}, not {until.isoformat()}"
            )


def benefits_start_on_the_day(evidence: Evidence) -> Iterator[Violation]:
    """A benefit holds from the day of its approval, in Asia/Shanghai."""
    for fact in evidence.all("CaseClosed"):
        day = datetime.fromisoformat(fact.said["closed_at"]).astimezone(SHANGHAI).date().isoformat()
        if fact.said["outcome"] == "approved" and fact.said.get("benefit_start") != day:
            yield Violation(
                "I13", fact.subject, f"was approved on {day}, and holds from {fact.said.get('benefit_start')}"
            )


def one_notice_a_round(evidence: Evidence) -> Iterator[Violation]:
    """A round asks for a supplement once, two rounds at most; each that came in restarts the clock once."""
    for subject in evidence.of:
        asked = [fact.said["round"] for fact in evidence.about(subject, "SupplementRequested")]
        provided = [fact.said["round"] for fact in evidence.about(subject, "SupplementProvided")]
        resumed = evidence.about(subject, "ReviewResumed")
        if len(set(asked)) < len(asked) or len(asked) > MOST_ROUNDS:
            yield Violation("I16", subject, f"was asked for supplements in rounds {asked}")
        if len(set(provided)) < len(provided):
            yield Violation("I16", subject, f"supplements of rounds {provided} were passed on")
        ended = evidence.about(subject, "CaseClosed")
        if len(resumed) > len(provided) or (len(resumed) < len(provided) and not ended):
            yield Violation(
                "I16", subject, f"{len(provided)} supplements came in, and the clock restarted {len(resumed)} times"
            )
