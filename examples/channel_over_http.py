"""A channel over HTTP: what the back end of a provincial app (贵州医保APP) does for one person.

    python examples/channel_over_http.py http://127.0.0.1:8080 gz-app SECRET

Copy it: it needs nothing but httpx and Mante's public HTTP interface.
"""

import hashlib
import sys
import uuid
from datetime import date
from typing import Any

import httpx
from ask_again import AskAgain
from papers import make

Json = dict[str, Any]
HOSPITAL = "H52020199001"  # where the made-up person would like to be reviewed; without it, hospitals take turns
File = tuple[str, bytes, str, str]
"""A paper to upload: material, content, media type, file name."""


class Refused(Exception):  # noqa: N818 - what Mante says
    """Mante said no: `code` is for programs, the text for the person."""

    def __init__(self, answer: httpx.Response) -> None:
        """Read the problem."""
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        self.status, self.code = answer.status_code, str(problem.get("code", answer.status_code))
        super().__init__(f"{self.code}: {problem.get('detail', answer.text)}")


class Channel:
    """One channel's credential, and the calls it makes. A call that is repeated with its `key` happens once."""

    def __init__(self, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.http = httpx.Client(base_url=base, auth=(code, secret), transport=AskAgain(), timeout=40)
        self.uploads = httpx.Client(base_url=base, transport=AskAgain(), timeout=40)  # a grant takes the login's place

    def person(self, person: Json) -> str:
        """Hand a person over to the vault; all else speaks of `person_ref` only."""
        return str(self.post("/v1/persons", person).json()["person_ref"])

    def draft(self, draft: Json, key: str | None = None) -> Json:
        """Begin an application; the answer holds its id and the upload grant."""
        return dict(self.post("/v1/applications", draft, key).json())

    def upload(self, grant: str, files: list[File]) -> list[Json]:
        """Upload files: one call for all tickets, then straight to the store. Returns the papers to lodge."""
        tickets = self.post("/v1/tickets", {"papers": [_declared(file) for file in files]}, bearer=grant).json()
        papers = []
        for ticket, (material, content, media_type, name) in zip(tickets["tickets"], files, strict=True):
            file = {"file": (name, content, media_type)}
            self.uploads.post(ticket["url"], data=ticket["fields"], files=file).raise_for_status()
            papers.append({"document_id": ticket["document_id"], "material": material})
        return papers

    def lodge(self, application: str, papers: list[Json], key: str | None = None) -> Json:
        """Hand the application in; the answer holds its number."""
        body = {"papers": papers, "declared_true": True}
        return dict(self.post(f"/v1/applications/{application}/lodging", body, key).json())

    def supplement(self, application: str, round_: int, papers: list[Json], key: str | None = None) -> Json:
        """Answer a supplement request."""
        body = {"round": round_, "papers": papers}
        return dict(self.post(f"/v1/applications/{application}/supplements", body, key).json())

    def withdraw(self, application: str, key: str | None = None) -> Json:
        """Take the application back; the outcome comes as an update."""
        return dict(self.post(f"/v1/applications/{application}/withdrawal", {}, key).json())

    def choose_hospital(self, application: str, hospital: str, key: str | None = None) -> Json:
        """Choose the hospital where the benefit is to be used; the outcome comes as an update."""
        return dict(self.post(f"/v1/applications/{application}/hospital", {"hospital": hospital}, key).json())

    def receipt(self, application: str, notice: str, at: str) -> Json:
        """Say that a message was shown in the app."""
        shown = {"notice_id": notice, "status": "shown", "at": at}
        return dict(self.post(f"/v1/applications/{application}/receipts", shown, key=f"shown-{notice}").json())

    def progress(self, application: str) -> Json:
        """Ask where an application stands."""
        return dict(self.http.get(f"/v1/applications/{application}").raise_for_status().json())

    def updates(self, after: int | None = None, wait: int = 25) -> tuple[list[Json], int]:
        """Hear what happened since `after`; waits up to `wait` seconds for news."""
        asked = {"wait": wait} | ({} if after is None else {"after": after})
        page = self.http.get("/v1/updates", params=asked).raise_for_status().json()
        return page["events"], page["next"]

    def post(self, path: str, body: Json, key: str | None = None, bearer: str | None = None) -> httpx.Response:
        """Send a request under its key. Raises Refused."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        answer = (self.uploads if bearer else self.http).post(path, json=body, headers=headers)
        if answer.is_error:
            raise Refused(answer)
        return answer


def _declared(file: File) -> Json:
    material, content, media_type, name = file
    sha256 = hashlib.sha256(content).hexdigest()
    return {
        "material": material,
        "file_name": name,
        "media_type": media_type,
        "size": len(content),
        "sha256": sha256,
    }


def main(base: str, code: str, secret: str) -> None:
    """Apply for one made-up person in 六盘水 and follow the application to its end."""
    channel = Channel(base, code, secret)
    person = channel.person({"id_number": "520200195507080018", "name": "样本甲", "phone": "13800000001"})
    draft = channel.draft(
        {
            "person_ref": person,
            "applicant": {"kind": "self"},
            "pooling_area": "520200",
            "scheme": "resident",
            "disease_code": "bronchial_asthma",
            "hospital": HOSPITAL,
        }
    )
    kinds = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
    made = [(kind, make(kind, "样本甲", date.today(), 1)) for kind in kinds]  # noqa: DTZ011 - a local calendar day
    papers = channel.upload(draft["upload_grant"], [(k, p.content, p.media_type, p.file_name) for k, p in made])
    lodged = channel.lodge(draft["application_id"], papers)
    application = lodged.get("joined") or draft["application_id"]  # one at a time is open: a second try joins it
    print("受理编号", lodged["number"], "申请", application)
    cursor, ended = None, False
    while not ended:
        events, cursor = channel.updates(cursor)
        for data in (event["data"] for event in events if event["subject"] == application):
            print(data.get("at", "消息"), data.get("state") or data.get("text", ""), data.get("decide_by", ""))
            ended = ended or "outcome" in data


if __name__ == "__main__":
    main(*sys.argv[1:4])
