"""The stack that commands ask: the one in this home, if it is up."""

from typing import Any

from mante.commands.output import fail


def addresses() -> dict[str, Any]:
    """The addresses of the stack; ends the command if none is up."""
    from mante import surroundings
    from mante.stack import home, status

    folder = surroundings.home()
    about, _ = status.read(home.state_file(folder))
    found = about.get("addresses")
    if home.holder(folder) is None or not isinstance(found, dict):
        fail("not running; `./mante up` starts it")
    return found
