"""The worker process: one request on standard input, one answer on standard output.

It says "ready" once it has started and confined itself: what goes wrong before that is not the file's fault.
"""

import json
import os
import sys
import traceback
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
    except Exception as error:  # noqa: BLE001 - the edge of the process; the file is not to blame for what got here
        return json.dumps({"away": _described(error)})


def _described(error: Exception) -> str:
    """Kind and place, without the message: that could quote the file."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {getattr(error, 'strerror', None) or ''} at {place.filename}:{place.lineno}"


if __name__ == "__main__":
    main()
