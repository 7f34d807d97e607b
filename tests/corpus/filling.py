"""Every form of the pages: its fields, each with values that it may have. A page without a row fails."""

from uuid import UUID

_ID = "01a1bdd3-b638-7000-8000-000000001001"
_KEY = (str(UUID(int=7)), _ID)
_PERSON = {
    "id_type": ("resident", "passport"),
    "id_number": ("520200195507080018", "E12345678"),
    "name": ("王秀英", "买买提·吐尔逊"),
    "phone": ("13800000001",),
}
_SITE = {
    "/preferences": {"language": ("zh", "en"), "type_size": ("large", "usual"), "back": ("/apply", "/desk")},
    "/sign-out": {},
}
_HANDED_IN = {
    "key": _KEY,
    "paper": (f"test_report:{_ID}",),
    "absent": ("test_report:lost",),
    "declared_true": ("true", ""),
    "round": ("1", "0"),
}
_TASK = "/desk/tasks/{task_id}"
_SAID = {
    "key": _KEY,
    "what": ("approve", "reject", "supplement"),
    "national_code": ("M05400",),
    "criterion": ("spirometry",),
    "reason": ("criteria_not_met",),
    "item": ("test_report:NO_SEAL", f"test_report:NO_SEAL:{_ID}"),
    "override": ("overlooked", "because"),
}
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    **{f"POST /apply{path}": fields for path, fields in _SITE.items()},
    **{f"POST /desk{path}": fields for path, fields in _SITE.items()},
    "POST /apply/sign-in": {"area": ("520200",), **_PERSON, "next": ("/apply",)},
    "POST /apply/code": {"code": ("123456",), "next": ("/apply",)},
    "POST /apply/new": {
        "id": _KEY,
        "area": ("520200", "511300"),
        "scheme": ("resident", "employee"),
        "disease": ("bronchial_asthma",),
        "whose": ("self", "another"),
        "relation": ("child",),
        **_PERSON,
    },
    "POST /apply/applications/{application_id}/grant": {},
    "POST /apply/applications/{application_id}/lodging": _HANDED_IN,
    "POST /apply/applications/{application_id}/supplements": _HANDED_IN,
    "POST /apply/applications/{application_id}/hospital": {"key": _KEY, "hospital": ("H52020199001",)},
    "POST /apply/applications/{application_id}/withdrawal": {"key": _KEY, "reason": ("other",)},
    "POST /desk/sign-in": {"code": ("D520201000001",), "password": ("guessed",), "next": ("/desk",)},
    "POST /desk/password": {
        "code": ("D520201000001",),
        "former": ("guessed",),
        "password": ("a long one of my own",),
        "again": ("a long one of my own",),
    },
    f"POST {_TASK}/claim": {"key": _KEY},
    f"POST {_TASK}/release": {"key": _KEY},
    f"POST {_TASK}/confirmation": _SAID,
    f"POST {_TASK}/saying": _SAID,
}
