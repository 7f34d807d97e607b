"""`python -m contracts.compatibility [FOLDER ...] [--since REVISION]`: fails if something published was broken.

Without arguments it holds today's models against every release that is frozen in `libs/contracts/released`.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from contracts.compatibility.catalogue import compare
from contracts.compatibility.finding import Severity
from contracts.compatibility.snapshot import Snapshot, committed, frozen, today

RELEASED: Final = Path("libs/contracts/released")


def main(arguments: list[str] | None = None) -> int:
    """Print what changed; return 1 if some of it breaks what was published."""
    parser = argparse.ArgumentParser(prog="python -m contracts.compatibility", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of schemas, as published")
    parser.add_argument("--since", metavar="REVISION", help="a git revision: a release's tag, the merge base")
    given = parser.parse_args(arguments)
    findings = {finding: None for old in _baselines(given.folders, given.since) for finding in compare(old, today())}
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    return 1 if any(finding.severity is Severity.BREAKING for finding in findings) else 0


def _baselines(folders: list[Path], revision: str | None) -> list[Snapshot]:
    if revision:
        return [committed(revision), *map(frozen, folders)]
    return [frozen(folder) for folder in folders or sorted(RELEASED.iterdir())]


if __name__ == "__main__":
    sys.exit(main())
