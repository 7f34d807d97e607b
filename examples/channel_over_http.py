"""A channel over HTTP: what the back end of a provincial app (贵州医保APP) does for one person.

    python examples/channel_over_http.py http://127.0.0.1:8080 gz-app SECRET

Copy it: it needs nothing but httpx and Mante's public HTTP interface.
"""

import hashlib
import sys
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]


class Channel:
    """One channel's credential, and the calls it makes. Every call may be repeated with the same `key`."""

    def __init__(self, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.http = httpx.Client(base_url=base, auth=(code, secret), timeout=30)

    def person(self, person: Json) -> str:
        """Hand a person over to the vault; all else speaks of `person_ref` only."""
        return str(self._post("/v1/persons", person)["person_ref"])

    def draft(self, draft: Json, key: str | None = None) -> Json:
        """Begin an application; the answer holds its id and the upload grant."""
        return self._post("/v1/applications", draft, key)

    def upload(self, grant: str, papers: list[tuple[str, bytes, str, str]]) -> list[Json]:
        """Upload (material, content, media type, file name): one call for all tickets, then straight to the store."""
        asked = [
            {
                "material": material,
                "file_name": name,
                "media_type": media_type,
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for material, content, media_type, name in papers
        ]
        tickets = self._post("/v1/tickets", {"papers": asked}, bearer=grant)["tickets"]
        for ticket, (_, content, media_type, name) in zip(tickets, papers, strict=True):
            stored = httpx.post(ticket["url"], data=ticket["fields"], files={"file": (name, content, media_type)})
            stored.raise_for_status()
        return [
            {"document_id": ticket["document_id"], "material": material}
            for ticket, (material, *_) in zip(tickets, papers, strict=True)
        ]

    def lodge(self, application: str, papers: list[Json], key: str | None = None) -> Json:
        """Hand the application in; the answer holds its number."""
        return self._post(f"/v1/applications/{application}/lodging", {"papers": papers, "declared_true": True}, key)

    def supplement(self, application: str, round_: int, papers: list[Json]) -> Json:
        """Answer a supplement request."""
        return self._post(f"/v1/applications/{application}/supplements", {"round": round_, "papers": papers})

    def withdraw(self, application: str) -> Json:
        """Take the application back; the outcome comes as an update."""
        return self._post(f"/v1/applications/{application}/withdrawal", {})

    def receipt(self, application: str, notice: str, at: str) -> Json:
        """Say that a message was shown in the app."""
        shown = {"notice_id": notice, "status": "shown", "at": at}
        return self._post(f"/v1/applications/{application}/receipts", shown)

    def progress(self, application: str) -> Json:
        """Ask where an application stands."""
        return dict(self.http.get(f"/v1/applications/{application}").raise_for_status().json())

    def updates(self, after: int | None = None, wait: int = 25) -> tuple[list[Json], int]:
        """Hear what happened since `after`; waits up to `wait` seconds for news."""
        asked = {"wait": wait} | ({} if after is None else {"after": after})
        page = self.http.get("/v1/updates", params=asked, timeout=wait + 10).raise_for_status().json()
        return page["events"], page["next"]

    def _post(self, path: str, body: Json, key: str | None = None, bearer: str | None = None) -> Json:
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        answer = self.http.post(path, json=body, headers=headers, auth=None if bearer else self.http.auth)
        if answer.is_error:
            raise SystemExit(f"{path}: {answer.text}")
        return dict(answer.json())


def main(base: str, code: str, secret: str) -> None:
    """Apply for one made-up person in 六盘水 and follow the application to its end."""
    sys.path.insert(0, str(Path(__file__).parent))
    from papers import make  # noqa: PLC0415 - synthetic papers, for this demonstration only

    channel = Channel(base, code, secret)
    person = channel.person(
        {"id_type": "01", "id_number": "520200195507080018", "name": "样本甲", "phone": "13800000001"}
    )
    draft = channel.draft(
        {
            "person_ref": person,
            "applicant": {"kind": "self"},
            "pooling_area": "520200",
            "scheme": "resident",
            "disease_code": "bronchial_asthma",
        }
    )
    kinds = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
    made = [(kind, make(kind, "样本甲", date.today(), 1)) for kind in kinds]  # noqa: DTZ011 - a local calendar day
    papers = channel.upload(draft["upload_grant"], [(k, p.content, p.media_type, p.file_name) for k, p in made])
    lodged = channel.lodge(draft["application_id"], papers)
    print("受理编号", lodged["number"], "申请", draft["application_id"])
    cursor = None
    while True:
        events, cursor = channel.updates(cursor)
        for event in events:
            if event["subject"] != draft["application_id"]:
                continue
            print(event["type"], event["data"])
            if event["data"].get("outcome"):
                return


if __name__ == "__main__":
    main(*sys.argv[1:4])
