"""A toy service that does as it is told: the word in a message says what its decision does."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.decision import (
    Answer,
    Cause,
    ClearTimer,
    Decision,
    Effect,
    Emit,
    Exhausted,
    Refused,
    Reserve,
    SetTimer,
    Timer,
)
from chassis.message import Kind, Message, Origin
from chassis.process import Asked, Process
from contracts.catalogue import REVIEW_CASES, REVIEW_TASKS
from contracts.codec import encode
from contracts.event import Event, Part
from contracts.events.intake import DraftExpired, WithdrawalRequested
from contracts.events.review import TaskRecalled, VerdictAccepted, VerdictRefused, WithdrawalRefused
from contracts.ids import derived, uuid7
from contracts.vocabulary import RecallReason, WithdrawalReason

EPOCH = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SOURCE = "intake.applications.v1"
HOSPITAL = "H52020199001"


@dataclass(frozen=True, slots=True)
class Tally:
    """Which words were taken, in which order."""

    words: tuple[str, ...] = ()

    def plus(self, word: str) -> "Tally":
        return replace(self, words=(*self.words, word))


class Say(Part):
    """A request: take this word."""

    word: str


class Said(Part):
    """The answer: how many words there are now."""

    count: int


class Fetch(Part):
    """An effect: fetch this word from outside."""

    word: str


class Fetched(Part):
    """Its result."""

    word: str


class SaysNo(Refused):
    """The word was `refuse`."""

    detail = "不可以。"


class Taken(Refused):
    """Somebody else holds the key."""

    detail = "已由 {holder} 持有。"


def take_the_word(tally: Tally | None, event: WithdrawalRequested, cause: Cause) -> Decision[Tally]:
    """Take the word that the event carries."""
    return _do(tally or Tally(), event.channel, cause)


def take_any_word(tally: Tally | None, event: WithdrawalRequested, cause: Cause) -> Decision[Tally]:
    """Take the word whatever it is: the decision after its defect was mended."""
    return Decision((tally or Tally()).plus(event.channel), emit=[WithdrawalRefused(code="any", refused_at=cause.now)])


def take_what_is_said(tally: Tally | None, request: Say, cause: Cause) -> Decision[Tally]:
    """Take the word of a request and answer with the count."""
    decision = _do(tally or Tally(), request.word, cause)
    state = decision.state
    count = len(state.words) if isinstance(state, Tally) else 0
    return replace(decision, answer=Answer(Said(count=count)))


def _do(tally: Tally, word: str, cause: Cause) -> Decision[Tally]:  # noqa: C901, PLR0911, PLR0912 - one long table
    verb, _, rest = word.partition("-")
    match verb:
        case "raise":
            raise RuntimeError(rest or "the decision raised")
        case "refuse":
            raise SaysNo
        case "large":
            return Decision(tally, emit=[TooLargeAnEvent(code="x" * 70_000, refused_at=cause.now)])
        case "nul":
            return Decision(tally.plus("a\0b"))
        case "foreign":
            return Decision(tally, emit=[DraftExpired(expired_at=cause.now)])
        case "timer":
            return Decision(tally.plus(word), timers=[SetTimer("bell", cause.now + timedelta(seconds=int(rest)))])
        case "clear":
            return Decision(tally.plus(word), timers=[ClearTimer("bell")])
        case "fetch":
            return Decision(tally.plus(word), effects=[Effect(Fetch(word=rest))])
        case "reserve":
            return _reserve(tally, rest, cause)
        case "stubborn":
            return Decision(tally.plus(word), reserve=[Reserve(rest)])
        case "release":
            return Decision(tally.plus(word), release=[rest])
        case "task":
            task = TaskRecalled(task_id=cause.derive("task"), reason=RecallReason.DECIDED, recalled_at=cause.now)
            return Decision(tally.plus(word), emit=[Emit(task, HOSPITAL)])
        case _:
            return Decision(tally.plus(word), emit=[WithdrawalRefused(code=word, refused_at=cause.now)])


def _reserve(tally: Tally, key: str, cause: Cause) -> Decision[Tally]:
    holder = cause.holders.get(key)
    if holder is not None:
        return Decision(tally.plus(f"lost-{key}-to-{holder.note}"))
    return Decision(tally.plus(f"won-{key}"), reserve=[Reserve(key, note=cause.subject.hex[-4:])])


class TooLargeAnEvent(WithdrawalRefused):
    """Not in the catalogue; only here to be refused."""

    code: str  # type: ignore[assignment]


def hear_the_bell(tally: Tally | None, timer: Timer, cause: Cause) -> Decision[Tally]:
    """Note that the timer fired."""
    return Decision(
        (tally or Tally()).plus(f"rang-{timer.kind}"),
        emit=[WithdrawalRefused(code="rang", refused_at=cause.now)],
    )


def keep_what_was_fetched(tally: Tally | None, result: Fetched, cause: Cause) -> Decision[Tally]:
    """Note an effect's result."""
    assert cause.actor == "effect"
    return Decision((tally or Tally()).plus(f"fetched-{result.word}"))


