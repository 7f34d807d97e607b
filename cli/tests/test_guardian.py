"""Who is killed leaves nothing running."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from chassis.testing.eventually import eventually
from mante.stack import home, processes, status
from mante.stack.guardian import guarded
from mante.stack.parts import Program
from mante.stack.threaded import running

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")
KEEPS_A_SERVER = f"""
import sys, time
from pathlib import Path
from mante.stack.parts import Program
from mante.stack.threaded import running
with running(Path(sys.argv[1]), [Program("server", {SLEEP!r})]):
    print("up", flush=True)
    time.sleep(600)
"""


async def test_the_servers_of_a_killed_process_end_and_their_folder_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    keeper = await asyncio.create_subprocess_exec(sys.executable, "-c", KEEPS_A_SERVER, folder, stdout=PIPE)
    assert keeper.stdout
    assert await keeper.stdout.readline() == b"up\n"
    _, (server,) = status.read(home.state_file(folder))
    assert processes.is_running(server)
    keeper.kill()
    await keeper.wait()
    await eventually(lambda: not processes.is_running(server) and not folder.exists(), within=20)


def test_who_ends_in_peace_leaves_its_folder_as_it_is(tmp_path: Path) -> None:
    with running(tmp_path, [Program("server", SLEEP)]):
        _, (server,) = status.read(home.state_file(tmp_path))
    assert not processes.is_running(server)
    with guarded(tmp_path, scratch=True):
        pass
    assert (tmp_path / "logs" / "server.log").exists()
