"""The `mante` command, run as an operator would."""

import asyncio
import json
import os
import sys
from typing import Any

from mante.demo.place import Place


async def mante(place: Place, *words: str, fails: bool = False) -> dict[str, Any]:
    """Run the command on a stack, and return the JSON that it prints; `fails` says that it is to end with 1."""
    environment = {**os.environ, "MANTE_HOME": str(place.home)}  # noqa: TID251 - for a child
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "mante", *words, env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == int(fails), output
    printed: dict[str, Any] = json.loads(output)
    return printed
