"""The operators' route about accounts, on the private port: a first password, told once."""

import structlog
from fastapi import APIRouter, Depends
from pydantic import BaseModel, SecretStr

from chassis.accounts.store import Accounts
from chassis.http.operators import By, operators_only
from chassis.parties.records import Reason

_log = structlog.get_logger()


class Issuing(BaseModel):
    """Why somebody gets a new password; kept in the audit."""

    reason: Reason


class Issued(BaseModel):
    """A password for one sign-in, which asks for another."""

    code: str
    password: str


def account_routes(accounts: Accounts, token: SecretStr) -> APIRouter:
    """Return the route, behind the operators' token."""
    router = APIRouter(dependencies=[Depends(operators_only(token))], include_in_schema=False)

    @router.post("/operations/accounts/{code}/password")
    async def issue_a_password(code: str, order: Issuing, by: By = "operator") -> Issued:
        password = await accounts.issue(code, by, order.reason)
        _log.info("account.issued", by=by)
        return Issued(code=code, password=password)

    return router
