"""Who opens which door: one row each. A door without a row fails `test_walls.py`, and so does a row without a door."""

from mante.stack.wanted import SERVICES

ANYBODY, CHANNEL, INSTITUTION, OPERATOR, SERVICE = "anybody", "channel", "institution", "operator", "service"
SMS_GATEWAY, UPLOAD_GRANT, READING_GRANT, SIGNED_IN = "sms gateway", "upload grant", "reading grant", "signed in"

_EVERY_SERVICE = {
    "GET /docs": ANYBODY,
    "GET /livez": ANYBODY,
    "GET /metrics": ANYBODY,
    "GET /openapi.json": ANYBODY,
    "GET /readyz": ANYBODY,
    "GET /operations/audit": OPERATOR,
    "GET /operations/history": OPERATOR,
    "GET /operations/parked": OPERATOR,
    "GET /operations/parked/{parked_id}": OPERATOR,
    "GET /operations/parties": OPERATOR,
    "GET /operations/parties/changes": OPERATOR,
    "GET /operations/status": OPERATOR,
    "POST /operations/clock": OPERATOR,
    "POST /operations/gaps/accept": OPERATOR,
    "POST /operations/outbox/resend": OPERATOR,
    "POST /operations/parked/{parked_id}/discard": OPERATOR,
    "POST /operations/parked/{parked_id}/redrive": OPERATOR,
    "POST /operations/replay": OPERATOR,
    "PUT /operations/parties": OPERATOR,
}
"""All of it on a private port: the front door leads to none of these (`cli/tests/test_front_door.py`)."""


def _site(prefix: str) -> dict[str, str]:
    return {
        f"GET {prefix}/sign-in": ANYBODY,
        f"GET {prefix}/static/{{fingerprint}}/{{name}}": ANYBODY,
        f"POST {prefix}/preferences": ANYBODY,
        f"POST {prefix}/sign-in": ANYBODY,
        f"POST {prefix}/sign-out": ANYBODY,
    }


OWN: dict[str, dict[str, str]] = {
    "intake": {
        **_site("/apply"),
        "GET /apply": ANYBODY,
        "GET /apply/applications": SIGNED_IN,
        "GET /apply/applications/{application_id}": SIGNED_IN,
        "GET /apply/applications/{application_id}/live": SIGNED_IN,
        "GET /apply/code": ANYBODY,
        "GET /apply/new": SIGNED_IN,
        "GET /v1/applications": CHANNEL,
        "GET /v1/applications/{application_id}": CHANNEL,
        "GET /v1/persons/{person_ref}/applications": CHANNEL,
        "GET /v1/updates": CHANNEL,
        "GET /operations/applications": OPERATOR,
        "POST /apply/applications/{application_id}/grant": SIGNED_IN,
        "POST /apply/applications/{application_id}/hospital": SIGNED_IN,
        "POST /apply/applications/{application_id}/lodging": SIGNED_IN,
        "POST /apply/applications/{application_id}/supplements": SIGNED_IN,
        "POST /apply/applications/{application_id}/withdrawal": SIGNED_IN,
        "POST /apply/code": ANYBODY,
        "POST /apply/new": SIGNED_IN,
        "POST /internal/vault/read": SERVICE,
        "POST /operations/persons/{person_ref}/erasure": OPERATOR,
        "POST /operations/vault/wrapping": OPERATOR,
        "POST /v1/applications": CHANNEL,
        "POST /v1/applications/{application_id}/grants": CHANNEL,
        "POST /v1/applications/{application_id}/hospital": CHANNEL,
        "POST /v1/applications/{application_id}/lodging": CHANNEL,
        "POST /v1/applications/{application_id}/receipts": CHANNEL,
        "POST /v1/applications/{application_id}/supplements": CHANNEL,
        "POST /v1/applications/{application_id}/withdrawal": CHANNEL,
        "POST /v1/persons": CHANNEL,
    },
    "documents": {
        "GET /v1/documents": UPLOAD_GRANT,
        "GET /v1/documents/{document_id}/pages/{number}": READING_GRANT,
        "POST /v1/documents/{document_id}/complete": UPLOAD_GRANT,
        "POST /v1/tickets": UPLOAD_GRANT,
    },
    "review": {
        **_site("/desk"),
        "GET /desk": SIGNED_IN,
        "GET /desk/live": SIGNED_IN,
        "GET /desk/password": SIGNED_IN,
        "GET /desk/tasks/{task_id}": SIGNED_IN,
        "GET /desk/tasks/{task_id}/documents/{document_id}/pages/{number}": SIGNED_IN,
        "GET /operations/deadlines": OPERATOR,
        "GET /operations/operators/{code}": OPERATOR,
        "GET /v1/tasks": INSTITUTION,
        "GET /v1/tasks/{task_id}": INSTITUTION,
        "GET /v1/worklist": INSTITUTION,
        "POST /desk/password": ANYBODY,  # a first password is changed before anybody is signed in
        "POST /desk/tasks/{task_id}/claim": SIGNED_IN,
        "POST /desk/tasks/{task_id}/confirmation": SIGNED_IN,
        "POST /desk/tasks/{task_id}/release": SIGNED_IN,
        "POST /desk/tasks/{task_id}/saying": SIGNED_IN,
        "POST /operations/accounts/{code}/password": OPERATOR,
        "POST /operations/deadlines/recount": OPERATOR,
        "POST /operations/operators/{code}/password-change": OPERATOR,
        "POST /operations/operators/{code}/sign-in": OPERATOR,
        "POST /v1/tasks/{task_id}/claim": INSTITUTION,
        "POST /v1/tasks/{task_id}/release": INSTITUTION,
        "POST /v1/tasks/{task_id}/supplement": INSTITUTION,
        "POST /v1/tasks/{task_id}/verdict": INSTITUTION,
    },
    "benefits": {
        "GET /operations/registrations": OPERATOR,
        "POST /operations/entitlements/{number}/ending": OPERATOR,
        "POST /operations/registrations": OPERATOR,
    },
    "notify": {
        "POST /internal/codes": SERVICE,
        "POST /receipts/sms": SMS_GATEWAY,
    },
}
"""The doors of one service alone. A service without any has no row."""

WALLS = {service: {**_EVERY_SERVICE, **OWN.get(service, {})} for service in SERVICES}
