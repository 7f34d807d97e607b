"""I3, I4, I5: no message twice, one decision of each step and round, one end, each timer once."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from mante.simulation.invariants.evidence import Evidence, Fact, Violation

LATE, UNHEARD = timedelta(hours=7), timedelta(hours=14)
"""How late a miss may be said, and an end be heard of: an instance may be down, or cut off, for nearly six hours, and
what the bus lost of an end comes when an operator looks, and the instance is up that has it."""


def no_message_is_sent_twice(evidence: Evidence) -> Iterator[Violation]:
    """The gateway's ledger has each notice once, and each text to one telephone as often as it was owed."""
    for out_id, times in Counter(sent.out_id for sent in evidence.history.gateway.ledger).items():
        if times > 1:
            about = evidence.history.gateway.about[out_id]
            yield Violation("I3", about, f"notice {out_id} was sent {times} times")


def as_many_messages_as_are_owed(evidence: Evidence) -> Iterator[Violation]:
    """About an application no more messages were sent than it has notices by SMS."""
    sent = Counter(one.application for one in evidence.history.gateway.ledger)
    for subject, times in sent.items():
        owed = sum(one["medium"] == "sms" for one in evidence.notices(subject))
        if times > owed:
            yield Violation("I3", subject, f"{owed} messages were owed, and {times} sent")


def no_app_message_is_due_twice(evidence: Evidence) -> Iterator[Violation]:
    """A channel is asked once to show a message."""
    for (subject, notice), times in Counter(
        (fact.subject, fact.said["notice_id"]) for fact in evidence.all("MessageDue")
    ).items():
        if times > 1:
            yield Violation("I3", subject, f"message {notice} was due {times} times")


def no_notice_is_owed_twice(evidence: Evidence) -> Iterator[Violation]:
    """As many notices of a step are owed as there are events that call for it; fewer only where some were given up.

    A hospital elsewhere shows its patient nothing, so the app says nothing until another channel follows.
    """
    owed = {
        "submitted": ("ApplicationSubmitted",),
        "not_accepted": ("ApplicationNotAccepted",),
        "supplement_requested": ("SupplementRequested",),
        "supplement_reminder": ("SupplementReminderDue",),
        "supplement_received": ("ReviewResumed",),
        "overdue": ("DeadlineMissed",),
        "deadline_approaching": ("DeadlineApproaching",),
    }
    for subject, facts in evidence.of.items():
        notices = Counter((one["step"], one["recipient"], one["medium"]) for one in evidence.notices(subject))
        for (step, recipient, medium), times in notices.items():
            called_for = sum(fact.kind in owed.get(step, ()) for fact in facts)
            unheard = medium == "app" and evidence.began_far_away(subject)
            fewer = times < called_for and (unheard or subject in evidence.history.scene.given_up)
            if step in owed and times != called_for and not fewer:
                yield Violation(
                    "I3", subject, f"{recipient} is told {step} by {medium} {times} times, not {called_for}"
                )


def one_decision_of_each_step_and_round(evidence: Evidence) -> Iterator[Violation]:
    """A step of a round is decided once, and nobody's word counts twice in it."""
    decided = Counter((fact.subject, fact.said["step"], fact.said["round"]) for fact in evidence.all("ReviewDecided"))
    for (subject, step, number), times in decided.items():
        if times > 1:
            yield Violation("I4", subject, f"{step} of round {number} was decided {times} times")
    for fact in evidence.all("ReviewDecided"):
        people = [one["practitioner"] for one in fact.said["assessed_by"]]
        if len(set(people)) < len(people):
            yield Violation("I4", fact.subject, f"one of {', '.join(people)} counts twice")


def one_end(evidence: Evidence) -> Iterator[Violation]:
    """A case ends once, as its last step was decided, if it was."""
    for subject in evidence.of:
        ends = evidence.about(subject, "CaseClosed")
        if len(ends) > 1:
            yield Violation("I4", subject, f"ended {len(ends)} times: {', '.join(end.said['outcome'] for end in ends)}")
        for end in ends:
            decided = evidence.about(subject, "ReviewDecided")
            verdict = decided[-1].said["verdict"] if decided else ""
            if end.said["outcome"] in ("approved", "rejected") and end.said["outcome"] != verdict:
                yield Violation("I4", subject, f"ended {end.said['outcome']}, decided {verdict or 'by nobody'}")


