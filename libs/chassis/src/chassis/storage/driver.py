"""The driver's types. They are generic for the type checker only, so they are named once, here."""

from typing import TYPE_CHECKING, Any

import asyncpg

if TYPE_CHECKING:
    Pool = asyncpg.Pool[Any]
    Connection = asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]
else:
    Pool = asyncpg.Pool
    Connection = asyncpg.Connection

__all__ = ["Connection", "Pool"]
