"""An institution that reviews: reads its tasks, and its people claim them, decide, ask for more, race, or don't."""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from contracts.catalogue import REVIEW_TASKS, TOPIC_OF
from contracts.cloudevents import Envelope, to_headers
from contracts.codec import encode
from contracts.event import Event
from contracts.events.verdicts import AskedItem, SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven
from contracts.ids import derived
from contracts.vocabulary import Verdict
from policy.pack import Pack

from mante.simulation.outside.applicant import Applicant
from mante.simulation.outside.calling import Answer, Call, Caller, Then, nothing
from mante.simulation.outside.channel import Reader, Said
from mante.simulation.outside.journal import Asked
from mante.simulation.outside.town import ELSEWHERE, EVERYBODY, ON_KAFKA
from mante.simulation.scene import Scene
from mante.simulation.script.lives import Life
from mante.simulation.script.turns import Turn
from mante.simulation.world.asking import Asking

ROLE = {"hospital_review": "reviewer", "agency_check": "clerk", "expert_panel": "expert"}
MINUTE, HOUR = 60.0, 3600.0
QUARTER = 900
"""Seconds: reviewers look at their list every quarter of an hour."""

MOST_TRIES = 6
"""How often a reviewer comes back to a case that can't be approved yet."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task on the list."""

    id: UUID
    application: UUID
    step: str
    round: int
    seat: str | None


