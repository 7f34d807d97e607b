"""What a PDF would do is refused or flagged, and never part of what reviewers see."""

from collections.abc import Callable
from typing import Literal

import pikepdf
import pytest
from documents.inspection.reasons import Reason
from documents.inspection.report import Flag, Report, Verdict
from pikepdf import Dictionary, Name

Look = Callable[..., Report]
AsFile = Callable[..., bytes]
Squares = Callable[[int], pikepdf.Pdf]

SCRIPT = "<< /S /JavaScript /JS (app.alert('HIDDEN')) >>"
WEB = "<< /S /URI /URI (http://127.0.0.1/HIDDEN) >>"


def annotation(subtype: str, more: str = "") -> str:
    return f"<< /Type /Annot /Subtype /{subtype} /Rect [10 10 50 50] {more} >>"


IN_CATALOGUE = {
    "script on opening": ("OpenAction", SCRIPT),
    "script by name": ("Names", f"<< /JavaScript << /Names [(a) {SCRIPT}] >> >>"),
    "web page on opening": ("OpenAction", WEB),
    "second in a chain": ("OpenAction", f"<< /S /GoTo /D [0 /Fit] /Next [{SCRIPT}] >>"),
    "xfa form": ("AcroForm", "<< /XFA (<xdp/>) /Fields [] >>"),
    "orphaned script": ("Unknown", f"[<< /Deep [{SCRIPT}] >>]"),
}
ON_A_PAGE = {
    "web page on turning to a page": ("AA", f"<< /O {WEB} >>"),
    "form that is sent": ("Annots", f"[{annotation('Link', '/A << /S /SubmitForm /F (http://127.0.0.1/) >>')}]"),
    "rich media": ("Annots", f"[{annotation('RichMedia')}]"),
    "3d": ("Annots", f"[{annotation('3D')}]"),
}
HARMLESS = {
    "page to begin with": ("OpenAction", "[0 /FitH 842]"),
    "going to a page": ("OpenAction", "<< /S /GoTo /D [0 /Fit] >>"),
    "form": ("AcroForm", "<< /Fields [] >>"),
}


@pytest.mark.parametrize("name", [*IN_CATALOGUE, *ON_A_PAGE])
def test_active_content_is_flagged_and_not_in_what_reviewers_see(
    look: Look, squares: Squares, as_file: AsFile, name: str
) -> None:
    pdf = squares(1)
    key, value = {**IN_CATALOGUE, **ON_A_PAGE}[name]
    place = pdf.Root if name in IN_CATALOGUE else pdf.pages[0].obj
    place[f"/{key}"] = pikepdf.Object.parse(value.encode())
    report = look(as_file(pdf), "application/pdf")
    assert (report.verdict, report.flags) == (Verdict.ACCEPTED, (Flag.ACTIVE_CONTENT,))
    assert b"HIDDEN" not in report.pages[0].path.read_bytes()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_most_pdfs_have_is_not_flagged(look: Look, squares: Squares, as_file: AsFile, name: str) -> None:
    pdf = squares(1)
    key, value = HARMLESS[name]
    pdf.Root[f"/{key}"] = pikepdf.Object.parse(value.encode())
    pdf.pages[0].Annots = pikepdf.Object.parse(f"[{annotation('Link', f'/A {WEB}')}]".encode())
    assert look(as_file(pdf), "application/pdf").flags == ()


@pytest.mark.parametrize("where", ["OpenAction", "Unknown"])
def test_a_pdf_that_starts_a_program_is_refused(look: Look, squares: Squares, as_file: AsFile, where: str) -> None:
    pdf = squares(1)
    pdf.Root[f"/{where}"] = Dictionary(S=Name.Launch, F="cmd.exe")
    assert look(as_file(pdf), "application/pdf").reason == Reason.DANGEROUS_CONTENT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf.exe", b"anything"),
        ("a.EXE. ", b"anything"),
        ("a.txt", b"MZ\x90\0"),
        ("a.txt", b"PK\3\4"),
        ("病历.docm", b""),
    ],
)
def test_a_pdf_that_carries_a_program_is_refused(
    look: Look, squares: Squares, as_file: AsFile, name: str, content: bytes
) -> None:
    pdf = squares(1)
    pdf.attachments[name] = content
    assert look(as_file(pdf), "application/pdf").reason == Reason.DANGEROUS_CONTENT


def test_an_attached_invoice_is_accepted_with_a_flag(look: Look, squares: Squares, as_file: AsFile) -> None:
    pdf = squares(1)
    pdf.attachments["发票.xml"] = b"<?xml version='1.0'?><invoice/>"
    report = look(as_file(pdf), "application/pdf")
    assert (report.verdict, report.flags) == (Verdict.ACCEPTED, (Flag.ATTACHMENT,))


def test_a_pdf_with_a_password_is_refused(look: Look, squares: Squares, as_file: AsFile) -> None:
    locked = as_file(squares(1), encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert look(locked, "application/pdf").reason == Reason.ENCRYPTED


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_a_pdf_that_only_its_owner_may_change_is_accepted(
    look: Look, squares: Squares, as_file: AsFile, strength: Literal[2, 3, 4, 6]
) -> None:
    new = strength >= 4
    lock = pikepdf.Encryption(user="", owner="hospital", R=strength, aes=new, metadata=new)
    report = look(as_file(squares(2), encryption=lock), "application/pdf")
    assert (report.verdict, report.flags, len(report.pages)) == (Verdict.ACCEPTED, (Flag.OWNER_LOCKED,), 2)
