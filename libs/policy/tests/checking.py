"""What a check says of a text, as if it were a file."""

from collections.abc import Callable

from policy.finding import Finding

Check = Callable[[str], list[Finding]]
