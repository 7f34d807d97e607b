"""Accounts on the private port: a first password, told once; operators signed in for pages that keep no accounts."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field, SecretStr

from chassis.accounts.rules import Outcome
from chassis.accounts.store import Accounts
from chassis.http.operators import By, Order, operators_only
from chassis.parties.records import Reason

Password = Annotated[SecretStr, Field(min_length=1, max_length=200)]
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
"""Whatever somebody may take for their code."""
_log = structlog.get_logger()


class Issuing(Order):
    """Why somebody gets a new password; kept in the audit."""

    reason: Reason


class Issued(BaseModel):
    """A password for one sign-in, which asks for another."""

    code: str
    password: str


class SigningIn(Order):
    """What somebody says to sign in with."""

    password: Password


class SignedIn(BaseModel):
    """What that counts for."""

    outcome: Outcome


class Changing(Order):
    """A password by its holder's choice."""

    former: Password
    password: Password


class Changed(BaseModel):
    """Whether it is the new one."""

    changed: bool


class Standing(BaseModel):
    """Whether somebody is an operator now."""

    active: bool


def account_routes(accounts: Accounts, token: SecretStr) -> APIRouter:
    """Return the route, behind the operators' token."""
    router = APIRouter(dependencies=[Depends(operators_only(token))], include_in_schema=False)

    @router.post("/operations/accounts/{code}/password")
    async def issue_a_password(code: Code, order: Issuing, by: By = "operator") -> Issued:
        password = await accounts.issue(code, by, order.reason)
        _log.info("account.issued", by=by)
        return Issued(code=code, password=password)

    _operators(router, accounts)
    return router


def _operators(router: APIRouter, accounts: Accounts) -> None:
    def is_operator(code: str) -> bool:
        operator = accounts.directory().operator(code)
        return operator is not None and not operator.disabled

    @router.get("/operations/operators/{code}")
    async def tell(code: Code) -> Standing:
        return Standing(active=is_operator(code))

    @router.post("/operations/operators/{code}/sign-in")
    async def sign_in(code: Code, told: SigningIn) -> SignedIn:
        outcome = await accounts.sign_in(code, told.password.get_secret_value())
        passes = is_operator(code) or outcome in (Outcome.WRONG, Outcome.LOCKED)
        return SignedIn(outcome=outcome if passes else Outcome.WRONG)

    @router.post("/operations/operators/{code}/password-change")
    async def change(code: Code, told: Changing) -> Changed:
        former, password = told.former.get_secret_value(), told.password.get_secret_value()
        return Changed(changed=is_operator(code) and await accounts.change(code, former, password))
