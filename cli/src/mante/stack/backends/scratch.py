"""Databases that live as long as one test."""

from collections.abc import Awaitable, Callable
from typing import Self
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg


class Scratch:
    """Makes databases on the server of `admin_dsn`, and drops them at its end; templates stay with the server."""

    def __init__(self, admin_dsn: str) -> None:
        self._admin_dsn = admin_dsn
        self._made: list[str] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._execute(*(f"drop database if exists {name} with (force)" for name in self._made))

    async def empty(self) -> str:
        """The DSN of a new, empty database."""
        return await self._make("template1")

    async def copy_of(self, template: str, prepare: Callable[[str], Awaitable[None]]) -> str:
        """The DSN of a new copy of `template`, which `prepare`, given its DSN, fills when it is first asked for.

        `prepare` must close its connections: Postgres copies only what nobody is connected to.
        """
        kept = f"template_{template}"  # a server may have a database that is called as a service is
        if not await self._exists(kept):
            unfinished = f"{kept}_unfinished"
            await self._execute(f"drop database if exists {unfinished}", f"create database {unfinished}")
            await prepare(self._dsn(unfinished))
            await self._execute(f"alter database {unfinished} rename to {kept}")
        return await self._make(kept)

    async def _make(self, template: str) -> str:
        name = f"test_{uuid4().hex}"
        await self._execute(f"create database {name} template {template}")
        self._made.append(name)
        return self._dsn(name)

    def _dsn(self, name: str) -> str:
        return urlunsplit(urlsplit(self._admin_dsn)._replace(path=f"/{name}"))

    async def _exists(self, name: str) -> bool:
        connection = await asyncpg.connect(self._admin_dsn)
        try:
            return bool(await connection.fetchval("select true from pg_database where datname = $1", name))
        finally:
            await connection.close()

    async def _execute(self, *statements: str) -> None:
        connection = await asyncpg.connect(self._admin_dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()
