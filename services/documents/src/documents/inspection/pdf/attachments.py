"""Files inside a PDF: an invoice's XML is usual, a program is not."""

import pikepdf

from documents.inspection.magic import HEAD, kind_of
from documents.inspection.paper import Unfit
from documents.inspection.reasons import Reason

PROGRAMS = (
    *(".exe", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".msi", ".dll", ".lnk", ".hta"),
    *(".docm", ".xlsm", ".pptm"),
)


def is_attachment(node: pikepdf.Object) -> bool:
    """A file specification with the file in it (ISO 32000-1, 7.11.4)."""
    return isinstance(node.get("/EF"), pikepdf.Dictionary)


def refuse_programs(specification: pikepdf.Object) -> None:
    """Neither by name nor by first bytes a program or an archive, which may hold one."""
    names = (specification.get(key) for key in ("/UF", "/F"))
    if any(str(name).lower().rstrip(". ").endswith(PROGRAMS) for name in names):
        raise Unfit(Reason.DANGEROUS_CONTENT, "program attached")
    for stream in specification["/EF"].values():
        if kind_of(stream.read_bytes()[:HEAD]) in ("program", "archive"):
            raise Unfit(Reason.DANGEROUS_CONTENT, "program attached")
