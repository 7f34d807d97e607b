"""The worker process: one request on standard input, one answer on standard output.

It says "ready" once it has started and confined itself: what goes wrong before that is not the file's fault.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from documents.inspection.confinement import confine
from documents.inspection.report import Declared, Limits
from documents.inspection.steps import inspect


def main() -> None:
    """Answer with the report, or with `away` if it was the machine that failed."""
    request = json.loads(sys.stdin.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # from here on a file could write there
    sys.stdout.write(_answer(Path(request["path"]), Declared(**request["declared"]), limits) + "\n")


def _answer(path: Path, declared: Declared, limits: Limits) -> str:
    try:
        return json.dumps({"report": asdict(inspect(path, declared, limits))}, default=str)
    except OSError as error:
        return json.dumps({"away": f"{type(error).__name__}: {error.strerror}"})


if __name__ == "__main__":
    main()
