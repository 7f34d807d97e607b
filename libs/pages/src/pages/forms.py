"""Forms, read strictly; and only from our own pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar
from unicodedata import category
from urllib.parse import parse_qsl, urlsplit

from chassis.http.bodies import raw_body
from chassis.http.problems import Problem
from fastapi import Request
from pydantic import BaseModel, ConfigDict, ValidationError

F = TypeVar("F", bound="Form")
MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
_TYPED = frozenset("\r\n\t")
"""The control characters that a keyboard has; others come from no form of ours, and some no database holds."""


class Form(BaseModel):
    """The fields of a form; one that it doesn't have is refused. What is left empty counts as not given."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


async def read_form(request: Request, model: type[F]) -> F:
    """Return the form as `model`; fields that may come more than once are declared as tuples.

    403 if another site's page sent it, 415 and 422 as for any body. What can't be seen but means something in a text
    (zero-width, bidirectional) is for the field to refuse or take out: pasting brings it along.
    """
    check_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != MEDIA_TYPE:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE", "请用页面上的表单提交。")
    try:
        pairs = parse_qsl(
            (await raw_body(request)).decode(), keep_blank_values=False, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise _unfit() from None
    if any(category(letter) == "Cc" and letter not in _TYPED for pair in pairs for text in pair for letter in text):
        raise _unfit()
    try:
        return model.model_validate(_gathered(model, pairs))
    except ValidationError:
        raise _unfit() from None


@contextmanager
def filled_in() -> Iterator[None]:
    """Within it, what can't be made of a form's fields (ValueError) is told as a form that was filled in wrongly."""
    try:
        yield
    except ValueError:
        raise _unfit() from None


def check_origin(request: Request) -> None:
    """Raise 403 unless the request comes from a page of ours (CSRF): browsers send `Origin` with each POST."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if origin is None or urlsplit(origin).netloc != request.headers.get("host") or site != "same-origin":
        raise Problem(HTTPStatus.FORBIDDEN, "CROSS_SITE", "请求不是从本系统的页面发出的。")


def _gathered(model: type[Form], pairs: list[tuple[str, str]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        field = model.model_fields.get(name)
        if field is not None and str(field.annotation).startswith("tuple"):
            found[name] = (*found.get(name, ()), value)  # type: ignore[misc]
        elif name in found:
            raise _unfit()
        else:
            found[name] = value
    return found


def _unfit() -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "FORM_INVALID", "填写的内容有误，请返回检查。")
