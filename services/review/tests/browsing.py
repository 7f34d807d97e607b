"""A reviewer's browser below the browser: pages read, forms sent, somebody signed in."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape

import httpx
from chassis.testing.vault_office import MOTHER
from contracts.ids import uuid7
from pages.sessions import Sessions

from .applying import Applied, submission
from .office import Office
from .town import FIRST

NOW = datetime.now(UTC)


@dataclass(slots=True)
class Browser:
    """A reviewer's browser, without one."""

    office: Office
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    async def read(self, path: str, status: int = 200) -> str:
        """Return what a page says."""
        answer = await self.office.client.get(f"/desk{path}", headers=self.headers())
        assert answer.status_code == status, answer.text
        return unescape(answer.text)

    async def send(self, path: str, status: int = 303, **fields: object) -> str:
        """Send a form; lists are fields that come more than once."""
        headers = self.headers() | {"origin": "http://service"}
        answer = await self.office.client.post(f"/desk{path}", data=fields, headers=headers)
        self.cookies.extract_cookies(answer)
        assert answer.status_code == status, answer.text
        return unescape(answer.text)

    def headers(self) -> dict[str, str]:
        """Return what goes with every request: who is signed in, and how they like to read."""
        return {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}


async def reviewer(office: Office, code: str) -> Browser:
    """Return the browser of somebody who is signed in."""
    browser = Browser(office)
    browser.cookies.set("mante-desk", await Sessions(office.pool).begin(code))
    return browser


async def task_of(office: Office, applied: Applied, institution: str = FIRST, **more: object) -> str:
    office.vault.persons[applied.person] = MOTHER
    await office.hear(submission(applied, NOW).model_copy(update=more), applied.id)
    tasks = await office.worklist(institution)
    return str(next(task["task_id"] for task in tasks if task["application_id"] == str(applied.id)))


def plain(page: str) -> str:
    """Return what is read of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


async def claimed(browser: Browser, task: str) -> str:
    await browser.send(f"/tasks/{task}/claim", key=uuid7())
    return await browser.read(f"/tasks/{task}")
