"""Is the file what was declared, byte for byte."""

import hashlib
from dataclasses import replace

from documents.inspection.paper import Paper, Unfit
from documents.inspection.reasons import Reason


def compare_size(paper: Paper) -> Paper:
    """Neither empty nor too large; a size other than declared is a broken upload."""
    size = paper.path.stat().st_size
    if not 0 < size <= paper.limits.size:
        raise Unfit(Reason.FILE_SIZE, f"{size} bytes")
    if size != paper.declared.size:
        raise Unfit(Reason.HASH_MISMATCH, f"{size} bytes instead of {paper.declared.size}")
    return replace(paper, size=size)


def compare_hash(paper: Paper) -> Paper:
    """The SHA-256 is the declared one."""
    with paper.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 != paper.declared.sha256:
        raise Unfit(Reason.HASH_MISMATCH, "sha256")
    return replace(paper, sha256=sha256)
