"""What a reviewer says, as a form brings it: an approval, a rejection, or a request for a supplement."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from chassis.http.problems import Problem
from contracts.event import Event
from contracts.events.verdicts import AskedItem, SupplementAsked, VerdictGiven
from contracts.vocabulary import Code, OverrideReason, Verdict
from pages.forms import Form
from pydantic import Field

Item = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}:[A-Za-z][A-Za-z0-9_.-]{0,63}(:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$"
    ),
]


class What(StrEnum):
    """Which of the three."""

    APPROVE = "approve"
    REJECT = "reject"
    SUPPLEMENT = "supplement"


class Said(Form):
    """`item` is `material:rule` or `material:rule:document`, whatever was ticked; `key` is the form's own.

    With `override` a lead asks for what the first notice forgot, and why.
    """

    key: UUID
    what: What
    national_code: str | None = None
    criterion: tuple[Code, ...] = ()
    reason: tuple[Code, ...] = ()
    item: tuple[Item, ...] = ()
    override: OverrideReason | None = None

    def items(self) -> tuple[AskedItem, ...]:
        """Return what is asked for."""
        parts = (one.split(":") for one in self.item)
        return tuple(
            AskedItem(material=material, code=code, document_id=UUID(document[0]) if document else None)
            for material, code, *document in parts
        )

    def event(self, task_id: UUID, practitioner: str) -> Event:
        """Return what an institution's own system would send. Raises 422 where something is missing."""
        try:
            return self._event(task_id, practitioner)
        except ValueError:
            raise Problem(422, "SAYING_INCOMPLETE", "请先选择至少一项，再提交。") from None

    def _event(self, task_id: UUID, practitioner: str) -> Event:
        match self.what:
            case What.SUPPLEMENT:
                return SupplementAsked(
                    task_id=task_id, practitioner=practitioner, items=self.items(), override=self.override
                )
            case What.APPROVE:
                return VerdictGiven(
                    task_id=task_id,
                    practitioner=practitioner,
                    verdict=Verdict.APPROVED,
                    national_code=self.national_code,
                    criteria=self.criterion,
                )
            case What.REJECT:
                return VerdictGiven(
                    task_id=task_id, practitioner=practitioner, verdict=Verdict.REJECTED, reasons=self.reason
                )
