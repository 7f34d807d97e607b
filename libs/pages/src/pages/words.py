"""What templates can say: both languages, moments and days in the city's own time."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from policy.calendar import SHANGHAI
from policy.text import Language, Text


@pass_context
def translated(context: Context, zh: str, en: str) -> str:
    """Return one of two sentences, `{{ t("进度", "Progress") }}`."""
    return zh if _language(context) is Language.ZH else en


@pass_context
def said(context: Context, text: Text | None) -> str:
    """Return a text of a pack in the reader's language, `{{ disease.name | say }}`; nothing for none."""
    return text.of(_language(context)) if text else ""


@pass_context
def moment(context: Context, at: datetime | None) -> Markup:
    """Return an instant as people read it (Asia/Shanghai), `{{ task.decide_by | moment }}`; a dash for none."""
    if at is None:
        return Markup("—")
    local = at.astimezone(SHANGHAI)
    shown = (
        f"{local.month}月{local.day}日 {local:%H:%M}" if _language(context) is Language.ZH else f"{local:%d %b %H:%M}"
    )
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(), shown)


@pass_context
def day(context: Context, on: date | str | None) -> Markup:
    """Return a day as people read it; a dash for none."""
    if not on:
        return Markup("—")
    found = date.fromisoformat(on) if isinstance(on, str) else on
    chinese = f"{found.year}年{found.month}月{found.day}日"
    shown = chinese if _language(context) is Language.ZH else f"{found:%d %b %Y}"
    return Markup('<time datetime="{}">{}</time>').format(found.isoformat(), shown)


def _language(context: Context) -> Language:
    language: Language = context["page"].preferences.language
    return language


FILTERS: dict[str, Callable[..., Any]] = {"say": said, "moment": moment, "day": day}
