"""The people of an institution: claim, decide, ask for more, race each other, forget, or don't come at all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from contracts.events.verdicts import AskedItem, SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven
from contracts.vocabulary import Verdict
from policy.pack import Pack

from mante.simulation.outside.applicant import Applicant
from mante.simulation.outside.calling import Answer, Call, nothing
from mante.simulation.outside.institution import Institution, Task
from mante.simulation.outside.person import HOUR, MINUTE
from mante.simulation.outside.town import ELSEWHERE
from mante.simulation.script.lives import Life
from mante.simulation.script.turns import Turn

QUARTER = 900
"""Seconds: reviewers look at their list every quarter of an hour."""

MOST_TRIES = 6
"""How often a reviewer comes back to a case that can't be decided yet."""

BACK_AFTER = {"INSURANCE_NOT_CHECKED": HOUR, "NOT_CLAIMED": MINUTE, "ALREADY_CLAIMED": 45 * MINUTE}
"""After which refusals a reviewer comes back, and when."""


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has in hand, and how often they came back to it."""

    at: Institution
    task: Task
    life: Life
    who: str
    tries: int = 1


@dataclass(slots=True)
class Reviewing:
    """All reviewers. `applicants` lets a withdrawal race with a verdict."""

    packs: dict[str, Pack]
    applicants: dict[UUID, Applicant]
    _asked: dict[UUID, int] = field(default_factory=dict)

    def assigned(self, at: Institution, task: Task) -> None:
        """Plan what becomes of a task, by the turns of its life."""
        life = at.scene.life(task.application)
        if life is None or life.takes(Turn.NOBODY_REVIEWS):
            return
        dice, people = at.scene.dice(task.application), at.people(task.step)
        hours = dice.choice((12, 30, 60)) if life.takes(Turn.REVIEWER_LATE) else dice.choice((0.2, 0.7, 2))
        work = Work(at, task, life, task.seat or people[0])
        self._later(work, HOUR * hours, self._claim)
        if life.takes(Turn.TWO_REVIEWERS) and task.seat is None:
            self._later(Work(at, task, life, people[1]), HOUR * hours, self._claim)
        if life.takes(Turn.WITHOUT_A_CLAIM):
            self._later(Work(at, task, life, people[1], MOST_TRIES), HOUR * hours / 2, self._give)
        if life.takes(Turn.VOTES_FOR_ANOTHER) and task.seat is not None:
            another = next(one for one in people if one != task.seat)
            self._later(Work(at, task, life, another, MOST_TRIES), HOUR * hours / 3, self._claim)
        if life.takes(Turn.ANOTHER_HOSPITAL_TRIES):
            self._later(work, MINUTE, self._from_elsewhere)

    def _later(self, work: Work, seconds: float, action: Callable[[Work], Awaitable[None]]) -> None:
        work.at.scene.agenda.on_the_beat(seconds, QUARTER, partial(action, work))

    def _again(self, work: Work, seconds: float) -> None:
        if work.tries < MOST_TRIES:
            self._later(replace(work, tries=work.tries + 1), seconds, self._claim)

    async def _from_elsewhere(self, work: Work) -> None:
        claim = TaskClaimed(task_id=work.task.id, practitioner=work.who)
        call = Call(ELSEWHERE, ELSEWHERE, work.task.application, claim, f"{work.task.id}/foreign")
        await work.at.caller.ask(work.at.desk, call, nothing)

    async def _claim(self, work: Work) -> None:
        async def claimed(answer: Answer) -> None:
            if answer.is_ok:
                forgets = work.life.takes(Turn.CLAIM_LAPSES) and work.tries == 1
                self._later(work, MINUTE * (40 if forgets else 10), self._decide)
            elif (after := BACK_AFTER.get(answer.said.get("code", ""))) is not None:
                self._again(work, after)

        await work.at.ask(TaskClaimed(task_id=work.task.id, practitioner=work.who), work.task, claimed)

    async def _decide(self, work: Work) -> None:
        life, task = work.life, work.task
        if life.takes(Turn.REVIEWER_RELEASES) and work.tries == 1:
            await work.at.ask(TaskReleased(task_id=task.id, practitioner=work.who), task, nothing)
            self._again(work, MINUTE * 30)
        elif self._wants_a_supplement(work):
            await self._ask_for_a_supplement(work)
        else:
            if life.takes(Turn.WITHDRAWS_AT_THE_VERDICT):
                soon = work.at.scene.dice(task.application).choice((0, 0, 0.02))
                work.at.scene.agenda.after(soon, self.applicants[task.application].withdraw)
            await self._give(work)

    def _wants_a_supplement(self, work: Work) -> bool:
        wanted = 3 if work.life.takes(Turn.ASKED_AGAIN) else int(work.life.takes(Turn.SUPPLEMENT_ASKED))
        return work.task.seat is None and self._asked.get(work.task.application, 0) < wanted

    async def _ask_for_a_supplement(self, work: Work) -> None:
        before = self._asked.get(work.task.application, 0)
        self._asked[work.task.application] = before + 1
        materials = ("clinical_record", "test_report") if before == 0 else ("clinical_record",)
        items = tuple(AskedItem(material=material, code="ILLEGIBLE") for material in materials)
        work.at.scene.tell(work.at.code, "asks for a supplement", work.task.application)

        async def asked(answer: Answer) -> None:
            if not answer.is_ok:  # it belonged into the first notice, say: then a person decides
                await self._give(work)

        await work.at.ask(SupplementAsked(task_id=work.task.id, practitioner=work.who, items=items), work.task, asked)

    async def _give(self, work: Work) -> None:
        verdict = self._verdict(work)
        work.at.scene.tell(work.at.code, f"{work.who} decides: {verdict}", work.task.application)

        async def answered(answer: Answer) -> None:
            code = "" if answer.is_ok else answer.said.get("code", "")
            if code == "SUPPLEMENT_OWED" and work.tries < MOST_TRIES:
                await self._ask_for_a_supplement(work)
            elif (after := BACK_AFTER.get(code)) is not None:
                self._again(work, after)

        await work.at.ask(self._given(work, verdict), work.task, answered)
        if work.life.takes(Turn.VERDICT_TWICE):
            other = Verdict.REJECTED if verdict is Verdict.APPROVED else Verdict.APPROVED
            await work.at.ask(self._given(work, other), work.task, nothing)

    def _verdict(self, work: Work) -> Verdict:
        if work.task.seat is not None and work.life.takes(Turn.EXPERTS_SPLIT):
            return Verdict.APPROVED if int(work.task.seat[-1]) % 2 else Verdict.REJECTED
        return Verdict.REJECTED if work.life.takes(Turn.REJECTED) else Verdict.APPROVED

    def _given(self, work: Work, verdict: Verdict) -> VerdictGiven:
        disease = self.packs[work.life.area].disease(work.life.disease)
        codes = [listed.code for listed in disease.national_codes] if disease else []
        approves = verdict is Verdict.APPROVED
        return VerdictGiven(
            task_id=work.task.id,
            practitioner=work.who,
            verdict=verdict,
            national_code=codes[0] if approves and codes else None,
            reasons=() if approves else ("EVIDENCE_INSUFFICIENT",),
        )
