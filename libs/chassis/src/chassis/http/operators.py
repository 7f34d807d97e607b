"""Who asks behind the front door: whoever holds the operators' token, by the name they give."""

from hashlib import sha256
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel, ConfigDict, SecretStr

from chassis.http.bearer import ByToken

OPERATOR = "operator"
By = Annotated[str, Header(alias="Operator", pattern=r"^[\x21-\x7e]{1,64}$")]
"""Who holds the operators' token just now: their word, for the audit."""


class Order(BaseModel):
    """What an operator orders: a field that it doesn't have is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def operators_only(token: SecretStr) -> ByToken:
    """Return the dependency that lets the holder of this token in."""
    return ByToken({OPERATOR: sha256(token.get_secret_value().encode()).hexdigest()})
