"""Whatever a file does to its worker, the service gets a report; only a machine in trouble is an exception."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pikepdf
import psutil
import pytest
from documents.inspection import worker
from documents.inspection.outcome import InspectorAway
from documents.inspection.reasons import Reason
from documents.inspection.report import Declared, Limits, Report, Verdict, pages_folder
from documents.inspection.worker import inspect_in_worker
from PIL import Image

Inspected = Callable[..., Awaitable[Report]]
AsFile = Callable[..., bytes]

READY = "import os, sys; sys.stdin.readline(); print('ready', flush=True); "


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A small PDF that takes minutes to draw, its first page none."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(595, 842))
    lines = b"".join(b"%d %d m %d %d l S\n" % (i % 595, 0, (i * 7) % 595, 842) for i in range(400_000))
    pdf.pages[1].Contents = pdf.make_stream(b"[1 1] 0 d 30 w\n" + lines)
    path = tmp_path / "file"
    pdf.save(path)
    return path


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a Python script of our own in the worker's place."""
    return lambda script: monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", script))


def told(path: Path) -> Declared:
    content = path.read_bytes()
    return Declared("application/pdf", len(content), sha256(content).hexdigest())


OTHERS: set[int] = set()
"""Servers that other tests of this process started: children, too, but none of ours."""


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()} - OTHERS


async def drawing(path: Path, without: frozenset[int] = frozenset()) -> int:
    """The worker that has begun to draw pages, other than those already seen."""
    while True:
        found = children() - without
        if found and (pages_folder(path) / "1.jpg").exists():
            return found.pop()
        await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    OTHERS.clear()
    OTHERS.update(children())
    yield
    assert children() == set()


async def test_a_file_that_takes_too_long_is_refused(endless: Path) -> None:
    report = await inspect_in_worker(endless, told(endless), Limits(cpu_seconds=1))
    assert (report.reason, report.detail) == (Reason.TOO_COSTLY, "processor time")


async def test_a_file_that_takes_too_much_memory_is_refused(inspected: Inspected, as_file: AsFile) -> None:
    content = as_file(Image.new("RGBA", (7_000, 7_000)), "PNG", compress_level=1)
    report = await inspected(content, "image/png", Limits(memory=300 * 1024**2))
    assert (report.reason, report.detail) == (Reason.TOO_COSTLY, "memory")


async def test_a_worker_killed_once_is_replaced_and_killed_twice_is_held_against_the_file(endless: Path) -> None:
    inspection = asyncio.create_task(inspect_in_worker(endless, told(endless), Limits()))
    first = await drawing(endless)
    os.kill(first, signal.SIGKILL)
    second = await drawing(endless, without=frozenset({first}))
    os.kill(second, signal.SIGKILL)
    report = await inspection
    assert (report.reason, report.detail) == (Reason.TOO_COSTLY, "no answer")
    assert not pages_folder(endless).exists()


async def test_an_inspection_that_is_cancelled_leaves_no_worker_behind(endless: Path) -> None:
    inspection = asyncio.create_task(inspect_in_worker(endless, told(endless), Limits()))
    await drawing(endless)
    inspection.cancel()
    with pytest.raises(asyncio.CancelledError):
        await inspection


@pytest.mark.parametrize(
    "ending", ["os.kill(os.getpid(), 11)", "os.abort()", "print('no report')", "print('x' * 10**7)"]
)
async def test_a_worker_that_crashes_or_talks_nonsense_refuses_the_file(
    scripted: Callable[[str], None], inspected: Inspected, pdf: bytes, ending: str
) -> None:
    scripted(READY + ending)
    assert (await inspected(pdf, "application/pdf")).reason == Reason.INVALID_PDF


async def test_a_worker_that_hangs_refuses_the_file(
    scripted: Callable[[str], None], inspected: Inspected, jpeg: bytes
) -> None:
    scripted(READY + "sys.stdin.close(); import time; time.sleep(60)")
    assert (await inspected(jpeg, "image/jpeg", Limits(wall_seconds=1))).reason == Reason.TOO_COSTLY


async def test_a_worker_taken_over_by_its_file_cannot_pass_off_another_file_as_a_page(
    scripted: Callable[[str], None], inspected: Inspected, jpeg: bytes
) -> None:
    page = {"number": 1, "width": 1, "height": 1, "media_type": "image/jpeg", "path": "/etc/hostname"}
    answer = json.dumps({"report": {"verdict": "accepted", "size": 1, "pages": [page]}})
    scripted(READY + f"print({answer!r})")
    report = await inspected(jpeg, "image/jpeg")
    assert (report.verdict, report.reason, report.pages) == (Verdict.REJECTED, Reason.INVALID_IMAGE, ())


@pytest.mark.parametrize("script", ["raise SystemExit('no such module')", "import os; os.kill(os.getpid(), 9)"])
async def test_a_worker_that_does_not_start_is_no_fault_of_the_file(
    scripted: Callable[[str], None], inspected: Inspected, jpeg: bytes, script: str
) -> None:
    scripted(script)
    with pytest.raises(InspectorAway, match=r"no such module|did not start"):
        await inspected(jpeg, "image/jpeg")


async def test_a_missing_interpreter_is_no_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch, inspected: Inspected, jpeg: bytes
) -> None:
    monkeypatch.setattr(worker, "COMMAND", ("/nowhere/python",))
    with pytest.raises(InspectorAway):
        await inspected(jpeg, "image/jpeg")


async def test_a_place_that_cannot_be_written_to_is_no_fault_of_the_file(tmp_path: Path, jpeg: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(jpeg)
    pages_folder(path).write_text("in the way")
    with pytest.raises(InspectorAway, match="File exists"):
        await inspect_in_worker(path, Declared("image/jpeg", len(jpeg), sha256(jpeg).hexdigest()), Limits())


async def test_a_worker_knows_nothing_of_our_environment(
    scripted: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, inspected: Inspected, jpeg: bytes
) -> None:
    monkeypatch.setenv("DOCUMENTS_SECRET", "HIDDEN")
    scripted("import os; raise SystemExit('saw ' + str(dict(os.environ)))")
    with pytest.raises(InspectorAway, match="saw") as raised:
        await inspected(jpeg, "image/jpeg")
    assert "HIDDEN" not in str(raised.value)


def confined(then: str) -> str:
    script = "from documents.inspection.confinement import confine; from documents.inspection.report import Limits; "
    command = [sys.executable, "-c", f"{script}confine(Limits()); {then}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stderr


def test_a_confined_process_cannot_take_more_memory_or_write_a_huge_file(tmp_path: Path) -> None:
    assert "MemoryError" in confined("bytearray(2**30)")
    assert "File too large" in confined(f"open({str(tmp_path / 'huge')!r}, 'wb').truncate(2**27)")


def test_a_confined_process_has_no_network_where_the_kernel_permits_it() -> None:
    unshare = "import ctypes; raise SystemExit(ctypes.CDLL(None).unshare(0x50000000))"
    if subprocess.run([sys.executable, "-c", unshare], check=False).returncode:
        pytest.skip("this kernel gives no network of one's own to an ordinary process")
    with socket.create_server(("127.0.0.1", 0)) as server:
        refused = confined(f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}))")
    assert "Network is unreachable" in refused


def test_a_photograph_is_looked_at_without_the_parsers_of_pdfs() -> None:
    script = "import sys, documents.inspection.__main__, documents.inspection.photo.steps; "
    script += "assert not {'pikepdf', 'pypdfium2'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-I", "-c", script], check=True)
