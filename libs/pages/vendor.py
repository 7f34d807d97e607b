"""Fetches the browsers' libraries anew (`make vendor`), and writes down what they are. Needs npm; run time doesn't."""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

STATIC = Path(__file__).parent / "src" / "pages" / "static"


@dataclass(frozen=True)
class Vendored:
    """A file out of an npm package, under its SPDX licence."""

    package: str
    version: str
    licence: str
    path: str


FILES = (
    Vendored("htmx.org", "2.0.11", "0BSD", "dist/htmx.min.js"),
    Vendored("htmx-ext-sse", "2.2.4", "0BSD", "dist/sse.min.js"),
    Vendored("@picocss/pico", "2.1.1", "MIT", "css/pico.min.css"),
)


def main() -> None:
    """Fetch all."""
    about = {}
    for file in FILES:
        content = _fetched(file)
        name = Path(file.path).name
        (STATIC / name).write_bytes(content)
        about[name] = {**asdict(file), "sha256": hashlib.sha256(content).hexdigest()}
    (STATIC / "vendored.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def _fetched(file: Vendored) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = ("npm", "pack", "--silent", "--ignore-scripts", f"{file.package}@{file.version}")
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        with tarfile.open(Path(folder) / packed) as archive:
            found = archive.extractfile(f"package/{file.path}")
            if found is None:
                raise FileNotFoundError(file.path)
            return found.read()


if __name__ == "__main__":
    main()
