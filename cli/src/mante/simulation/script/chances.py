"""Chances, drawn from dice."""

from random import Random


def happens(dice: Random, chance: float) -> bool:
    """Say whether something happens that has this chance."""
    return dice.random() < chance
