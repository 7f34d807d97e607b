"""Bugs of documents and intake: a paper too many, a word too few."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chassis.decision import Cause, Decision, Emit
from contracts.events.review import CaseClosed
from contracts.vocabulary import ApplicationState
from documents.domain import erasing, inspecting, lending, lodging
from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.inspecting import PaperInspected
from intake.domain import completeness, granting, inspection, insurance, reviewing
from intake.domain.application import Application, Handover
from intake.domain.progress import tell as told
from policy.pack import Pack
from policy.registry import Packs

from mante.simulation.mutations.mutation import Mutation, Patch


def _takes_unfit_papers() -> list[Patch]:
    right = inspecting.note_the_verdict

    def note(state: Dossier | None, result: PaperInspected, cause: Cause) -> Decision[Dossier]:
        fit = {"reason": None, "media_type": "image/jpeg", "version_id": "v1", "pages": 1}
        return right(state, result.model_copy(update=fit) if result.reason else result, cause)

    return [(inspecting, "note_the_verdict", note)]


def _judges_papers_again() -> list[Patch]:
    right = inspecting.inspecting

    def inspects(packs: Packs, dossier: Dossier, papers: Sequence[Paper]) -> Decision[Dossier]:
        as_new = [
            replace(paper, status=PaperStatus.TICKETED) if paper.status is PaperStatus.ACCEPTED else paper
            for paper in papers
        ]
        return right(packs, dossier, as_new)

    return [(inspecting, "inspecting", inspects), (lodging, "inspecting", inspects)]


def _destroys_what_is_lent() -> list[Patch]:
    right = erasing.let_go

    def let_go(dossier: Dossier, now: datetime) -> Decision[Dossier]:
        alone = tuple(replace(paper, lent_to=()) for paper in dossier.papers)
        return right(replace(dossier, papers=alone), now)

    return [(erasing, "let_go", let_go), (lending, "let_go", let_go)]


def _chokes_on_an_unfit_paper() -> list[Patch]:
    def unfit_item(*_: object) -> None:
        raise LookupError

    return [(inspection, "unfit_item", unfit_item)]


def _waits_for_ever() -> list[Patch]:
    def settle(_: Packs, application: Application, __: Cause) -> Decision[Application]:
        return Decision(state=application)

    return [(insurance, "settle", settle), (inspection, "settle", settle)]


def _tells_of_the_benefit_what_was() -> list[Patch]:
    def tell(packs: Packs, application: Application, before: Application | None = None) -> list[Emit]:
        return told(packs, replace(application, status=ApplicationState.IN_REVIEW), before)

    return [(granting, "tell", tell)]


def _tells_no_end() -> list[Patch]:
    right = reviewing.show_the_end

    def show(packs: Packs, state: Application | None, body: CaseClosed, cause: Cause) -> Decision[Application]:
        shown = right(packs, state, body, cause)
        return replace(shown, emit=()) if state is not None and state.supplement is not None else shown

    return [(reviewing, "show_the_end", show)]


def _tells_the_first_defect() -> list[Patch]:
    right = completeness._to_put_right  # noqa: SLF001 - as above

    def to_put_right(pack: Pack, application: Application, handover: Handover) -> tuple[object, ...]:
        return right(pack, application, handover)[:1]

    return [(completeness, "_to_put_right", to_put_right)]


MUTATIONS = (
    Mutation(
        "takes-unfit-papers",
        "a photograph that nobody can read counts as fit",
        frozenset({"accepted_papers_are_fit"}),
        _takes_unfit_papers,
    ),
    Mutation(
        "judges-papers-again",
        "a paper that was found fit is inspected once more when it is handed in",
        frozenset({"each_paper_has_one_verdict"}),
        _judges_papers_again,
    ),
    Mutation(
        "destroys-what-is-lent",
        "a paper goes with the draft that it was uploaded for, whoever else uses it",
        frozenset({"papers_in_use_are_kept"}),
        _destroys_what_is_lent,
    ),
    Mutation(
        "chokes-on-an-unfit-paper",
        "a decision breaks at a paper that was found unfit",
        frozenset({"nothing_was_parked_but_poison"}),
        _chokes_on_an_unfit_paper,
    ),
    Mutation(
        "waits-for-ever",
        "an application that waits isn't looked at again when the register answers or the last paper is fit",
        frozenset({"every_lodging_has_an_outcome"}),
        _waits_for_ever,
    ),
    Mutation(
        "tells-of-the-benefit-what-was",
        "whoever is told of a benefit is told once more that the application is in review",
        frozenset({"states_follow_each_other"}),
        _tells_of_the_benefit_what_was,
    ),
    Mutation(
        "tells-no-end",
        "nobody is told of the end of a case that waited for a supplement",
        frozenset({"every_end_is_told"}),
        _tells_no_end,
    ),
    Mutation(
        "tells-the-first-defect",
        "an applicant is told of one thing that is missing, then of the next",
        frozenset({"everything_missing_is_told_at_once"}),
        _tells_the_first_defect,
    ),
)
