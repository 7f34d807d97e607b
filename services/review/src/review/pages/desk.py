"""What the workbench works with, and who may do what at it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
from chassis.accounts.store import Accounts
from chassis.decision import NotFound
from chassis.parties import Directory, Staff
from fastapi import Request
from pages.errors import SignInNeeded
from pages.signing_in import SignedIn
from pages.site import Site
from policy.text import Text

from review.api.cases import Desk
from review.domain.case import Review
from review.domain.routing import LEAD, ROLE_OF
from review.domain.task import Task

SITE = Site(
    "/desk",
    Path(__file__).parent,
    Text(zh="待遇认定审核台", en="Review workbench"),
    (("", Text(zh="待办", en="Worklist")), ("/password", Text(zh="修改密码", en="Password"))),
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who is signed in: a practitioner, and where they work now."""

    code: str
    posts: tuple[Staff, ...]

    @property
    def name(self) -> str:
        """What the header says."""
        return f"{self.posts[0].name} {self.code}"

    def may_review(self, task: Task) -> bool:
        """Whether a task is theirs to take: their institution's, of a step of their role, no colleague's own seat."""
        return any(
            post.institution == task.institution
            and ROLE_OF[task.step] in post.roles
            and task.practitioner in (None, self.code)
            for post in self.posts
        )

    def leads(self, task: Task) -> bool:
        """Whether they are a lead (审核负责人) where the task is."""
        return any(post.institution == task.institution and LEAD in post.roles for post in self.posts)


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that a page may ask. `documents` is asked where page images are."""

    desk: Desk
    accounts: Accounts
    directory: Callable[[], Directory]
    signed_in: SignedIn
    documents: httpx.AsyncClient

    async def reviewer(self, request: Request) -> Reviewer:
        """Return who is signed in and still works somewhere; raises `SignInNeeded`."""
        return self._known(await self.signed_in(request))

    async def reviewer_without_a_click(self, request: Request) -> Reviewer:
        """Return the same, for a page that looks after itself."""
        return self._known(await self.signed_in.without_a_click()(request))

    def _known(self, code: str) -> Reviewer:
        posts = self.directory().posts(code)
        if not posts:
            raise SignInNeeded
        return Reviewer(code, posts)


def own_task(reviewer: Reviewer, review: Review | None, task_id: UUID) -> Task:
    """Return the task if it is the reviewer's to take; raises `NotFound`, whether it exists or not."""
    tasks = review.tasks if review else ()
    found = next((task for task in tasks if task.task_id == task_id), None)
    if found is None or not reviewer.may_review(found):
        raise NotFound
    return found
