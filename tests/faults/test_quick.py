"""What is promised holds while parts of the running system are killed, stopped, cut off and told the same twice."""

import asyncio
import json
import sys

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(1800)]
BROKEN = ("lost", "twice", "invented", "out_of_order", "unsettled")


async def test_nothing_is_lost_and_nothing_comes_twice_whatever_happens_to_the_running_system() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "mante", "faults", "--quick", "--json"), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    told = json.loads(output)
    wrong = [*told["failures"], *told["findings"]]
    assert not wrong, "\n".join(wrong)
    assert process.returncode == 0
    assert [told[kind] for kind in BROKEN] == [0] * len(BROKEN)
    assert told["faults"] >= 25
    assert told["injections"] >= 40
    assert told["applications"] >= 500
