"""A service's clock can be set from outside, where this machine has what that takes."""

import asyncio
import sys
from pathlib import Path

import pytest
from mante.stack import clocks
from mante.surroundings import inherited

SAY = "import asyncio, time\nasync def say():\n  while True: print(time.time(), flush=True); await asyncio.sleep(0.1)\n"
SAY += "asyncio.run(say())"


def test_where_it_cannot_be_set_a_service_is_told_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "library", lambda: None)
    assert clocks.environment(tmp_path, "review") == {}


def test_it_begins_right_and_documents_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "library", lambda: Path("/usr/lib/libfaketimeMT.so.1"))
    told = clocks.environment(tmp_path, "review")
    assert Path(told["FAKETIME_TIMESTAMP_FILE"]).read_text() == "+0\n"
    assert clocks.environment(tmp_path, "documents") == {}


@pytest.mark.skipif(clocks.library() is None, reason="this machine has no libfaketime")
async def test_a_running_process_is_set_forward_and_back(tmp_path: Path) -> None:
    environment = inherited(clocks.environment(tmp_path, "review"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SAY), env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    times = [float(await process.stdout.readline())]
    for seconds in (600, -86_400, 0):
        clocks.put(tmp_path, "review", seconds)
        async with asyncio.timeout(10):
            while abs(times[-1] - times[0] - seconds) > 60:
                times.append(float(await process.stdout.readline()))
    process.kill()
    await process.wait()
