"""The lines that run the examples as one of the parties."""

import sys
import tomllib
from pathlib import Path
from typing import Any

_EXAMPLES = Path(__file__).parents[4] / "examples"


def lines_for(party: dict[str, Any], http: str, kafka: str) -> list[str]:
    """Command lines for a party (as it stands in the parties file); its first member of staff acts for it.

    A channel has the program of its transport, if `examples/channels` says what its users do; who has no staff has
    none.
    """
    base = f"{http} {party['code']} {party['secret']}"
    if party["kind"] == "channel":
        lines = {"http": ("channel_over_http.py", base), "kafka": ("channel_over_kafka.py", f"{kafka} {base}")}
        return [_python(*lines[transport]) for transport in _transports(party["code"])]
    if not party.get("staff"):
        return []
    base += f" {party['staff'][0]['practitioner']}"
    if "agency" in party.get("roles", ()):
        return [_python("agency_and_experts.py", base)]
    return [f"sh {_short(_EXAMPLES / 'hospital.sh')} {base}", _python("hospital_over_kafka.py", f"{kafka} {base}")]


def _transports(channel: str) -> list[str]:
    """The transport that a channel's front end speaks, if there is one."""
    file = _EXAMPLES / "channels" / f"{channel}.toml"
    return [tomllib.loads(file.read_text("utf-8"))["transport"]] if file.is_file() else []


def _python(example: str, words: str) -> str:
    return f"{_short(Path(sys.executable))} {_short(_EXAMPLES / example)} {words}"


def _short(path: Path) -> Path:
    """A path as short as it can be said from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
