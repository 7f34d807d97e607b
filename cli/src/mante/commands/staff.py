"""`mante staff`: who works at the institutions, and who runs Mante; changed while everything runs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from mante.commands.changing import Reason, author, called_rightly, change, told
from mante.commands.output import Json, as_json, as_table, say

app = typer.Typer(no_args_is_help=True, help="Reviewers, clerks, experts, those on duty; and operators.")
WITH_ACCOUNTS = "review"
"""The service that people of institutions, and operators, sign in to."""
Code = Annotated[str, typer.Argument(help="A practitioner's code, or an operator's.")]
At = Annotated[str | None, typer.Option("--at", help="The institution.")]


class Role(StrEnum):
    """What somebody may do."""

    REVIEWER = "reviewer"
    CLERK = "clerk"
    EXPERT = "expert"
    DUTY = "duty"
    OPERATOR = "operator"


@app.command()
def ls(*, at: At = None, json: Json = False) -> None:
    """List who works where; a telephone is shown by its last four digits."""
    from mante.commands.running import deployment
    from mante.parties.keeping import holding

    with called_rightly(), holding(deployment().parties) as file:
        staff = [
            {"institution": party.code, "code": one.practitioner, **_shown(one), "roles": " ".join(one.roles)}
            for party in file.parties
            for one in party.staff
            if at in {None, party.code}
        ]
        operators = [{"code": one.code, **_shown(one), "roles": "operator"} for one in file.operators if at is None]
    rows = [*staff, *operators]
    if json:
        as_json(rows)
    else:
        columns = ("institution", "code", "name", "roles", "phone", "disabled")
        as_table([{**row, "disabled": "disabled" if row["disabled"] else None} for row in rows], *columns)


@app.command()
def add(
    code: Code,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[list[Role], typer.Option(help="What they do; repeat it for several. An operator is nothing else.")],
    reason: Reason,
    *,
    at: At = None,
    phone: Annotated[str | None, typer.Option(help="For those on duty: where deadlines are told.")] = None,
    person_ref: Annotated[str | None, typer.Option(help="Who they are in the vault, if they are insured here.")] = None,
    json: Json = False,
) -> None:
    """Add somebody to an institution's staff, or an operator."""
    from chassis.parties.records import OperatorRecord, StaffRecord

    from mante.commands.running import deployment
    from mante.parties import staff_edits
    from mante.parties.edits import CannotBe

    there, about = deployment(whole=True), {"name": name, "phone": phone}
    by = author(there, reason)
    with called_rightly():
        if Role.OPERATOR in role:
            if at is not None or len(role) > 1:
                raise CannotBe("an operator works at no institution and is nothing else")
            operator = OperatorRecord.model_validate({"code": code, **about})
            _, spread = change(there, lambda file: staff_edits.operator_added(file, operator, by))
        else:
            if at is None:
                raise CannotBe("say --at which institution")
            given = {"practitioner": code, "roles": role, "person_ref": person_ref, **about}
            member = StaffRecord.model_validate(given)
            _, spread = change(there, lambda file: staff_edits.staff_added(file, at, member, by))
    told(spread, f"{code} is known", json=json, code=code)


@app.command()
def disable(code: Code, reason: Reason, *, at: At = None, json: Json = False) -> None:
    """Let somebody do nothing any more, everywhere or at one institution; what they decided stands."""
    _bar(code, reason, at, json=json, disabled=True)


@app.command()
def enable(code: Code, reason: Reason, *, at: At = None, json: Json = False) -> None:
    """Let somebody act again."""
    _bar(code, reason, at, json=json, disabled=False)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV with a line of column names.")],
    reason: Reason,
    *,
    json: Json = False,
) -> None:
    """Add everybody in a table, and correct whom it names again. One bad line, and nothing is changed."""
    from mante.commands.running import deployment
    from mante.parties import staff_edits
    from mante.parties.staff_table import rows_of

    there, raw = deployment(whole=True), file.read_bytes()
    by = author(there, reason)

    def edit(parties: Any) -> Any:  # noqa: ANN401 - a parties file, whose module isn't imported for `--help`
        kinds = {party.code: party.kind for party in parties.parties}
        return staff_edits.staff_imported(parties, rows_of(raw, kinds), by)

    changed, spread = change(there, edit)
    count = sum(len(one.staff) for one in changed.changes if one.revision == changed.revision)
    told(spread, f"{count} people imported", json=json, people=count)


@app.command()
def password(code: Code, reason: Reason, *, json: Json = False) -> None:
    """Give somebody a new password for the pages: shown this once, to be changed at the first sign-in."""
    from mante.commands.operators import ask

    issued = ask(WITH_ACCOUNTS, "POST", f"/accounts/{code}/password", json={"reason": reason})
    if json:
        as_json(issued)
    else:
        say(f"{code} signs in once with {issued['password']} and then chooses a password")


def _bar(code: str, reason: str, at: str | None, *, json: bool, disabled: bool) -> None:
    from mante.commands.running import deployment
    from mante.parties import staff_edits

    there = deployment(whole=True)
    by = author(there, reason)
    _, spread = change(there, lambda file: staff_edits.barred(file, code, at, by, disabled=disabled))
    told(spread, f"{code} is {'disabled' if disabled else 'enabled'}", json=json, code=code)


def _shown(one: Any) -> dict[str, Any]:  # noqa: ANN401 - of staff, or an operator
    phone = f"*******{one.phone[-4:]}" if one.phone else None
    return {"name": one.name, "phone": phone, "disabled": one.disabled}
