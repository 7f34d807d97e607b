"""Why a lead asks for what the first notice forgot (一次性告知), in words."""

from collections.abc import Mapping
from types import MappingProxyType

from contracts.vocabulary import OverrideReason
from policy.text import Text

WHY: Mapping[OverrideReason, Text] = MappingProxyType(
    {
        OverrideReason.OVERLOOKED: Text(zh="首次审核时遗漏", en="it was overlooked"),
        OverrideReason.CAME_TO_LIGHT: Text(zh="首次通知后才发现", en="it came to light afterwards"),
        OverrideReason.RULE_REQUIRES: Text(zh="规定要求提供，不补正无法认定", en="no decision is possible without it"),
    }
)
