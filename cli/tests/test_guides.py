"""The guides of `docs/howto`, followed to the letter on a copy: each block goes where the guide puts it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from policy import registry
from policy.registry import load_packs

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|json))`")


def blocks(guide: str) -> list[tuple[str, str]]:
    """Return what each block of a guide says, after the file that was named last before it."""
    text, found = (ROOT / "docs" / "howto" / f"{guide}.md").read_text(encoding="utf-8"), []
    for block in _BLOCK.finditer(text):
        named = _FILE.findall(text[: block.start()])
        found.append((named[-1] if named else "", block.group(1)))
    return found


@dataclass(frozen=True)
class Copy:
    """A copy of the repository, in which somebody follows a guide."""

    root: Path

    def follow(self, guide: str, *edits: tuple[str, str, str]) -> None:
        """Do what the blocks say (a file, more at the end of one, commands), and what is said in words by `edits`."""
        for name, block in blocks(guide):
            file = self.root / name
            if block.startswith(('"""', "{", "class ", "def ", "async def ")):
                file.parent.mkdir(parents=True, exist_ok=True)
                before = f"{file.read_text(encoding='utf-8').rstrip()}\n\n\n" if file.exists() else ""
                file.write_text(before + block, encoding="utf-8")
            elif block.startswith("mkdir "):
                subprocess.run(["sh", "-ec", block], cwd=self.root, check=True)
        for name, before, after in edits:
            text = (self.root / name).read_text(encoding="utf-8")
            assert before in text, f"{name}: {before}"
            (self.root / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    def run(self, *words: str) -> str:
        """Run a module with the copy's sources, not with those that are installed; return what it said."""
        sources = [str(path) for place in ("libs/*/src", "services/*/src", "cli/src") for path in self.root.glob(place)]
        told = {"PATH": os.defpath, "HOME": str(self.root), "PYTHONPATH": os.pathsep.join([str(self.root), *sources])}
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=self.root, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def test(self, *words: str) -> None:
        """Run tests; there must be some."""
        assert " passed" in self.run("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *words)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """What the guides change, and what tries it."""
    kept = shutil.ignore_patterns("__pycache__", "node_modules", "static")
    for part in ("libs", "services", "cli", "docs", "examples"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=kept)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return Copy(tmp_path)


CATALOGUE = "libs/contracts/src/contracts/catalogue.py"


def block_of(guide: str, beginning: str) -> str:
    return next(block for _, block in blocks(guide) if block.startswith(beginning))


def test_an_event_is_added(copy: Copy) -> None:
    copy.follow("add-an-event", (CATALOGUE, "notices.NoticeFailed)", "notices.NoticeFailed, notices.NoticePostponed)"))
    copy.run("contracts.generate")
    assert "#### NoticePostponed" in (copy.root / "docs" / "events.md").read_text(encoding="utf-8")
    copy.test("libs/contracts", "-k", "NoticePostponed")


def test_a_decision_is_added(copy: Copy) -> None:
    here, imported = (
        "from contracts.events",
        "from contracts.events.documents import DocumentErased\nfrom contracts.events",
    )
    table, tests = "services/review/src/review/consumers.py", "services/review/tests/test_papers.py"
    copy.follow(
        "add-a-decision",
        ("services/review/src/review/domain/papers.py", here, imported),
        (table, here, imported),
        (table, "    return table\n", f"{block_of('add-a-decision', '    table.on(')}    return table\n"),
        (tests, here, imported),
    )
    copy.test(tests, "-k", "destroyed")


@pytest.mark.slow
def test_a_service_is_added(copy: Copy) -> None:
    topic = block_of("add-a-service", "OBJECTIONS_WINDOWS")
    copy.follow(
        "add-a-service",
        (CATALOGUE, "notices, requests", "notices, objections, requests"),
        (
            CATALOGUE,
            '"benefits", "notify"),\n    (\n        review.',
            '"benefits", "notify", "objections"),\n    (\n        review.',
        ),
        (CATALOGUE, "\nTOPICS = (\n", f"{topic}\nTOPICS = (\n    OBJECTIONS_WINDOWS,\n"),
    )
    copy.test("services/objections")
    installed = copy.root / "services" / "objections" / "src" / "mante_objections-0.1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Name: mante-objections\nVersion: 0.1.0\n")
    (installed / "entry_points.txt").write_text("[mante.services]\nobjections = objections.app:create_service\n")
    copy.run("mante.decisions")
    assert '"open_the_window"' in (copy.root / "docs" / "decisions.json").read_text(encoding="utf-8")


def test_a_channel_is_offered(tmp_path: Path) -> None:
    _, entry = blocks("add-a-channel")[0]
    text = (registry.BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', 'version: "2199.1"').replace("channels:\n", f"channels:\n{entry}", 1)
    (tmp_path / "later.yaml").write_text(text, encoding="utf-8")
    assert load_packs(tmp_path).pinned("guizhou-liupanshui", "2199.1").channel("gz-alipay")
