"""I9, I14, I15 and what benefits promise: papers, providers that are away, answers, hospitals."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from mante.simulation.invariants.evidence import Evidence, Fact, Violation
from mante.simulation.invariants.own_calendar import SHANGHAI


def accepted_papers_are_fit(evidence: Evidence) -> Iterator[Violation]:
    """A paper that is said to be fit is in the store as it is said to be, and an inspector found it so."""
    files = evidence.history.scene.store.files
    for fact in evidence.all("DocumentAccepted"):
        found = files.get(_place(fact))
        if found is None or found.is_bad or found.sha256 != fact.said["sha256"]:
            yield Violation("I9", fact.subject, f"paper {fact.said['document_id']} is accepted, and not fit")


def _place(accepted: Fact) -> tuple[UUID, UUID]:
    """Return where a paper lies: with its own application, or with the one that it was uploaded for."""
    home = accepted.said.get("lies_with")
    return UUID(home) if home else accepted.subject, UUID(accepted.said["document_id"])


def papers_in_use_are_kept(evidence: Evidence) -> Iterator[Violation]:
    """No paper of a submitted application is destroyed, whoever else is done with it."""
    erased = evidence.history.scene.store.erased
    for submitted in evidence.all("ApplicationSubmitted", "SupplementProvided"):
        used = {paper["document_id"] for paper in submitted.said["papers"]}
        for fact in evidence.about(submitted.subject, "DocumentAccepted"):
            if fact.said["document_id"] in used and _place(fact) in erased:
                yield Violation("I9", submitted.subject, f"paper {fact.said['document_id']} is in use, and destroyed")


def each_paper_has_one_verdict(evidence: Evidence) -> Iterator[Violation]:
    """Documents says once of a paper whether it is fit; it may revoke that, once, when nobody handed it in."""
    said = Counter(
        (fact.kind, fact.subject, fact.said["document_id"])
        for fact in evidence.all("DocumentAccepted", "DocumentRejected")
    )
    for (kind, subject, document), times in said.items():
        if times > 1:
            yield Violation("I9", subject, f"{kind} was said {times} times of {document}")


def nobody_is_approved_unchecked(evidence: Evidence) -> Iterator[Violation]:
    """Whom the register doesn't know is never approved, even if it was away when they applied."""
    scene = evidence.history.scene
    for fact in evidence.all("CaseClosed"):
        life = scene.life(fact.subject)
        checked = evidence.about(fact.subject, "InsuranceChecked")
        submitted = evidence.about(fact.subject, "ApplicationSubmitted")
        results = [one.said["insurance"]["result"] for one in (*submitted, *checked) if one.said.get("insurance")]
        if life is None or fact.said["outcome"] != "approved" or life.person * 2 not in scene.register.unknown:
            continue
        if results and results[0] != "not_checked":
            yield Violation("I14", fact.subject, f"was approved, though the register said {results[0]}")


def whoever_asked_was_answered(evidence: Evidence) -> Iterator[Violation]:
    """Everybody who asked was answered in the end, the same each time; nobody was told that we are broken."""
    for asked in evidence.history.scene.journal.asked:
        what = type(asked.body).__name__
        if asked.status is None and what != "MessageReceipt":
            yield Violation("I15", asked.subject, f"{asked.who} asked {what}, and was never answered")
        if asked.status is not None and asked.status >= 500:  # noqa: PLR2004 - where our own faults begin
            yield Violation("I15", asked.subject, f"{asked.who} asked {what}, and was told {asked.status}")
        if asked.otherwise:
            yield Violation(
                "I1", asked.subject, f"{asked.who} asked {what} again under its key, and was answered otherwise"
            )


def a_benefit_is_granted_once(evidence: Evidence) -> Iterator[Violation]:
    """An approval is answered by benefits once, and nothing but an approval is."""
    for subject in evidence.of:
        decided = evidence.about(subject, "EntitlementGranted", "EntitlementRefused")
        ends = [fact.said["outcome"] for fact in evidence.about(subject, "CaseClosed")]
        if len(decided) != int("approved" in ends):
            yield Violation("I4", subject, f"ended {ends}, and benefits decided {len(decided)} times")


def no_disease_is_granted_twice(evidence: Evidence) -> Iterator[Violation]:
    """Nobody has two benefits of one disease from one city on one day."""
    held: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for fact in sorted(evidence.all("EntitlementGranted"), key=lambda fact: str(fact.said["start"])):
        whose, start = (fact.said["person_ref"], fact.said["pooling_area"]), fact.said["start"]
        before = held.setdefault((*whose, fact.said["disease_code"]), [])
        if any(start <= end for _, end in before):
            yield Violation("I4", fact.subject, f"has a benefit from {start}, and had one then")
        before.append((start, _last_day(evidence, fact)))


def _last_day(evidence: Evidence, granted: Fact) -> str:
    """Return the last day of a benefit; of one that was ended before, the day before that."""
    ends = granted.said.get("end") or "9999-12-31"
    for over in evidence.about(granted.subject, "EntitlementEnded"):
        day = datetime.fromisoformat(over.said["ended_at"]).astimezone(SHANGHAI).date() - timedelta(days=1)
        ends = min(ends, day.isoformat())
    return str(ends)


def hospitals_change_as_often_as_allowed(evidence: Evidence) -> Iterator[Violation]:
    """A person changes hospital once a calendar year; a first choice is no change."""
    changes: Counter[tuple[str, int]] = Counter()
    known: dict[str, str] = {}
    chosen = sorted(evidence.all("DesignatedHospitalChosen"), key=lambda fact: (fact.at, fact.sequence))
    for fact in chosen:
        person, hospital = fact.said["person_ref"], fact.said["hospital"]
        if known.get(person, hospital) != hospital:
            changes[person, fact.at.astimezone(SHANGHAI).year] += 1
        known[person] = hospital
    for (_, year), times in changes.items():
        if times > 1:
            yield Violation("I4", None, f"a person changed hospital {times} times in {year}")


def no_choice_of_hospital_is_answered_twice(evidence: Evidence) -> Iterator[Violation]:
    """A choice is granted or refused, and that is that."""
    for (subject, _), times in _answered(evidence).items():
        if times > 1:
            yield Violation("I4", subject, f"a choice of hospital was answered {times} times")


def every_choice_of_hospital_is_answered(evidence: Evidence) -> Iterator[Violation]:
    """Whoever chose a hospital hears whether it is theirs."""
    answered = _answered(evidence)
    for fact in evidence.all("HospitalChosen"):
        if not answered[fact.subject, fact.said["choice_id"]]:
            yield Violation("I15", fact.subject, "a choice of hospital was never answered")


def _answered(evidence: Evidence) -> Counter[tuple[UUID, str]]:
    answers = evidence.all("DesignatedHospitalChosen", "HospitalChoiceRefused")
    return Counter((fact.subject, fact.said["choice_id"]) for fact in answers)
