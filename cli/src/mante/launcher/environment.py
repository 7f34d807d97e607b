"""The environment of the workspace: where it is, what belongs into it, and whether it is complete."""

import hashlib
from pathlib import Path

_PLACES = ("libs/*", "services/*", "cli")


class Environment:
    """`.venv` under `root`; `with_tools` it holds what tests and checks need as well."""

    def __init__(self, root: Path, *, with_tools: bool = False) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self._with_tools = with_tools or self._mark(with_tools=True).exists()

    @property
    def lock(self) -> Path:
        """The lock of what belongs into it. One that was made with tools keeps them."""
        return _lock(self.root, with_tools=self._with_tools)

    @property
    def members(self) -> list[Path]:
        """The folders of our own packages: each that has a `pyproject.toml`."""
        return sorted(file.parent for place in _PLACES for file in self.root.glob(f"{place}/pyproject.toml"))

    @property
    def former_members(self) -> list[str]:
        """Our packages that are installed and have no folder any more: on another branch, say."""
        here = {f"mante_{member.name}" for member in self.members}
        installed = self.folder.glob("lib/python*/site-packages/mante_*.dist-info")
        return sorted({found.name.partition("-")[0] for found in installed} - here)

    def is_complete(self) -> bool:
        """Whether it was finished for the locks and members as they are now; no network is asked."""
        mark = self._mark(with_tools=self._with_tools)
        return self.python.exists() and mark.exists() and mark.read_text() == self._content()

    def mark_complete(self) -> None:
        """Notes that everything is in it."""
        self._mark(with_tools=self._with_tools).write_text(self._content())

    def _mark(self, *, with_tools: bool) -> Path:
        return self.folder / ("mante-complete-with-tools" if with_tools else "mante-complete")

    def _content(self) -> str:
        """A hash over everything that decides what is installed."""
        files = [self.lock, *(member / "pyproject.toml" for member in self.members)]
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _lock(root: Path, *, with_tools: bool) -> Path:
    return root / ("requirements-dev.lock" if with_tools else "requirements.lock")
