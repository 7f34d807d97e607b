"""`mante policy`: a city's rules."""

from pathlib import Path
from typing import Annotated

import typer

from mante.commands.output import Json, as_json, say

app = typer.Typer(no_args_is_help=True, help="Policy packs: a city is data.")


@app.callback()
def group() -> None:
    """Policy packs: a city is data."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A policy pack, as YAML.", exists=True, dir_okay=False)],
    *,
    json: Json = False,
) -> None:
    """Name each mistake in a policy pack by line, field and reason."""
    from dataclasses import asdict

    from policy.check import check as findings_in
    from policy.finding import Severity

    findings = findings_in(file)
    if json:
        as_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{file}:{finding}")
        say(f"{len(findings)} findings" if findings else f"{file}: good")
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
