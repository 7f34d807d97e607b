"""`mante up` and `mante down`: the whole system on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

_POSTGRES = "Use this Postgres instead: postgresql://superuser:password@host:port/postgres"
_KAFKA = "Use this Kafka instead: kafka://admin:password@host:port"
_S3 = "Use this object store instead: http://key:secret@host:port/bucket"

_SANDBOX = "With robots that review and apply, and persons for everything that can happen: docs/sandbox.md"
_INSURED = "Ask this CSV file who is insured, instead of the fake register"


def up(
    *,
    postgres: Annotated[str | None, typer.Option(metavar="URL", help=_POSTGRES)] = None,
    kafka: Annotated[str | None, typer.Option(metavar="URL", help=_KAFKA)] = None,
    s3: Annotated[str | None, typer.Option(metavar="URL", help=_S3)] = None,
    insured: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_INSURED, exists=True, dir_okay=False, resolve_path=True)
    ] = None,
    sandbox: Annotated[bool, typer.Option("--sandbox", help=_SANDBOX)] = False,
    scale: Annotated[list[str] | None, typer.Option(metavar="SERVICE=N", help="Run more of one service.")] = None,
    port: Annotated[int, typer.Option(help="The front door's port, if it is free.")] = 8080,
    json: Json = False,
) -> None:
    """Bring the whole system up on this machine and keep it running. Harmless when it is up."""
    from mante import surroundings
    from mante.commands.progress import progress
    from mante.commands.welcome import welcome
    from mante.stack import following
    from mante.stack.wanted import Wanted

    file = str(insured) if insured else None
    scaled = _counts(scale or [])
    wanted = Wanted(scale=scaled, postgres=postgres, kafka=kafka, s3=s3, insured=file, sandbox=sandbox, port=port)
    try:
        with progress(quiet=json) as tell:
            about = following.bring_up(surroundings.home(), wanted, tell)
    except following.DidNotComeUp as failure:
        fail(str(failure))
    if sandbox and not about["addresses"]["sandbox"]:
        fail("it was up already, and is no sandbox: `mante down` first")
    if json:
        as_json(about)
    else:
        welcome(about["addresses"])


def down(*, json: Json = False) -> None:
    """Stop everything that `up` started. What was stored stays."""
    from mante import surroundings
    from mante.commands.progress import progress
    from mante.stack import following

    with progress(quiet=json) as tell:
        was_up = following.take_down(surroundings.home(), tell)
    if json:
        as_json({"was_up": was_up})
    elif not was_up:
        say("nothing was running")


def _counts(scale: list[str]) -> dict[str, int]:
    """`["review=3"]` → `{"review": 3}`."""
    from mante.stack.wanted import SERVICES

    counts = {}
    for word in scale:
        service, _, count = word.partition("=")
        if service not in SERVICES or not count.isdigit() or int(count) < 1:
            fail(f"--scale {word}: say SERVICE=N, with one of {', '.join(SERVICES)}", code=2)
        counts[service] = int(count)
    return counts
