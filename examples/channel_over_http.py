"""A channel over HTTP: what the back end of an app, a website, a counter or a hospital elsewhere does for its people.

    python examples/channel_over_http.py http://127.0.0.1:8080 gz-app SECRET

Copy it: it needs nothing but httpx and Mante's public HTTP interface. What is one channel's own is in `channels/`.
"""

import hashlib
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx
from ask_again import AskAgain
from front_end import File, FrontEnd, MadeUp

Json = dict[str, Any]


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

    def applications(self, person: str) -> list[Json]:
        """List all applications of somebody who is logged in here, whichever channel they came through."""
        return list(self.http.get(f"/v1/persons/{person}/applications").raise_for_status().json()["applications"])

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


def hand_in(channel: Channel, front: FrontEnd, one: MadeUp) -> tuple[str, str]:
    """Apply for somebody; returns the application, and the grant to upload papers for it."""
    agent = channel.person(one.agent) if one.agent else None
    draft = channel.draft(front.draft(one, channel.person(one.person), agent))
    lodged = channel.lodge(draft["application_id"], channel.upload(draft["upload_grant"], one.files()))
    application = lodged.get("joined") or draft["application_id"]  # one at a time is open: a second try joins it
    print(f"{one.person['name']}  受理编号 {lodged['number']}  申请 {application}")
    return application, lodged.get("upload_grant") or draft["upload_grant"]


def answer(channel: Channel, application: str, grant: str, one: MadeUp, update: tuple[str, Json]) -> None:
    """Do what an update asks for: show the message, bring the papers."""
    match update:
        case "MessageDue", data:
            channel.receipt(application, data["notice_id"], datetime.now(UTC).isoformat())
        case "ProgressChanged", {"state": "awaiting_supplement", "round": round_, "items": items}:
            wanted = tuple({item["material"] for item in items})
            channel.supplement(application, round_, channel.upload(grant, one.files(wanted, seed=round_ + 1)))


def main(base: str, code: str, secret: str) -> None:
    """Let the channel's made-up people apply, and follow them to the end."""
    channel, front, under_way = Channel(base, code, secret), FrontEnd.of(code), {}
    print(front.name, *front.before, sep="\n  ")
    for one in front.applications:
        application, grant = hand_in(channel, front, one)
        under_way[application] = grant, one
    cursor = None
    while under_way:
        events, cursor = channel.updates(cursor)
        for event in (each for each in events if each["subject"] in under_way):
            kind, application, data = event["type"].split(".")[1], event["subject"], event["data"]
            print(front.says(kind, data))
            answer(channel, application, *under_way[application], (kind, data))
            if data.get("who_has_it") == "nobody":
                del under_way[application]


if __name__ == "__main__":
    main(*sys.argv[1:4])