def give_up(tally: Tally | None, given_up: Exhausted, cause: Cause) -> Decision[Tally]:
    """Note that an effect was given up."""
    assert cause.subject
    return Decision((tally or Tally()).plus(f"gave-up-after-{given_up.attempts}"))


def reply(asked: Asked, outcome: Answer | Refused) -> Emit:
    """Answer a hospital that asked over Kafka."""
    facts = {"request_id": asked.request_id, "request": asked.request}
    if isinstance(outcome, Refused):
        return Emit(VerdictRefused(**facts, code=outcome.code, detail=outcome.text), asked.caller)
    return Emit(VerdictAccepted(**facts, task_id=asked.subject), asked.caller)


def toy_process(**more: object) -> Process[Tally]:
    """Return the toy's process."""
    toy: Process[Tally] = Process("review", Tally, REVIEW_CASES, reply=reply, **more)  # type: ignore[arg-type]
    toy.on(WithdrawalRequested, take_the_word)
    toy.on(Say, take_what_is_said)
    toy.on(Fetched, keep_what_was_fetched)
    toy.on_timer("bell", hear_the_bell)
    toy.on_exhausted(Fetch, give_up)
    return toy


def body(word: str) -> bytes:
    """Return the body of an event that carries `word`."""
    return encode(WithdrawalRequested(channel=word, reason=WithdrawalReason.OTHER, requested_at=EPOCH))


def event(subject: UUID, number: int, word: str = "word", **more: object) -> Message:
    """Return the `number`th event about `subject`, as it comes from the bus."""
    given: dict[str, object] = {
        "kind": Kind.EVENT,
        "id": derived(subject, f"{SOURCE}:{number}"),
        "source": SOURCE,
        "subject": subject,
        "type": WithdrawalRequested.type_name(),
        "body": body(word),
        "actor": "intake",
        "correlation_id": subject,
        "emitter": subject,
        "sequence": number,
        "origin": Origin(SOURCE, 0, subject.int % 10**9 * 100 + number, subject.bytes, ()),
    }
    return Message(**{**given, **more})  # type: ignore[arg-type]


def request(subject: UUID, word: str, key: str = "key", caller: str = HOSPITAL, **more: object) -> Message:
    """Return a request from outside."""
    given: dict[str, object] = {
        "kind": Kind.REQUEST,
        "id": uuid7(),
        "source": caller,
        "subject": subject,
        "type": "Say",
        "body": Say(word=word),
        "actor": caller,
        "correlation_id": subject,
        "key": key,
    }
    return Message(**{**given, **more})  # type: ignore[arg-type]


def from_kafka(message: Message, offset: int = 1) -> Message:
    """Return the request as it comes over its party's topic."""
    assert isinstance(message.body, Part)
    raw = message.body.model_dump_json().encode()
    origin = Origin(f"review.verdicts.{message.source}.v1", 0, offset, message.subject.bytes, ())
    return replace(message, body=raw, origin=origin)


__all__ = ["REVIEW_TASKS", "Event", "body", "event", "from_kafka", "request", "toy_process"]