def one_application_is_open(evidence: Evidence) -> Iterator[Violation]:
    """Of a person's applications for a disease one is open at a time, whatever the channel."""
    spans: dict[tuple[str, str, str], list[tuple[datetime, datetime | None, Fact]]] = {}
    for fact in evidence.all("ApplicationSubmitted"):
        ends = evidence.about(fact.subject, "CaseClosed")
        what = (fact.said["person_ref"], fact.said["disease_code"], fact.said["pooling_area"])
        begun = datetime.fromisoformat(fact.said["submitted_at"])
        ended = datetime.fromisoformat(ends[0].said["closed_at"]) if ends else None
        spans.setdefault(what, []).append((begun, ended, fact))
    for several in spans.values():
        several.sort(key=lambda span: span[0])
        for (_, ended, one), (begun, _, other) in pairwise(several):
            if ended is None or begun < ended:
                yield Violation("I4", other.subject, f"was taken in while {one.subject} was open")


def nobody_joins_what_is_over(evidence: Evidence) -> Iterator[Violation]:
    """Whoever applies when their earlier application has ended gets one of their own, not the one that is over."""
    for fact in evidence.all("ApplicationJoined"):
        for end in evidence.about(UUID(fact.said["open_application"]), "CaseClosed"):
            if fact.at > end.at + UNHEARD:
                yield Violation("I4", fact.subject, f"was joined to one that ended {end.at.isoformat()}")


def each_supplement_is_reminded_of_once(evidence: Evidence) -> Iterator[Violation]:
    """A person is reminded once of what they were asked for, and not when it was in or its time was over."""
    for subject in evidence.of:
        reminders = evidence.about(subject, "SupplementReminderDue")
        for number, times in Counter(fact.said["round"] for fact in reminders).items():
            if times > 1:
                yield Violation("I5", subject, f"was reminded {times} times of round {number}")
        for fact in reminders:
            resumed = [one for one in evidence.about(subject, "ReviewResumed") if one.sequence < fact.sequence]
            asked = [one for one in evidence.about(subject, "SupplementRequested") if one.sequence < fact.sequence]
            if len(asked) != len(resumed) + 1 or fact.at >= datetime.fromisoformat(fact.said["answer_by"]):
                yield Violation("I5", subject, "was reminded of what isn't missing, or too late")


def each_timer_once(evidence: Evidence) -> Iterator[Violation]:
    """Warnings and the miss are said once a clock; the miss is said if it came to that, and not before."""
    for opened in evidence.all("CaseOpened"):
        for begins, ends, decide_by in _clocks(evidence, opened):
            said = [
                fact
                for fact in evidence.about(opened.subject, "DeadlineApproaching", "DeadlineMissed")
                if fact.said["decide_by"] == decide_by
            ]
            yield from _said_once(opened, said, begins)
            missed = any(fact.kind == "DeadlineMissed" for fact in said)
            due = datetime.fromisoformat(decide_by)
            if not missed and (ends is None or ends > due + LATE) and evidence.history.scene.agenda.now > due + LATE:
                yield Violation("I5", opened.subject, f"was due {decide_by}, and nobody said that it was missed")


def _clocks(evidence: Evidence, opened: Fact) -> Iterator[tuple[datetime, datetime | None, str]]:
    """Give every run of the review clock: from when, until when, and when it was to be decided."""
    facts = evidence.about(opened.subject, "CaseOpened", "SupplementRequested", "ReviewResumed", "CaseClosed")
    facts.sort(key=lambda fact: fact.sequence)
    for place, fact in enumerate(facts):
        if fact.kind in ("CaseOpened", "ReviewResumed") and fact.said.get("decide_by"):
            following = facts[place + 1] if place + 1 < len(facts) else None
            yield fact.at, _ends(evidence, following) if following else None, fact.said["decide_by"]


def _ends(evidence: Evidence, following: Fact) -> datetime:
    """Return when a clock stopped mattering: a withdrawal counts from when it was asked for."""
    asked = evidence.about(following.subject, "WithdrawalRequested")
    withdrawn = following.kind == "CaseClosed" and following.said["outcome"] == "withdrawn"
    return min(fact.at for fact in asked) if withdrawn and asked else following.at


def _said_once(opened: Fact, said: list[Fact], begins: datetime) -> Iterator[Violation]:
    del begins
    for (kind, percent), times in Counter((fact.kind, fact.said.get("percent")) for fact in said).items():
        if times > 1:
            yield Violation("I5", opened.subject, f"{kind} {percent or ''} was said {times} times")
    for fact in said:
        if fact.kind == "DeadlineMissed" and fact.at < datetime.fromisoformat(fact.said["decide_by"]):
            yield Violation("I5", opened.subject, "was said to be missed before it was")
