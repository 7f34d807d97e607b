"""What a provider took, on disk before it is answered: the outside witness of every notice."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from mante.fakes.jsonl import Written


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that the provider accepted. Two with the same `out_id` are two messages on somebody's telephone."""

    out_id: str
    phone: str
    text: str
    biz_id: str


@dataclass(slots=True)
class Ledger:
    """Append-only files, synced before each answer, so that no crash can change them.

    By the id of a message: `delivered` says whether the telephone has it, `owed` what is still to be reported.
    """

    path: Path
    entries: list[Taken] = field(default_factory=list)
    delivered: dict[str, bool] = field(default_factory=dict)
    owed: dict[str, bool] = field(default_factory=dict)

    def open(self) -> None:
        """Read what was taken before, and which receipts are owed."""
        self.entries = [Taken(**record) for record in Written(self.path).records()]
        for receipt in self._receipts.records():
            if receipt["answered"]:
                self.delivered[receipt["out_id"]] = self.owed.pop(receipt["out_id"])
            else:
                self.owed[receipt["out_id"]] = receipt["delivered"]

    def owe(self, out_id: str, *, delivered: bool) -> None:
        """Write down that a receipt is to be given."""
        self._receipts.add({"out_id": out_id, "delivered": delivered, "answered": False})
        self.owed[out_id] = delivered

    def settle(self, out_id: str, *, delivered: bool) -> None:
        """Write down that it was answered."""
        self._receipts.add({"out_id": out_id, "delivered": delivered, "answered": True})
        self.owed.pop(out_id, None)

    @property
    def _receipts(self) -> Written:
        return Written(self.path.with_name("receipts.jsonl"))

    def add(self, taken: Taken) -> None:
        """Write one message down, for good."""
        Written(self.path).add(asdict(taken))
        self.entries.append(taken)

    def find(self, out_id: str) -> Taken | None:
        """Return the message that was taken under `out_id`."""
        return next((taken for taken in self.entries if taken.out_id == out_id), None)
