"""What happened, decided once more: nothing differs by the same code, and under another limit the right ones do."""

from pathlib import Path

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import WHOLE

from .commanding import mante

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(600)]
PACK = Path(__file__).parents[2] / "libs/policy/src/policy/packs/guizhou-liupanshui.yaml"


async def test_a_rehearsal_finds_no_difference_and_a_changed_limit_moves_the_deadlines(
    untouched_place: Place, tmp_path: Path
) -> None:
    place = untouched_place
    told = await play(place, Silent(), WHOLE)
    assert told.faults == []
    same = await mante(place, "rehearse", "--since", "1d", "--json")
    assert same["messages"] > 1_000
    assert same["differences"] == 0, same["what"]
    longer = tmp_path / "pack.yaml"
    text = PACK.read_text(encoding="utf-8")
    assert "working_days: 0.5," in text
    longer.write_text(text.replace("working_days: 0.5,", "working_days: 1,"), encoding="utf-8")
    other = await mante(place, "rehearse", "--since", "1d", "--pack", str(longer), "--json", fails=True)
    moved = {one["application"] for one in other["what"] if "decide_by" in one["where"]}
    ours = {one.id: one.wish.city.name for one in told.applications}
    assert {name for application, name in ours.items() if application in moved} == {"六盘水"}
    assert all(
        "Take the application in" in one["why"] for one in other["what"] if one["where"] == "CaseOpened.decide_by"
    )
