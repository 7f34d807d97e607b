"""What the worker process gives up before it looks at a file."""

import ctypes
import resource
import signal
import sys

from documents.inspection.report import Limits

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

WRITTEN = 64 * 1024**2
"""Bytes one written file may have; a page image has one."""


def confine(limits: Limits) -> None:
    """Bound memory, processor time, files, processes and time on the clock, and leave the network; for good."""
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, WRITTEN)
    _bound(resource.RLIMIT_NOFILE, 64)
    _bound(resource.RLIMIT_NPROC, 0)
    _bound(resource.RLIMIT_CPU, limits.cpu_seconds, grace=1)
    if sys.platform == "linux":  # elsewhere address space cannot be bounded
        _bound(resource.RLIMIT_AS, limits.memory)
        _leave_the_network()
    signal.alarm(limits.wall_seconds + 5)  # should nobody be left to end this process


def _bound(what: int, limit: int, grace: int = 0) -> None:
    """Up to what is allowed already; with `grace`, the signal of the soft limit comes before the kill of the hard."""
    _, hard = resource.getrlimit(what)
    ceiling = limit + grace if hard == resource.RLIM_INFINITY else min(limit + grace, hard)
    resource.setrlimit(what, (min(limit, ceiling), ceiling))


def _leave_the_network() -> None:
    """Move to a network of one's own that has no way out; where the kernel does not permit it, go on without."""
    ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
