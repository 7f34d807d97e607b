"""`mante doctor`: what this machine and the stack on it lack, each with its remedy."""

import typer

from mante.commands.output import Json, as_json, as_table


def doctor(*, json: Json = False) -> None:
    """Check this machine and what runs on it; each line says what to do."""
    from dataclasses import asdict

    from mante import surroundings
    from mante.diagnosis import Verdict, diagnose

    findings = diagnose(surroundings.home())
    rows = [asdict(finding) for finding in findings]
    if json:
        as_json(rows)
    else:
        as_table(rows, "verdict", "what", "found", "remedy")
    if any(finding.verdict is Verdict.FAIL for finding in findings):
        raise typer.Exit(1)
