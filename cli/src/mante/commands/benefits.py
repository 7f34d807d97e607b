"""`mante benefits`: entitlements and the national platform, while clerks carry files between them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mante.commands.output import Json, as_json, fail, say

app = typer.Typer(no_args_is_help=True, help="Entitlements: files for and from the national platform, and endings.")

SERVICE = "benefits"


@app.command()
def export(
    day: Annotated[str, typer.Option(help="What was granted on this day, as 2026-11-24.")],
    *,
    city: Annotated[str | None, typer.Option(help="Only this pooling area's, by its six digits.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to; without it, to standard output.")
    ] = None,
) -> None:
    """Write what was granted on a day as CSV, with who it is for: for the clerks who register it. Each is audited."""
    import sys

    from mante.commands.operators import answer

    query = {"day": day} | ({"area": city} if city else {})
    table = answer(SERVICE, "GET", "/registrations", params=query).content
    if output is None:
        sys.stdout.buffer.write(table)
        return
    output.touch(mode=0o600)
    output.write_bytes(table)
    say(f"{output}: it names persons; keep it where only clerks can read it")


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="The file, as CSV; - is standard input.", allow_dash=True)],
    *,
    json: Json = False,
) -> None:
    """Note the platform's serial numbers: all of a file, or nothing where a line is wrong. Harmless to repeat."""
    import sys

    from mante.commands.operators import answered

    raw = sys.stdin.buffer.read() if str(file) == "-" else _bytes_of(file)
    given = answered(SERVICE, "POST", "/registrations", content=raw)
    said: dict[str, Any] = given.json()
    if json:
        as_json(said)
    elif given.is_success:
        counted = f"{said['registered']} registered, {said['unchanged']} were already"
        say(f"{counted}, {said['waiting']} have no number yet")
    else:
        _name_the_lines(file, said)
    if given.is_error:
        fail(f"{SERVICE} says {given.status_code}: nothing was registered. {said.get('detail', '')}")


def _name_the_lines(file: Path, said: dict[str, Any]) -> None:
    for one in said.get("lines", ()):
        say(f"{file}:line {one['line']}, {one['column'] or 'the whole line'}: {one['reason']}")


@app.command()
def end(
    number: Annotated[str, typer.Argument(help="The application's number.")],
    reason: Annotated[str, typer.Option(help="GIVEN_UP, MOVED_AWAY, DIED or REVOKED.")],
    *,
    json: Json = False,
) -> None:
    """End an entitlement before its time, by the agency's order."""
    from mante.commands.operators import ask

    done = ask(SERVICE, "POST", f"/entitlements/{number}/ending", json={"reason": reason})
    if json:
        as_json(done)
    else:
        say(f"the entitlement of {number} is over: {done['reason']}")


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        fail(f"{file}: {error.strerror}", code=2)
