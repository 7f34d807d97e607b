"""What a reviewer may ask for: by the pack's rules, so often, and not what the first notice forgot, but by a lead."""

from contracts.events.verdicts import AskedItem, SupplementAsked
from policy.materials import Material
from policy.pack import Pack
from policy.review import LaterRounds

from review.domain import refusals
from review.domain.case import Case, Inspection, Override, Review
from review.domain.routing import LEAD
from review.domain.rules import Rules


def check_asked(rules: Rules, case: Case, review: Review, body: SupplementAsked) -> Override | None:
    """Return who overrides 一次性告知 and why, where somebody does; raises why this notice may not go out."""
    override = _override_of(rules, review, body)
    _check_items(rules.pack_of(review.application), case, review, body)
    return override


def _override_of(rules: Rules, review: Review, body: SupplementAsked) -> Override | None:
    if body.override is None:
        return None
    member = rules.directory().practitioner(review.institution, body.practitioner)
    if member is None or LEAD not in member.roles:
        raise refusals.LeadOnly
    return Override(body.practitioner, body.override)


def _check_items(pack: Pack, case: Case, review: Review, body: SupplementAsked) -> None:
    """Raise the refusal that says why this notice may not go out.

    一次性告知: where the pack says so, a later notice may complain only of what came in, or came to light, after the
    one before; a lead may override that, for a reason. How often may be asked nobody overrides.
    """
    if len(review.notices) >= pack.supplement.max_rounds:
        raise refusals.SupplementCap(most=pack.supplement.max_rounds)
    only_what_is_new = forbids_what_was_there(pack, review) and body.override is None
    for item in body.items:
        material = _known(pack, case, review, item)
        if only_what_is_new and not _is_new(review, item):
            raise refusals.NotInFirstNotice(material=material.name.zh)


def forbids_what_was_there(pack: Pack, review: Review) -> bool:
    """Tell whether a notice may now complain only of what is new, but for a lead's override."""
    return bool(review.notices) and pack.supplement.later_rounds is LaterRounds.NEW_DEFECTS


def _known(pack: Pack, case: Case, review: Review, item: AskedItem) -> Material:
    """Return the material that is asked for; raises `UnknownPaper`, `UnknownItem`."""
    material = pack.material(item.material)
    if item.document_id is not None:
        paper = review.paper(item.document_id)
        if paper is None or paper.material != item.material:
            raise refusals.UnknownPaper
    if material is None or item.code not in (*material.rules, _fault(case, item)):
        raise refusals.UnknownItem(material=item.material, fault=item.code)
    return material


def _fault(case: Case, item: AskedItem) -> str | None:
    """Return what inspection found wrong with the paper: a reviewer may ask by that, too."""
    found = case.inspections.get(item.document_id, Inspection()) if item.document_id else Inspection()
    return found.reason


def _is_new(review: Review, item: AskedItem) -> bool:
    last = review.notices[-1].round
    return any(
        paper.known_since > last
        for paper in review.papers
        if paper.material == item.material and item.document_id in (None, paper.document_id)
    )
