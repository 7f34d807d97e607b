"""Who is let in: operators, who say who they are for the audit."""

from hashlib import sha256
from typing import Annotated

from chassis.http.bearer import ByToken
from fastapi import Header
from pydantic import SecretStr

By = Annotated[str, Header(alias="Operator", pattern=r"^[\x21-\x7e]{1,64}$")]
"""Who holds the operators' token just now: their word, for the audit."""


def operators_only(token: SecretStr) -> ByToken:
    """Return the dependency that lets nobody in but whoever holds the operators' token."""
    return ByToken({"operator": sha256(token.get_secret_value().encode()).hexdigest()})
