"""`mante migrate`: the databases of the stack on this machine, as the code and the parties file want them."""

from typing import Annotated

import typer

from mante.commands.output import Json, as_json, say


def migrate(
    services: Annotated[list[str] | None, typer.Argument(help="Only these.")] = None, *, json: Json = False
) -> None:
    """Bring the services' databases up to date, all from one process. Harmless to repeat."""
    import asyncio

    from mante import surroundings
    from mante.commands.running import addresses
    from mante.stack.migrating import bring_up_to_date

    dsns = addresses()["postgres"]
    wanted = {service: dsns[service] for service in services or dsns}
    asyncio.run(bring_up_to_date(wanted, surroundings.home() / "parties.yaml"))
    if json:
        as_json(list(wanted))
    else:
        say(f"up to date: {', '.join(wanted)}")
