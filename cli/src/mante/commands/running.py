"""The stack that commands ask: the one in this home, if it is up; operators' commands may act on another deployment."""

from typing import TYPE_CHECKING, Any

from mante.commands.output import fail

if TYPE_CHECKING:
    from mante.deployment import Deployment


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


def deployment(*, whole: bool = False) -> "Deployment":
    """What the settings name, else the stack in this home; ends the command if there is neither.

    `whole` is for commands that change parties: those may not overlook Kafka or take another file.
    """
    from mante import surroundings
    from mante.deployment import Deployment

    told, operator = surroundings.elsewhere(), surroundings.operator()
    if not {"SERVICES", "OPERATOR_TOKEN"} <= told.keys():
        return Deployment.here(surroundings.home(), addresses(), operator)
    missing = {"KAFKA", "PARTIES_FILE"} - told.keys()
    if whole and missing:
        fail(f"say {' and '.join(f'MANTE_{name}' for name in sorted(missing))}, too", code=2)
    try:
        return Deployment.elsewhere(surroundings.home(), told, operator)
    except ValueError as wrong:
        fail(f"the settings MANTE_… make no sense: {wrong}", code=2)
