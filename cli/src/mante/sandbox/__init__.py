"""The sandbox: made-up persons and files, each of which makes one thing happen within seconds.

Its robots are parties like any other: they use public interfaces only. No service imports anything of it.
"""

from mante.demo import EXAMPLES

__all__ = ["EXAMPLES"]  # whose import lets the examples be found
