"""The lines that run the examples as one of the parties."""

import sys
from pathlib import Path
from typing import Any

_EXAMPLES = Path(__file__).parents[4] / "examples"


def lines_for(party: dict[str, Any], http: str, kafka: str) -> list[str]:
    """Command lines for a party (as it stands in the parties file); its first member of staff acts for it.

    A channel has the example whose made-up person is insured where the channel is offered; who has no staff has none.
    """
    base = f"{http} {party['code']} {party['secret']}"
    if party["kind"] == "channel":
        lines = {"520200": ("channel_over_http.py", base), "511300": ("channel_over_kafka.py", f"{kafka} {base}")}
        return [_python(*lines[area]) for area in lines if area == party.get("area")]
    if not party.get("staff"):
        return []
    base += f" {party['staff'][0]['practitioner']}"
    if "agency" in party.get("roles", ()):
        return [_python("agency_and_experts.py", base)]
    return [f"sh {_short(_EXAMPLES / 'hospital.sh')} {base}", _python("hospital_over_kafka.py", f"{kafka} {base}")]


def _python(example: str, words: str) -> str:
    return f"{_short(Path(sys.executable))} {_short(_EXAMPLES / example)} {words}"


def _short(path: Path) -> Path:
    """A path as short as it can be said from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
