"""What `mante party` changes: a party comes, goes, returns, gets another secret; the file is applied."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from mante.commands.changing import Code, Reason, author, called_rightly, change, told
from mante.commands.output import Json


class Kind(StrEnum):
    """What a party is. A remote hospital hands in for people who live where it is: a channel with a 医院等级."""

    CHANNEL = "channel"
    REMOTE_HOSPITAL = "remote-hospital"
    HOSPITAL = "hospital"
    AGENCY = "agency"


_WITH_A_LEVEL = (Kind.HOSPITAL, Kind.REMOTE_HOSPITAL)


def add(
    code: Code,
    kind: Annotated[Kind, typer.Option(help="What it is.")],
    name: Annotated[str, typer.Option(help="What people call it.")],
    reason: Reason,
    *,
    level: Annotated[int | None, typer.Option(help="A hospital's 医院等级, 1 to 3.")] = None,
    area: Annotated[str | None, typer.Option(help="The area it is for; of a remote hospital, where it is.")] = None,
    sealed: Annotated[bool, typer.Option("--sealed", help="Keep only a hash of its secret, shown this once.")] = False,
    json: Json = False,
) -> None:
    """Let a further party in: its topics, its rights, its credential. Says the credential."""
    from hashlib import sha256

    from chassis.parties.records import PartyRecord

    from mante.commands.running import deployment
    from mante.parties import edits

    there, secret = deployment(whole=True), _new_secret()
    kept = {"secret_sha256": sha256(secret.encode()).hexdigest()} if sealed else {"secret": secret}
    with called_rightly():
        if kind is not Kind.CHANNEL and area is None:
            raise edits.CannotBe(f"of a {kind} say the --area")
        if (kind in _WITH_A_LEVEL) != (level is not None):
            raise edits.CannotBe("say the --level of a hospital, and of nobody else")
        party = PartyRecord.model_validate(
            {"code": code, "name": name, "level": level, "area": area, **_kind_and_roles(kind), **kept}
        )
    _, spread = change(there, lambda file: edits.added(file, party, author(there, reason)), {code: secret})
    told(spread, f"{code} takes part; password {secret}", json=json, code=code, secret=secret)


def suspend(code: Code, reason: Reason, *, json: Json = False) -> None:
    """Let a party do nothing any more: not over HTTP, not on Kafka, on no connection that is open."""
    from mante.commands.running import deployment
    from mante.parties import edits

    there = deployment(whole=True)
    _, spread = change(there, lambda file: edits.suspended(file, code, author(there, reason)))
    told(spread, f"{code} is suspended", json=json, code=code)


def resume(code: Code, reason: Reason, *, json: Json = False) -> None:
    """Let a suspended party in again, with the secret it had; with a new one where only the hash of it is kept."""
    from mante.commands.running import deployment
    from mante.parties import edits

    there, secret = deployment(whole=True), _new_secret()
    file, spread = change(there, lambda file: edits.resumed(file, code, author(there, reason), secret), {code: secret})
    anew = {"secret": secret} if edits.party_of(file, code).secret is None else {}
    said = f"; its secret was not kept, the new password is {secret}" if anew else ""
    told(spread, f"{code} takes part again{said}", json=json, code=code, **anew)


def rotate(
    code: Code,
    reason: Reason,
    *,
    overlap: Annotated[int, typer.Option(min=0, max=10_080, help="Minutes for which HTTP takes the former one.")] = 0,
    json: Json = False,
) -> None:
    """Give a party a new secret. HTTP takes the former one for the --overlap; Kafka takes the new one only, at once."""
    from datetime import timedelta

    from mante.commands.running import deployment
    from mante.parties import edits

    there, secret = deployment(whole=True), _new_secret()
    by = author(there, reason)
    until = by.at + timedelta(minutes=overlap) if overlap else None
    _, spread = change(there, lambda file: edits.rotated(file, code, by, secret, until), {code: secret})
    note = f"HTTP takes the former one until {until.astimezone():%H:%M}, Kafka does not" if until else "no other counts"
    told(spread, f"{code} has a new password: {secret}; {note}", json=json, code=code, secret=secret)


def apply(
    *,
    reason: Annotated[str | None, typer.Option(help="Why the file was edited by hand, if it was.")] = None,
    json: Json = False,
) -> None:
    """Bring the file to every service and to Kafka: after one was away, or after the file was edited by hand."""
    from mante.commands.running import deployment
    from mante.parties import edits
    from mante.parties.keeping import holding
    from mante.parties.spreading import spread

    there = deployment(whole=True)
    if reason is not None:
        _, brought = change(there, lambda file: edits.edited(file, author(there, reason)))
    else:
        with called_rightly(), holding(there.parties) as file:
            if file.edited:
                raise edits.CannotBe(
                    f"the file was edited by hand since revision {file.revision}: say why, by --reason"
                )
            brought = spread(there, file)
    told(brought, "applied", json=json)


def _kind_and_roles(kind: Kind) -> dict[str, Any]:
    if kind in (Kind.CHANNEL, Kind.REMOTE_HOSPITAL):
        return {"kind": "channel"}
    return {"kind": "institution", "roles": [kind.value]}


def _new_secret() -> str:
    """24 letters and digits, as the stack makes them: 96 random bits."""
    import secrets

    return secrets.token_hex(12)
