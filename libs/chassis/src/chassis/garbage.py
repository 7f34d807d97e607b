"""The garbage collector, set for a process that lives long and makes very many objects that live briefly."""

import gc

BETWEEN = 50_000
"""New objects between two collections; Python's own figure is 700, which a batch of 500 events passes many times."""


def spare_what_is_there() -> None:
    """Leave the program itself, all that was loaded up to now, out of every later collection; collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN, *gc.get_threshold()[1:])
