"""How generated files are written, so that a change of content is the only change in them."""

import json
from typing import Any, Final

import yaml

MADE_BY: Final = "Made from libs/contracts by `make contracts`. Change the catalogue or the events, then make it again."


class _Plain(yaml.SafeDumper):
    """YAML without anchors: who looks something up finds it whole."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002
        return True


def json_text(value: object) -> str:
    """Return `value` as a JSON file."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def yaml_text(value: object) -> str:
    """Return `value` as a YAML file that says where it comes from."""
    body = yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
    return f"# {MADE_BY}\n{body}"
