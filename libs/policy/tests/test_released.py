"""An application keeps the pack it was lodged under for years: what was released stays, and stays what it was.

`released.json` has a digest of each version's meaning; comments and layout don't count. While a version is in force
nowhere its digest may be written anew. Afterwards a rule changes by a new version (docs/howto/change-a-citys-rule.md).
"""

import hashlib
import json
from pathlib import Path

import pytest
from policy.pack import Pack
from policy.registry import Packs

RELEASED: dict[str, str] = json.loads((Path(__file__).parent / "released.json").read_text(encoding="utf-8"))


def meaning(pack: Pack) -> str:
    """What the file says, by keys that it has: a key that later versions may add changes nothing."""
    said = json.dumps(pack.model_dump(mode="json", exclude_unset=True), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_pack_is_never_edited_or_removed(packs: Packs, name: str) -> None:
    assert meaning(packs.pinned(*name.split("@"))) == RELEASED[name], f"{name} was released: begin a new version"


def test_every_pack_that_comes_with_the_product_is_known_as_released(packs: Packs) -> None:
    new = {f"{pack.id}@{pack.version}": meaning(pack) for pack in packs if f"{pack.id}@{pack.version}" not in RELEASED}
    assert not new, f"put into released.json: {json.dumps(new, indent=2)}"
