"""`python -m contracts.generate [--check]`, run from the repository's root."""

import argparse
import sys
from pathlib import Path

from contracts.generate.decisions import read
from contracts.generate.files import generated, stale, write


def main(arguments: list[str] | None = None) -> int:
    """Write the generated files, or say which are not true. Return 1 if `--check` found some."""
    parser = argparse.ArgumentParser(prog="python -m contracts.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file isn't what it should be")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the repository's root")
    given = parser.parse_args(arguments)
    wanted = generated(read(given.root))
    paths = stale(given.root, wanted) if given.check else write(given.root, wanted)
    for path in paths:
        sys.stdout.write(f"{'not true: ' if given.check else 'written: '}{path}\n")
    return 1 if given.check and paths else 0


if __name__ == "__main__":
    sys.exit(main())
