"""Which ticks are enough, and what is open where they aren't."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.criteria.atoms import FindingAtom
from policy.criteria.checking import is_met, open_points, unknown_ticks
from policy.criteria.criterion import AllOf, AnyOf, Criterion, SomeOf, atoms_of
from policy.text import Text
from pydantic import ValidationError

from .shapes import ALL

Read = Callable[[str], Criterion]


@pytest.mark.parametrize(
    ("shape", "ticked"),
    [
        ("hypertension", {"diagnosis", "three_visits", "eye"}),
        ("hypertension", {"diagnosis", "one_stay", "heart", "kidney"}),
        ("renal_failure", {"half_a_year", "creatinine", "plan"}),
        ("gout", {"diagnosis", "uric_acid_women", "tophi", "crystals"}),
        ("osteoporosis", {"age", "t_score"}),
        ("tuberculosis", {"diagnosis", "sputum", "not_at_work", "no_mdr"}),
        ("growth_hormone", {"child"}),
    ],
)
def test_what_a_shape_asks_for_is_enough(criterion: Read, shape: str, ticked: set[str]) -> None:
    asked = criterion(ALL[shape])
    assert is_met(asked, ticked)
    assert open_points(asked, ticked) == ()
    assert unknown_ticks(asked, ticked) == ()


@pytest.mark.parametrize(
    ("shape", "ticked", "left"),
    [
        ("hypertension", {"diagnosis", "eye"}, [["three_visits", "one_stay"]]),
        (
            "hypertension",
            set(),
            [["diagnosis"], ["three_visits", "one_stay"], ["heart", "brain", "kidney", "eye", "artery"]],
        ),
        ("renal_failure", {"plan"}, [["half_a_year"], ["egfr", "creatinine"]]),
        ("gout", {"diagnosis", "uric_acid_men", "tophi"}, [["acute_attacks", "crystals"]]),
        ("osteoporosis", {"age"}, [["t_score"]]),
        ("tuberculosis", {"diagnosis", "sputum", "no_mdr"}, [["not_at_work"]]),
        ("growth_hormone", set(), [["child"]]),
    ],
)
def test_what_is_still_open_is_told_point_by_point(
    criterion: Read, shape: str, ticked: set[str], left: list[list[str]]
) -> None:
    points = open_points(criterion(ALL[shape]), ticked)
    assert [[atom.code for atom in atoms_of(point)] for point in points] == left


def test_of_several_only_as_many_are_open_as_are_still_asked(criterion: Read) -> None:
    (point,) = open_points(criterion(ALL["gout"]), {"diagnosis", "uric_acid_men", "tophi"})
    assert isinstance(point, SomeOf)
    assert point.at_least == 1


def test_of_an_alternative_only_the_rest_is_open(criterion: Read) -> None:
    asked = criterion("any_of: [{all_of: [" + finding("a") + ", " + finding("b") + "]}, " + finding("c") + "]")
    (point,) = open_points(asked, {"a"})
    assert [atom.code for atom in atoms_of(point)] == ["b", "c"]
    assert is_met(asked, {"a", "b"})
    assert is_met(asked, {"c"})


def test_a_group_with_a_look_back_is_not_taken_apart(criterion: Read) -> None:
    asked = criterion("{within: {years: 1}, all_of: [" + finding("a") + ", " + finding("b") + "]}")
    (point,) = open_points(asked, {"a"})
    assert isinstance(point, AllOf)
    assert point.within is not None


def test_a_tick_that_is_not_asked_for_is_named(criterion: Read) -> None:
    assert unknown_ticks(criterion(ALL["osteoporosis"]), {"age", "zinc", "arm"}) == ("arm", "zinc")


def finding(code: str) -> str:
    return f"{{atom: finding, code: {code}, text: {{zh: 有, en: there}}}}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{at_least: 3, of: [" + finding("a") + ", " + finding("b") + "]}", "can never be met"),
        ("{none_of: [" + finding("a") + "]}", "a criterion is all_of"),
        ("{atom: oracle, code: a}", "a criterion is all_of"),
        ("{atom: [], code: a}", "a criterion is all_of"),
        ("{atom: age, code: a}", "at_least, at_most or both"),
        ("{atom: visits, code: a, visits: {}}", "one of them"),
        ("{atom: visits, code: a, visits: {outpatient: 1, inpatient: 1}}", "one of them"),
        ("{atom: history, code: a, at_least: {}}", "one of them"),
        ("{any_of: [" + finding("a") + "]}", "at least 2 items"),
    ],
)
def test_a_shape_that_makes_no_sense_is_refused(criterion: Read, text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        criterion(text)


def atom(code: str) -> FindingAtom:
    return FindingAtom(atom="finding", code=code, text=Text(zh="有", en="there"))


atoms = st.sampled_from([f"c{number}" for number in range(8)]).map(atom)


def grouped(inner: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(lambda parts: AllOf(all_of=parts)),
        several.map(lambda parts: AnyOf(any_of=parts)),
        several.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda number: SomeOf(at_least=number, of=parts))),
    )


criteria: st.SearchStrategy[Criterion] = st.recursive(atoms, grouped, max_leaves=10)
ticks = st.sets(st.sampled_from([f"c{number}" for number in range(8)]))


@given(criteria, ticks, ticks)
def test_a_further_tick_never_takes_a_recognition_away(asked: Criterion, ticked: set[str], more: set[str]) -> None:
    assert not is_met(asked, ticked) or is_met(asked, ticked | more)


@given(criteria, ticks)
def test_ticking_all_that_is_open_meets_the_criteria(asked: Criterion, ticked: set[str]) -> None:
    points = open_points(asked, ticked)
    rest = {atom.code for point in points for atom in atoms_of(point)}
    assert not rest & ticked
    assert is_met(asked, ticked | rest)
    assert bool(points) is not is_met(asked, ticked)


@given(criteria, ticks, ticks)
def test_what_closes_every_open_point_meets_the_criteria(asked: Criterion, ticked: set[str], more: set[str]) -> None:
    closed = all(is_met(point, more) for point in open_points(asked, ticked))
    assert closed is is_met(asked, ticked | more)
