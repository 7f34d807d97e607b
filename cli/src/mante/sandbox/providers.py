"""What the fake providers of a sandbox always do to certain telephones and persons, as JSON for them."""

import json

from mante.sandbox import births, phones

_SINCE, _FOREVER = "2020-10-01", "2120-11-01"
_DISEASE_EVERYWHERE = "M05400"  # 支气管哮喘, in every pack
_ELSEWHERE = {"area": "510100", "scheme": "resident"}


def sms_habits() -> str:
    """Return the habits of the SMS gateway."""
    habits = {
        phones.THROTTLED: ["throttled"],
        phones.TAKEN_WITH_AN_ERROR: ["error_taken"],
        phones.AWAY: ["error", "error"],
        phones.NO_SUCH_NUMBER: ["refused"],
        phones.UNDELIVERED: ["undelivered"],
    }
    return json.dumps([{"phone": phone, "faults": faults} for phone, faults in habits.items()])


def register_habits() -> str:
    """Return the habits of the register of the insured."""
    entitled = {"national_code": _DISEASE_EVERYWHERE, "start": _SINCE, "end": _FOREVER}
    return json.dumps(
        [
            {"id_number": _born(births.ENTITLED), "entitlements": [entitled]},
            {"id_number": _born(births.INSURED_ELSEWHERE), "insured": [_ELSEWHERE]},
            {"id_number": _born(births.REGISTER_STUMBLES), "faults": ["error", "garbled", None]},
            {"id_number": _born(births.REGISTER_AWAY), "faults": ["error"]},
        ]
    )


def _born(day: str) -> str:
    return f"??????{day}????"
