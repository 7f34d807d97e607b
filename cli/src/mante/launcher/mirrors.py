"""Where pip gets its packages from, uv does too: those who need a mirror have told pip already."""

import subprocess
from pathlib import Path

from mante.surroundings import is_set


def mirror(python: Path) -> dict[str, str]:
    """The variable that tells uv of pip's mirror; empty if uv was told, or there is none."""
    if is_set("UV_INDEX_URL", "UV_DEFAULT_INDEX"):
        return {}
    asked = (python, "-m", "pip", "config", "get", "global.index-url")
    told = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own environment
    return {"UV_DEFAULT_INDEX": told.stdout.strip()} if told.returncode == 0 and told.stdout.strip() else {}
