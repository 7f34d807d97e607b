"""How commands are told from when on: so long ago, or a time."""

from datetime import UTC, datetime, timedelta

from mante.commands.output import fail

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def moment(words: str) -> datetime:
    """The moment that `30m`, `12h`, `7d` or `2026-11-24T09:00` names (without an offset by this machine's clock)."""
    try:
        if words[:-1].isdecimal() and words[-1] in _UNITS:
            return datetime.now(UTC) - int(words[:-1]) * _UNITS[words[-1]]
        return datetime.fromisoformat(words).astimezone(UTC)
    except (ValueError, OverflowError):
        return fail(f"--since {words}: say 30m, 12h, 7d or 2026-11-24T09:00", code=2)
