"""What Postgres says, in the three words the engine knows: away, try again, or never."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from chassis.storage.protocol import Away, Retry, Unacceptable

_OUTAGE = ("08", "53", "55", "57", "58")
_DATA = ("22", "23", "54")
_AGAIN = "40"
_SAME_KEY = "requests_pkey"


@contextmanager
def in_our_words() -> Iterator[None]:
    """Translate what the driver raises. SQLSTATE classes: PostgreSQL documentation, appendix A."""
    try:
        yield
    except asyncpg.PostgresError as error:
        raise _translated(error) from error
    except asyncpg.InterfaceError as error:
        # The driver's own refusal of a value is an InterfaceError that is a ValueError, too.
        raise (Unacceptable if isinstance(error, ValueError) else Away)(str(error)) from error
    except (OSError, TimeoutError, asyncpg.InternalClientError) as error:
        # The last is what the driver says when a connection was cut while it was talking.
        raise Away(str(error)) from error


def _translated(error: asyncpg.PostgresError) -> Exception:
    state = error.sqlstate or ""
    if state.startswith(_AGAIN) or getattr(error, "constraint_name", None) == _SAME_KEY:
        return Retry(str(error))
    if state[:2] in _OUTAGE:
        return Away(str(error))
    if state[:2] in _DATA:
        return Unacceptable(str(error))
    return error