@dataclass(slots=True)
class Institution:
    """One institution's system and people. `applicants` lets a race with a withdrawal be set up."""

    code: str
    scene: Scene
    caller: Caller
    desk: Asking
    packs: dict[str, Pack]
    applicants: dict[UUID, Applicant]
    _awaited: dict[str, tuple[Asked, Then]] = field(default_factory=dict)
    _asked: dict[UUID, int] = field(default_factory=dict)
    _keys: int = 0

    def __post_init__(self) -> None:
        """Read the institution's topic."""
        Reader(self.scene, REVIEW_TASKS.of(self.code), self._heard)

    async def _heard(self, subject: UUID, event: str, said: Said) -> None:
        life = self.scene.life(subject)
        if event in ("VerdictAccepted", "VerdictRefused"):
            await self._answered(event, said)
        elif event == "TaskAssigned" and life is not None and not life.takes(Turn.NOBODY_REVIEWS):
            task = Task(UUID(said["task_id"]), subject, said["step"], said["round"], said.get("practitioner"))
            self._plan(task, life)

    def _plan(self, task: Task, life: Life) -> None:
        dice = self.scene.dice(task.application)
        hours = dice.choice((12, 30, 60)) if life.takes(Turn.REVIEWER_LATE) else dice.choice((0.2, 0.7, 2))
        who = task.seat or self._people(task.step)[0]
        self.scene.agenda.on_the_beat(HOUR * hours, QUARTER, partial(self._claim, task, life, who))
        if life.takes(Turn.TWO_REVIEWERS) and task.seat is None:
            self.scene.agenda.on_the_beat(
                HOUR * hours, QUARTER, partial(self._claim, task, life, self._people(task.step)[1])
            )
        if life.takes(Turn.WITHOUT_A_CLAIM):
            hurried = partial(self._give, task, life, self._people(task.step)[1], Verdict.APPROVED)
            self.scene.agenda.on_the_beat(HOUR * hours / 2, QUARTER, hurried)
        if life.takes(Turn.VOTES_FOR_ANOTHER) and task.seat is not None:
            self.scene.agenda.on_the_beat(HOUR * hours / 3, QUARTER, partial(self._claim_for_another, task, life))
        if life.takes(Turn.ANOTHER_HOSPITAL_TRIES):
            self.scene.agenda.on_the_beat(MINUTE, QUARTER, partial(self._from_elsewhere, task))

    def _people(self, step: str) -> list[str]:
        return [one.practitioner for one in EVERYBODY.staff(self.code) if ROLE[step] in one.roles]

    async def _from_elsewhere(self, task: Task) -> None:
        claim = TaskClaimed(task_id=task.id, practitioner=self._people(task.step)[0])
        call = Call(ELSEWHERE, ELSEWHERE, task.application, claim, f"{task.id}/foreign")
        await self.caller.ask(self.desk, call, nothing)

    async def _claim_for_another(self, task: Task, life: Life) -> None:
        another = next(one for one in self._people(task.step) if one != task.seat)

        async def claimed(answer: Answer) -> None:
            if answer.is_ok:
                await self._give(task, life, another, Verdict.APPROVED)

        await self._ask(TaskClaimed(task_id=task.id, practitioner=another), task, claimed)

    async def _claim(self, task: Task, life: Life, who: str, tries: int = 1) -> None:
        async def claimed(answer: Answer) -> None:
            if answer.is_ok:
                wait = 40 if life.takes(Turn.CLAIM_LAPSES) and tries == 1 else 10
                self.scene.agenda.on_the_beat(MINUTE * wait, QUARTER, partial(self._decide, task, life, who, tries))
            elif answer.said.get("code") == "ALREADY_CLAIMED" and tries < MOST_TRIES:
                self.scene.agenda.on_the_beat(MINUTE * 45, QUARTER, partial(self._claim, task, life, who, tries + 1))

        await self._ask(TaskClaimed(task_id=task.id, practitioner=who), task, claimed)

    async def _decide(self, task: Task, life: Life, who: str, tries: int) -> None:
        if life.takes(Turn.REVIEWER_RELEASES) and tries == 1:
            await self._ask(TaskReleased(task_id=task.id, practitioner=who), task, nothing)
            self.scene.agenda.on_the_beat(MINUTE * 30, QUARTER, partial(self._claim, task, life, who, tries + 1))
            return
        if self._wants_a_supplement(task, life):
            await self._ask_for_a_supplement(task, life, who)
            return
        if life.takes(Turn.WITHDRAWS_AT_THE_VERDICT):
            applicant = self.applicants[task.application]
            self.scene.agenda.after(self.scene.dice(task.application).choice((0, 0, 0.02)), applicant.withdraw)
        await self._give(task, life, who, self._verdict(task, life), tries)

    def _wants_a_supplement(self, task: Task, life: Life) -> bool:
        wanted = 2 if life.takes(Turn.ASKED_AGAIN) else int(life.takes(Turn.SUPPLEMENT_ASKED))
        return task.seat is None and self._asked.get(task.application, 0) < wanted

    async def _ask_for_a_supplement(self, task: Task, life: Life, who: str) -> None:
        before = self._asked.get(task.application, 0)
        self._asked[task.application] = before + 1
        materials = ("clinical_record", "test_report") if before == 0 else ("clinical_record",)
        items = tuple(AskedItem(material=material, code="ILLEGIBLE") for material in materials)
        self.scene.tell(self.code, "asks for a supplement", task.application)

        async def asked(answer: Answer) -> None:
            if not answer.is_ok:  # not in the first notice, say: then a person decides
                await self._give(task, life, who, self._verdict(task, life))

        await self._ask(SupplementAsked(task_id=task.id, practitioner=who, items=items), task, asked)

    def _verdict(self, task: Task, life: Life) -> Verdict:
        if task.seat is not None and life.takes(Turn.EXPERTS_SPLIT):
            return Verdict.APPROVED if int(task.seat[-1]) % 2 else Verdict.REJECTED
        return Verdict.REJECTED if life.takes(Turn.REJECTED) else Verdict.APPROVED

    async def _give(self, task: Task, life: Life, who: str, verdict: Verdict, tries: int = MOST_TRIES) -> None:
        given = self._given(task, life, who, verdict)
        self.scene.tell(self.code, f"{who} decides: {verdict}", task.application)

        async def answered(answer: Answer) -> None:
            if not answer.is_ok and answer.said.get("code") == "INSURANCE_NOT_CHECKED" and tries < MOST_TRIES:
                self.scene.agenda.on_the_beat(HOUR, QUARTER, partial(self._claim, task, life, who, tries + 1))
            elif not answer.is_ok and answer.said.get("code") == "NOT_CLAIMED" and tries < MOST_TRIES:
                self.scene.agenda.on_the_beat(MINUTE, QUARTER, partial(self._claim, task, life, who, tries + 1))
            elif not answer.is_ok and answer.said.get("code") == "SUPPLEMENT_OWED" and tries < MOST_TRIES:
                await self._ask_for_a_supplement(task, life, who)

        await self._ask(given, task, answered)
        if life.takes(Turn.VERDICT_TWICE):
            other = Verdict.REJECTED if verdict is Verdict.APPROVED else Verdict.APPROVED
            await self._ask(self._given(task, life, who, other), task, nothing)

    def _given(self, task: Task, life: Life, who: str, verdict: Verdict) -> VerdictGiven:
        disease = self.packs[life.area].disease(life.disease)
        codes = [listed.code for listed in disease.national_codes] if disease else []
        approves = verdict is Verdict.APPROVED
        return VerdictGiven(
            task_id=task.id,
            practitioner=who,
            verdict=verdict,
            national_code=codes[0] if approves and codes else None,
            reasons=() if approves else ("EVIDENCE_INSUFFICIENT",),
        )

    async def _ask(self, body: Event, task: Task, then: Then) -> None:
        self._keys += 1
        if self.code not in ON_KAFKA:
            call = Call(self.code, self.code, task.application, body, f"{task.id}/{self._keys}")
            await self.caller.ask(self.desk, call, then)
            return
        now, identity = self.scene.agenda.now, derived(task.application, f"{self.code}/{self._keys}")
        entry = self.caller.journal.invoke(now, self.code, task.application, str(identity), body)
        entry.identities.append(identity)
        self._awaited[str(identity)] = entry, then
        headers = to_headers(
            Envelope(identity, body.type_name(), f"/institutions/{self.code}", task.application, now, identity)
        )
        topic, key = TOPIC_OF[type(body)].of(self.code), str(task.application).encode()
        self.scene.bus.send(topic, task.application, headers, encode(body), key)

    async def _answered(self, event: str, said: Said) -> None:
        entry, then = self._awaited.pop(said["request_id"], (None, None))
        if entry is None or then is None:
            return
        status = 200 if event == "VerdictAccepted" else 409
        entry.answered(status, b"", said.get("code", ""))
        await then(Answer(status, said))
