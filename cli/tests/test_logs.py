"""Logs are kept under a size while their processes write on."""

import subprocess
import sys
from pathlib import Path

from mante.stack.logs import cap, open_log, tail


def test_a_process_writes_on_at_the_beginning_of_an_emptied_log(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    says = (
        "import sys\nfor line in sys.stdin:\n"
        "    print(line.strip(), flush=True); print('ok', file=sys.stderr, flush=True)"
    )
    with open_log(log) as output:
        writer = subprocess.Popen(
            (sys.executable, "-c", says), stdin=subprocess.PIPE, stdout=output, stderr=subprocess.PIPE, text=True
        )
    with writer:
        assert writer.stdin
        assert writer.stderr
        for word in ("before", "after"):
            writer.stdin.write(f"{word}\n")
            writer.stdin.flush()
            assert writer.stderr.readline() == "ok\n"
            if word == "before":
                cap(log, largest=3)
    assert log.read_text() == "after\n"
    assert (tmp_path / "service.log.1").read_text() == "before\n"


def test_a_small_log_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    log.write_text("short\n")
    cap(log, largest=100)
    assert log.read_text() == "short\n"


def test_the_end_of_a_log_is_given_in_lines(tmp_path: Path) -> None:
    log = tmp_path / "service.log"
    log.write_text("".join(f"{number}\n" for number in range(10_000)))
    assert tail(log, 3) == ["9997", "9998", "9999"]
    assert tail(tmp_path / "none.log", 3) == []


def test_a_log_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_log(tmp_path / "service.log").close()
    assert (tmp_path / "service.log").stat().st_mode & 0o077 == 0
