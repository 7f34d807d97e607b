"""What a verdict names: a national code, reasons, criteria, each of the pack that the case is decided by."""

from contracts.events.verdicts import VerdictGiven
from contracts.vocabulary import Verdict
from policy.criteria.checking import unknown_ticks
from policy.diseases import Disease
from policy.pack import Pack

from review.domain import refusals
from review.domain.case import Application


def check_named(pack: Pack, application: Application, body: VerdictGiven, *, ends: bool) -> None:
    """Raise what is missing, or unknown to the pack; `ends`: an approval would end the case."""
    disease = pack.disease(application.disease_code)
    if body.verdict is Verdict.APPROVED:
        _check_national_code(disease, body, ends=ends)
    else:
        _check_reasons(pack, body)
    _check_criteria(disease, body)


def _check_national_code(disease: Disease | None, body: VerdictGiven, *, ends: bool) -> None:
    codes = {listed.code for listed in disease.national_codes} if disease else set()
    if body.national_code is None and codes and ends:
        raise refusals.MissingNationalCode
    if body.national_code is not None and body.national_code not in codes:
        raise refusals.UnknownNationalCode(national_code=body.national_code)


def _check_reasons(pack: Pack, body: VerdictGiven) -> None:
    if not body.reasons:
        raise refusals.MissingReasons
    for reason in body.reasons:
        if pack.rejection_reason(reason) is None:
            raise refusals.UnknownReason(reason=reason)


def _check_criteria(disease: Disease | None, body: VerdictGiven) -> None:
    """Whatever is ticked is of the disease; what the ticks come to is the reviewer's to judge, so none is asked for."""
    known = disease.criteria if disease else None
    unknown = unknown_ticks(known.must, body.criteria) if known else body.criteria
    if unknown:
        raise refusals.UnknownCriterion(criterion=unknown[0])
