"""沙箱市: a pooling area like 六盘水 whose days last two seconds, so that limits pass while one looks."""

from datetime import date
from pathlib import Path

import yaml
from policy.pack import Pack
from policy.registry import load_packs
from policy.text import Text
from policy.trial import Trial
from policy.working_time import ReviewLimit

from mante.sandbox.rows import LIUPANSHUI, SANDBOX

DAY_SECONDS = 2.0
REVIEW_DAYS, SUPPLEMENT_DAYS, DRAFT_DAYS = 5, 10, 15
"""Ten, twenty and thirty seconds."""


def sandbox_pack() -> Pack:
    """Return the pack: the rules of 六盘水 as they come with the product, with its own name, days and limits."""
    model = load_packs().in_force(LIUPANSHUI, date.max)
    clock = model.clock.model_copy(update={"review_limit": ReviewLimit(working_days=REVIEW_DAYS)})
    here = {"code": SANDBOX, "name": Text(zh="沙箱市", en="Sandbox City"), "number_prefix": "SX"}
    return model.model_copy(
        update={
            "id": "sandbox",
            "version": "2026.1",
            "effective_from": date(2026, 1, 1),
            "trial": Trial(day_seconds=DAY_SECONDS),
            "pooling_area": model.pooling_area.model_copy(update=here),
            "clock": clock,
            "supplement": model.supplement.model_copy(update={"days": SUPPLEMENT_DAYS}),
            "draft": model.draft.model_copy(update={"expires_after_days": DRAFT_DAYS}),
        }
    )


def write(folder: Path) -> None:
    """Write the pack where services look for further ones."""
    folder.mkdir(parents=True, exist_ok=True)
    said = sandbox_pack().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    (folder / "sandbox.yaml").write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
