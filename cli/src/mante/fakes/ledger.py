"""What a provider took, on disk before it is answered: the outside witness of every notice."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from mante.fakes.jsonl import Written


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that the provider accepted. Two with the same `out_id` are two messages on somebody's telephone.

    `receipt` is what its receipt says: whether the telephone has it; None if there will be none.
    """

    out_id: str
    phone: str
    text: str
    biz_id: str
    receipt: bool | None = None


@dataclass(slots=True)
class Ledger:
    """Append-only files, synced before each answer, so that no crash can change them.

    What is taken and what is owed for it are one record: no crash comes between them. By the id of a message:
    `delivered` says whether the telephone has it, `owed` what is still to be reported.
    """

    path: Path
    entries: list[Taken] = field(default_factory=list)
    delivered: dict[str, bool] = field(default_factory=dict)
    owed: dict[str, bool] = field(default_factory=dict)

    def open(self) -> None:
        """Read what was taken before, and which receipts are owed."""
        self.entries = [Taken(**record) for record in Written(self.path).records()]
        self.delivered = {answer["out_id"]: answer["delivered"] for answer in self._answered.records()}
        for taken in self.entries:
            self._owe(taken)

    def _owe(self, taken: Taken) -> None:
        if taken.receipt is not None and taken.out_id not in self.delivered:
            self.owed[taken.out_id] = taken.receipt

    def settle(self, out_id: str, *, delivered: bool) -> None:
        """Write down that a receipt was answered."""
        self._answered.add({"out_id": out_id, "delivered": delivered})
        self.owed.pop(out_id, None)

    @property
    def _answered(self) -> Written:
        return Written(self.path.with_name("receipts.jsonl"))

    def add(self, taken: Taken) -> None:
        """Write one message down, for good."""
        Written(self.path).add(asdict(taken))
        self.entries.append(taken)
        self._owe(taken)

    def find(self, out_id: str) -> Taken | None:
        """Return the message that was taken under `out_id`."""
        return next((taken for taken in self.entries if taken.out_id == out_id), None)
