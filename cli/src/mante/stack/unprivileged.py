"""Postgres refuses to run as root: whom to be instead, and how that user gets at its files."""

import os
import pwd
import shutil
import stat
from pathlib import Path

_NOBODY = "nobody"


def someone_else() -> str | None:
    """The user to become where we are root, as in many containers; None where we may stay who we are."""
    return _NOBODY if os.name == "posix" and os.geteuid() == 0 else None


def group_of(user: str) -> int:
    """The user's own group; systems name that of `nobody` differently."""
    return pwd.getpwnam(user).pw_gid


def own(path: Path, user: str | None) -> None:
    """Gives `path` to `user`, who may then pass through (not list) each folder above it."""
    if user is not None:
        shutil.chown(path, user)
        let_through(path)


def let_through(path: Path) -> None:
    """Lets others pass through the folders above `path`, as far as they are ours."""
    for folder in path.absolute().parents:
        mode = folder.stat().st_mode
        if folder.stat().st_uid == os.geteuid() and not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
