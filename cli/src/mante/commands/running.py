"""What commands ask: the stack in this home, if it is up, or the services that the environment names."""

from typing import Any

from mante.commands.output import fail


def operated() -> dict[str, Any]:
    """The `services` and the `operator_token`; ends the command if there are none."""
    import json

    from mante import surroundings

    elsewhere = surroundings.services_elsewhere()
    if elsewhere is None:
        return addresses()
    return {"services": json.loads(elsewhere[0]), "operator_token": elsewhere[1]}


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
