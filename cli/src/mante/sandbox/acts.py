"""What the sandbox's reviewers say of an application: the person's day of birth decides."""

from dataclasses import dataclass

from mante.sandbox import births

_PATIENCE = 30.0
_AGENCY, _PANEL = "agency_check", "expert_panel"


@dataclass(frozen=True)
class Approve:
    """Approve it."""


@dataclass(frozen=True)
class Reject:
    """Reject it, for these reasons of the pack."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """Ask for (material, rule code)s."""

    items: tuple[tuple[str, str], ...]


Act = Approve | Reject | Ask


@dataclass(frozen=True)
class Plan:
    """`acts` by round, from the first; then it is approved. Begun `after` seconds, and where `overdue` not before.

    With `is_theirs` the sandbox's reviewers leave it alone.
    """

    acts: tuple[Act, ...] = ()
    after: float = 0.0
    overdue: bool = False
    is_theirs: bool = False

    def act_on(self, step: str, round_: int) -> Act:
        """Return what to say in a step and round: an agency's check rejects nothing, a panel asks for nothing."""
        act = self.acts[round_ - 1] if round_ <= len(self.acts) else Approve()
        unfit = (step == _AGENCY and isinstance(act, Reject)) or (step == _PANEL and isinstance(act, Ask))
        return Approve() if unfit else act


_NO_SEAL = Ask((("diagnosis_certificate", "NO_SEAL"), ("test_report", "ILLEGIBLE")))
_BLURRED = Ask((("diagnosis_certificate", "ILLEGIBLE"),))

_PLANS = {
    births.REJECTED: Plan((Reject(("CRITERIA_NOT_MET", "EVIDENCE_INSUFFICIENT")),)),
    births.SUPPLEMENT: Plan((_NO_SEAL,)),
    births.SUPPLEMENT_TWICE: Plan((_NO_SEAL, _BLURRED)),
    births.SLOW: Plan(after=_PATIENCE),
    births.NEVER_ANSWERED: Plan((_NO_SEAL,)),
    births.OVERDUE: Plan(overdue=True),
    **{born: Plan(is_theirs=True) for born in births.FOR_HOSPITALS},
}


def plan_for(id_number: str) -> Plan:
    """Return what is to become of the application of somebody with this identity number."""
    return _PLANS.get(id_number[6:14], Plan())
