"""`mante policy`: a city's rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

if TYPE_CHECKING:
    from policy.pack import Pack
    from policy.text import Language

app = typer.Typer(no_args_is_help=True, help="Policy packs: a city is data.")

Lang = Annotated[str, typer.Option("--lang", help="zh or en.")]
A_PACK = (
    "A city (六盘水, nanchong, 520200), a pack (guizhou-liupanshui), a version (guizhou-liupanshui@2026.1) or a file."
)


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


@app.command()
def show(
    pack: Annotated[str, typer.Argument(metavar="CITY", help=A_PACK)],
    *,
    lang: Lang = "zh",
    json: Json = False,
) -> None:
    """Print a pack as a bureau reads it: what holds, by which source, and what is still to be confirmed."""
    from policy.showing.page import page

    language, found = _language(lang), _pack(pack)
    if json:
        as_json(found.model_dump(mode="json"))
        return
    for line in page(found, language):
        say(line)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help=A_PACK)],
    new: Annotated[str, typer.Argument(metavar="B", help="The pack to compare it with, named in the same way.")],
    *,
    lang: Lang = "zh",
    json: Json = False,
) -> None:
    """Say what changes from one pack to another, and whom it concerns."""
    from dataclasses import asdict

    from policy.showing.changes import changes, heading
    from policy.showing.labels import labels

    language, before, after = _language(lang), _pack(old), _pack(new)
    found = changes(before, after, language)
    if json:
        as_json([asdict(change) for change in found])
        return
    say(heading(before, after, language))
    for change in found:
        say(change.sentence)
    if not found:
        say(labels().phrases.same.of(language))


def _language(lang: str) -> "Language":
    from policy.text import Language

    if lang not in tuple(Language):
        fail(f"there is no language {lang}: zh or en", 2)
    return Language(lang)


def _pack(word: str) -> "Pack":
    from datetime import UTC, datetime

    from policy.calendar import local
    from policy.finding import InvalidFile
    from policy.registry import UnknownPack, load_pack, load_packs

    try:
        if Path(word).is_file():
            return load_pack(Path(word))
        return load_packs().called(word, local(datetime.now(UTC)).date())
    except (InvalidFile, UnknownPack) as refused:
        fail(str(refused))
