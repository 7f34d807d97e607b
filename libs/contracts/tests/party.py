"""Parties to make topics and access for."""

from dataclasses import dataclass

from contracts.catalogue import PartyKind


@dataclass(frozen=True)
class Known:
    """A party."""

    code: str
    kind: PartyKind


APP = Known("gz-app", PartyKind.CHANNEL)
APP_2 = Known("gz-app2", PartyKind.CHANNEL)
HOSPITAL = Known("H52020199001", PartyKind.INSTITUTION)
HOSPITAL_2 = Known("H5202019900", PartyKind.INSTITUTION)
PARTIES = (APP, APP_2, HOSPITAL, HOSPITAL_2)
