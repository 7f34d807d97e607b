"""Processor time of the parts of a measurement, as the operating system counts it."""

from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class CpuTime:
    """Seconds of processor time so far."""

    worker: float
    postgres: float
    broker: float

    def since(self, before: "CpuTime", events: int) -> dict[str, float]:
        """Return microseconds per event since `before`."""
        return {
            name: round((getattr(self, name) - getattr(before, name)) / events * 1e6, 1)
            for name in ("worker", "postgres", "broker")
        }


def cpu_time(home: Path, worker: int) -> CpuTime:
    """Return what the process `worker`, and the servers whose files are under `home`, have used.

    A backend of Postgres that has ended is counted with its parent.
    """
    return CpuTime(_used(psutil.Process(worker)), _of(home, "postgres"), _of(home, "java"))


def used_by(pid: int) -> float:
    """Return the seconds that a process and its children have used; 0 if it is gone."""
    try:
        process = psutil.Process(pid)
        return _used(process, *process.children(recursive=True))
    except psutil.NoSuchProcess:
        return 0.0


def _of(home: Path, name: str) -> float:
    return sum(
        _used(server, *server.children(recursive=True))
        for server in psutil.process_iter(["cmdline"])
        if _is(server.info["cmdline"], home, name)
    )


def _is(command: list[str] | None, home: Path, name: str) -> bool:
    return command is not None and Path(*command[:1]).name == name and any(str(home) in word for word in command)


def _used(*processes: psutil.Process) -> float:
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total
