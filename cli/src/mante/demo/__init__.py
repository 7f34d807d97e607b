"""The demonstration: a story of applications, played by the parties' example programs and checked from outside."""

import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[4] / "examples"
sys.path.insert(0, str(EXAMPLES))  # programs of their own, to be copied: no package
