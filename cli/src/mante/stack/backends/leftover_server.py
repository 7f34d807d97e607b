"""What a killed Postgres leaves: a pid file that would keep the next one from starting."""

from pathlib import Path

import psutil


def clear_pid_file(data: Path) -> None:
    """Removes `postmaster.pid` of the cluster in `data` if no Postgres runs under the pid in it.

    After a restart of a container pids are small and soon given again: Postgres itself takes any process under
    its old pid for another server and refuses to start.
    """
    file = data / "postmaster.pid"
    if file.exists() and not _is_postgres(int(file.read_text().split()[0])):
        file.unlink()


def _is_postgres(pid: int) -> bool:
    try:
        return str(psutil.Process(pid).name()).startswith("postgres")
    except psutil.NoSuchProcess:
        return False
