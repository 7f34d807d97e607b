"""`python -m mante.sandbox.prepare FOLDER`: writes what a sandbox needs before its services start."""

import sys
from pathlib import Path

from mante.sandbox import pack, papers

PACKS, PAPERS = "packs", "papers"


def main(folder: str) -> None:
    """Write the pack of 沙箱市, and files to hand in."""
    pack.write(Path(folder) / PACKS)
    papers.write(Path(folder) / PAPERS)


if __name__ == "__main__":
    main(sys.argv[1])
