"""A service as a program: serve until told to stop, or bring the database up to date."""

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import asyncpg
import structlog
import uvicorn

from chassis import failpoints, garbage, migrations
from chassis.observing import logs
from chassis.parties.file import read
from chassis.parties.register import Outdated, write
from chassis.settings import ServiceSettings

if TYPE_CHECKING:
    from chassis.service import Service

S = TypeVar("S", bound=ServiceSettings)
GRACE = 10
"""Seconds that requests under way have when the service stops."""
KEEP_ALIVE = 150
"""Longer than the front door keeps a connection (2 min): else it may send a request down one that was just closed."""
_LOOK = 0.1
_log = structlog.get_logger()


def main(package: str, settings: Callable[[], S], create: Callable[[S], "Service"]) -> None:
    """Serve (`python -m review`), or bring the database up to date (`python -m review migrate`)."""
    given = settings()
    logs.configure(package, given.instance, given.log_format, given.log_level)
    match sys.argv[1:]:
        case []:
            if given.failpoints is not None:
                failpoints.switch_on(given.failpoints, package)
            _run(given, create)
        case ["migrate"]:
            asyncio.run(bring_up_to_date(package, given))
        case _:
            sys.exit(f"usage: python -m {package} [migrate]")


async def bring_up_to_date(package: str, settings: ServiceSettings) -> None:
    """Apply the migrations, then write the parties file into the tables, if they don't say a later revision of it."""
    dsn = settings.postgres.get_secret_value()
    await migrations.migrate(dsn, migrations.migrations_of(package))
    if settings.parties_file is None:
        return
    connection = await asyncpg.connect(dsn)
    try:
        await write(connection, read(settings.parties_file))
    except Outdated as newer:
        # A file from before must neither let anybody in again nor keep the service from starting.
        _log.warning("parties.untaken", service=package, reason=str(newer))
    finally:
        await connection.close()


def _run(settings: S, create: Callable[[S], "Service"]) -> None:
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings, create))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415 - not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(settings: S, create: Callable[[S], "Service"]) -> None:
    service = create(settings)
    config = uvicorn.Config(
        service.app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    telling = asyncio.create_task(_tell(server, service.inside.stopping))
    garbage.spare_what_is_there()
    await server.serve()
    telling.cancel()


async def _tell(server: uvicorn.Server, stopping: asyncio.Event) -> None:
    # Long polls are requests under way: they end at once, so that stopping doesn't wait for them.
    while not server.should_exit:  # noqa: ASYNC110 - uvicorn tells it by this flag only
        await asyncio.sleep(_LOOK)
    stopping.set()
