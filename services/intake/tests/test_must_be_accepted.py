"""What people really have, write and do is taken: a false refusal is the commoner harm."""

from datetime import date, datetime, timedelta

import pytest
from contracts.events.intake import ApplicationSubmitted
from contracts.events.requests import Applicant
from contracts.events.review import CaseClosed
from contracts.ids import uuid7
from contracts.vocabulary import ApplicantKind, Outcome
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.identity import IdType
from intake.domain.names import checked_name
from intake.domain.phones import normalised_phone
from intake.vault.person import Person
from policy.calendar import SHANGHAI
from policy.codes.resident_number import check_character

from .story import AGENT_PAPERS, LIUPANSHUI_PAPERS, Applying, accepted, draft, lodging, papers
from .world import APP, World

TODAY = date(2026, 11, 24)
AREAS = ("520201", "520203", "520222", "511302", "512901", "110105", "659008", "810000", "820000", "830000", "931115")
HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, categories=["Lo"]),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    st.characters(min_codepoint=0x2A700, max_codepoint=0x2EBE0),
    st.characters(min_codepoint=0x30000, max_codepoint=0x323AF, categories=["Lo", "Cn"]),
)
HAN_NAMES = st.text(HAN, min_size=1, max_size=6)
LATIN = st.text(st.characters(codec="latin-1", categories=["Lu", "Ll"]), min_size=1, max_size=12)
NAMES = st.one_of(
    HAN_NAMES,
    st.lists(HAN_NAMES, min_size=2, max_size=6).flatmap(
        lambda parts: st.sampled_from("·•・‧").map(lambda dot: dot.join(parts))
    ),
    st.lists(LATIN, min_size=1, max_size=4).map(" ".join),
)
BORN = st.one_of(st.dates(date(1910, 1, 1), TODAY), st.sampled_from([date(1988, 2, 29), date(2000, 2, 29), TODAY]))


def _number(area: str, born: date, sequence: int) -> str:
    digits = f"{area}{born:%Y%m%d}{sequence:03d}"
    return digits + check_character(digits)


RESIDENTS = st.builds(_number, st.sampled_from(AREAS), BORN, st.integers(0, 999))
WRITTEN = st.one_of(
    RESIDENTS,
    RESIDENTS.map(str.lower),
    RESIDENTS.map(lambda number: f" {number[:6]} {number[6:14]} {number[14:]}\u3000"),
    RESIDENTS.map(lambda number: "".join(chr(ord(letter) + 0xFEE0) for letter in number)),
)
DOCUMENTS = st.one_of(
    st.tuples(st.just(IdType.RESIDENT), WRITTEN),
    st.tuples(st.just(IdType.PASSPORT), st.from_regex(r"\A[A-Z]{1,2}[0-9]{7,8}\Z")),
    st.tuples(st.just(IdType.TRAVEL_PERMIT), st.from_regex(r"\A([HM][0-9]{8}([0-9]{2})?|[0-9]{8})\Z")),
    st.tuples(st.just(IdType.FOREIGN_RESIDENT), st.from_regex(r"\A[A-Z]{3}[0-9]{12}\Z")),
)
PHONES = st.from_regex(r"\A(\+86 ?|0086-?|86)?1[3-9][0-9] ?[0-9]{4} ?[0-9]{4}\Z")


@given(DOCUMENTS, NAMES, PHONES)
def test_no_person_is_refused(document: tuple[IdType, str], name: str, phone: str) -> None:
    person = Person.checked(*document, name, phone, TODAY)
    assert len(person.phone) == 11
    assert checked_name(person.name) == person.name


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0"])
def test_blanks_around_a_name_do_no_harm(blank: str) -> None:
    assert checked_name(f"{blank}欧阳𠅤{blank}") == "欧阳𠅤"


@pytest.mark.parametrize("written", ["008613800138000", "0086 138 0013 8000", "+8613800138000", "8613800138000"])
def test_a_number_is_known_with_any_form_of_the_country_code(written: str) -> None:
    assert normalised_phone(written) == "13800138000"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 12, 31, 23, 59, 59, tzinfo=SHANGHAI),
        datetime(2027, 1, 1, tzinfo=SHANGHAI),
        datetime(2027, 2, 6, 12, 0, tzinfo=SHANGHAI),
        datetime(2026, 10, 10, 9, 0, tzinfo=SHANGHAI),
        datetime(2028, 2, 29, 3, 0, tzinfo=SHANGHAI),
    ],
    ids=["last second of the year", "first second", "Spring Festival", "a Saturday that makes up", "leap day by night"],
)
async def test_an_application_is_taken_at_any_hour_of_any_day(moment: datetime) -> None:
    world = World(start=moment)
    await Applying(world).submit()
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.submitted_at == moment
    assert submitted.number[2:10] == f"{moment:%Y%m%d}"


async def test_two_diseases_of_one_person_are_applied_for_at_once(world: World) -> None:
    person = uuid7()
    for disease in ("bronchial_asthma", "epilepsy"):
        await Applying(world, person=person, disease=disease).submit()
    assert [one.disease_code for one in world.said(ApplicationSubmitted)] == ["bronchial_asthma", "epilepsy"]


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN])
async def test_who_was_refused_or_withdrew_applies_again(world: World, outcome: Outcome) -> None:
    person = uuid7()
    first = Applying(world, person=person)
    await first.submit_and_review()
    await first.hear(CaseClosed(outcome=outcome, closed_at=world.now))
    await world.pass_time(timedelta(minutes=1))
    await Applying(world, person=person).submit()
    assert len(world.said(ApplicationSubmitted)) == 2


async def test_a_parent_applies_for_a_child_of_a_day(world: World) -> None:
    child = Person.checked(IdType.RESIDENT, _number("520201", TODAY, 12), "王", "138 0013 8000", TODAY)
    assert child.id_number.startswith("520201")
    parent, application = uuid7(), uuid7()
    applicant = Applicant(kind=ApplicantKind.AGENT, agent_ref=parent, relation="parent")
    asked = draft(uuid7(), agent=parent).model_copy(update={"applicant": applicant})
    await world.answered(APP, asked, application)
    given_in = papers(*LIUPANSHUI_PAPERS, *AGENT_PAPERS)
    await world.answered(APP, lodging(*given_in), application)
    for paper in given_in:
        await world.hear(accepted(paper, world.now), application)
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.agent_ref == parent
