"""What a clerk at the counter did without becomes a supplement: it is asked for before anybody is approved."""

from policy.pack import Pack

from review.domain.case import Review
from review.domain.refusals import SupplementOwed


def check_owed(pack: Pack, review: Review) -> None:
    """Raise `SupplementOwed` while nobody has asked for a paper that the pooling area doesn't let people do without.

    Online such a gap isn't accepted at all. Once it was asked for, a person decides, whatever came of it.
    """
    asked = {item.material for notice in review.notices for item in notice.items}
    owed = {absent.material for absent in review.absent if _is_needed(pack, absent.material)} - asked
    if owed:
        raise SupplementOwed(materials="、".join(_name(pack, material) for material in sorted(owed)))


def _is_needed(pack: Pack, code: str) -> bool:
    material = pack.material(code)
    return material is not None and not material.may_be_absent


def _name(pack: Pack, code: str) -> str:
    material = pack.material(code)
    return material.name.zh if material else code
