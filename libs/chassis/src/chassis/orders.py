"""What an operator may order: let a parked record go, accept a gap, erase a person's rows. Each is audited."""

from contracts.event import Part


class Discard(Part):
    """Give up a parked record; what follows it may pass."""

    parked_id: int
    reason: str


class AcceptGap(Part):
    """Give up what is missing on `source` before the first record that waits; a parked one before it isn't missing."""

    source: str
    reason: str


class Erase(Part):
    """Forget the aggregate for good; later messages about it pass without effect."""

    reason: str
