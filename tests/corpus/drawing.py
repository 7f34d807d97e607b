"""Requests as nobody should send them, drawn at random: what stands in a path, a query, a body, a form."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from hypothesis import strategies as st

Schema = dict[str, Any]

NASTY = (
    None,
    True,
    -1,
    0,
    1.5,
    2**63,
    10**400,
    "",
    " ",
    "\0",
    "a\r\nb",
    "\u202e",
    "\u200b",
    "０",
    "-0",
    "NaN",
    "'; drop table aggregates; --",
    '" or 1=1 /*',
    "%_\\",
    "=cmd|' /C calc'!A0",
    "${jndi:ldap://127.0.0.1/a}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "..%2f",
    "C:\\x",
    "http://169.254.169.254/",
    "00000000-0000-0000-0000-000000000000",
    "-" * 36,
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59-12:00",
    "𠅤" * 40,
    "x" * 5_000,
    [],
    {},
    [[[[[[[[[[]]]]]]]]]],
    {"a": {"$ne": None}},
)
"""Values that a field doesn't expect: of another kind, too long, or with a meaning to somebody further on."""
TEXTS = tuple(value for value in NASTY if isinstance(value, str))
NEAR_MISSES = (
    "test_report:unheard_of",
    "test_report:" + "-" * 36,
    "test_report:NO_SEAL:" + "-" * 36,
    "1:" + "0" * 36,
    "1" * 6,
    "999999",
    "2147483648",
    "a.b-c_d",
)
"""Texts that have the form of what a field expects, and mean nothing."""
_SPOILT = (b"", b"null", b"{", b"\xff\xfe", b'{"a":1,"a":2}', b"[" * 20_000, b"<a/>", b"a=b", b'{"a":NaN}')
_FIRST, _LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2000, 2199))
_FORMATS = {
    "uuid": st.builds(UUID, int=st.integers(0, 2**128 - 1)).map(str),
    "date": st.dates().map(str),
    "date-time": st.integers(_FIRST, _LAST).map(lambda second: datetime.fromtimestamp(second, UTC).isoformat()),
}


def fitting(schema: Schema) -> st.SearchStrategy[Any]:
    """Draw a body that the schema allows."""
    return _drawn(schema, schema.get("$defs", {}))


def spoilt(schema: Schema) -> st.SearchStrategy[bytes]:
    """Draw a body that the schema allows but for one place, or that is none at all."""
    return st.one_of(_spoilt(fitting(schema)), _spoilt(fitting(schema)), st.sampled_from(_SPOILT))


def paths(names: Iterable[str]) -> st.SearchStrategy[dict[str, str]]:
    """Draw what stands in a path."""
    text = st.sampled_from([text for text in TEXTS if text]).map(lambda text: quote(text[:200], safe=""))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, text))


def queries(names: Iterable[str]) -> st.SearchStrategy[dict[str, str]]:
    """Draw what stands in a query."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys((*names, "else"), st.sampled_from(TEXTS)))


def filled(fields: dict[str, tuple[str, ...]]) -> st.SearchStrategy[dict[str, str]]:
    """Draw a form whose fields are such as they may be, but for one or two."""
    return _spoilt_form(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in fields.items()}))


@st.composite
def _spoilt_form(draw: st.DrawFn, forms: st.SearchStrategy[dict[str, str]]) -> dict[str, str]:
    form = draw(forms)
    names = draw(st.lists(st.sampled_from(sorted(form)), min_size=1, max_size=2)) if form else []
    return form | {name: draw(st.sampled_from(draw(st.sampled_from([TEXTS, NEAR_MISSES])))) for name in names}


@st.composite
def _spoilt(draw: st.DrawFn, bodies: st.SearchStrategy[Any]) -> bytes:
    body = deepcopy(draw(bodies))
    inner = [body]
    for one in inner:
        inner += [each for each in (one.values() if isinstance(one, dict) else one) if isinstance(each, (dict, list))]
    place = draw(st.sampled_from([one for one in inner if one or isinstance(one, dict)]))
    value = deepcopy(draw(st.sampled_from(NASTY)))
    if isinstance(place, list):
        place[draw(st.integers(0, len(place) - 1))] = value
    elif not place or draw(st.integers(0, 3)) == 0:
        place["status"] = value
    elif draw(st.integers(0, 2)) == 0:
        del place[draw(st.sampled_from(sorted(place)))]
    else:
        place[draw(st.sampled_from(sorted(place)))] = value
    return json.dumps(body).encode()


def _drawn(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _drawn(parts[schema["$ref"].removeprefix("#/$defs/")], parts)
    if "anyOf" in schema:
        return st.one_of([_drawn(option, parts) for option in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    return _BY_TYPE[schema["type"]](schema, parts)


def _text(schema: Schema, _: dict[str, Schema]) -> st.SearchStrategy[Any]:
    if "format" in schema:
        return _FORMATS[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].replace("$", r"\Z"), alphabet=st.characters(max_codepoint=126))
    return st.text(st.characters(categories=["L", "N"]), min_size=schema.get("minLength", 0), max_size=20)


def _object(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    fields = {name: _drawn(value, parts) for name, value in schema["properties"].items()}
    needed = schema.get("required", [])
    optional = {name: value for name, value in fields.items() if name not in needed}
    return st.fixed_dictionaries({name: fields[name] for name in needed}, optional=optional)


def _array(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    return st.lists(_drawn(schema["items"], parts), min_size=least, max_size=least + 2)


_BY_TYPE: dict[str, Callable[[Schema, dict[str, Schema]], st.SearchStrategy[Any]]] = {
    "string": _text,
    "object": _object,
    "array": _array,
    "integer": lambda schema, _: st.integers(schema.get("minimum", 0), schema.get("maximum", 2**31)),
    "number": lambda _, __: st.floats(-1e6, 1e6),
    "boolean": lambda _, __: st.booleans(),
    "null": lambda _, __: st.none(),
}
