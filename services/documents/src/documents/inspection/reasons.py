"""Why a file is turned away, as stable codes, and what the applicant is told to do about it."""

from enum import StrEnum
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Reason(StrEnum):
    """Stable codes: they travel in events and answers, so they are never renamed."""

    FILE_SIZE = "file_size"
    HASH_MISMATCH = "hash_mismatch"
    TYPE_NOT_ALLOWED = "type_not_allowed"
    TYPE_MISMATCH = "type_mismatch"
    INVALID_IMAGE = "invalid_image"
    IMAGE_TOO_LARGE = "image_too_large"
    INVALID_PDF = "invalid_pdf"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    DANGEROUS_CONTENT = "dangerous_content"
    TOO_COSTLY = "too_costly"


class Text(NamedTuple):
    """The same sentence in Chinese and in English."""

    zh: str
    en: str


TEXTS: dict[Reason, Text] = {
    Reason.FILE_SIZE: Text(
        "文件是空的，或者超过了大小上限，请压缩或重新拍摄后再上传",
        "The file is empty or larger than allowed. Please make it smaller and upload it again.",
    ),
    Reason.HASH_MISMATCH: Text(
        "文件在上传途中不完整，请重新上传",
        "The file did not arrive as it was sent. Please upload it again.",
    ),
    Reason.TYPE_NOT_ALLOWED: Text(
        "只接受 JPG、PNG 图片和 PDF 文件，请转换格式后重新上传",
        "Only JPG and PNG pictures and PDF files are accepted. Please convert the file and upload it again.",
    ),
    Reason.TYPE_MISMATCH: Text(
        "文件内容与扩展名不一致，请重新保存或直接拍照上传",
        "The file is not what its name says. Please save it anew, or take a photo and upload that.",
    ),
    Reason.INVALID_IMAGE: Text(
        "图片已损坏，打不开，请重新拍照后上传",
        "The picture is damaged and cannot be opened. Please take a new photo and upload that.",
    ),
    Reason.IMAGE_TOO_LARGE: Text(
        "图片尺寸太大，请用较低的分辨率重新拍照或扫描后上传",
        "The picture has too many pixels. Please take or scan it at a lower resolution and upload it again.",
    ),
    Reason.INVALID_PDF: Text(
        "PDF 文件已损坏，打不开，请重新导出，或拍照上传",
        "The PDF is damaged and cannot be opened. Please export it again, or upload photos of the pages.",
    ),
    Reason.ENCRYPTED: Text(
        "文件有密码，请去掉密码后重新上传",
        "The file has a password. Please remove the password and upload it again.",
    ),
    Reason.TOO_MANY_PAGES: Text(
        "文件页数太多，请只上传需要的页，或分成几个文件",
        "The file has too many pages. Please upload only the pages that are needed, or split it.",
    ),
    Reason.DANGEROUS_CONTENT: Text(
        "文件里带有程序，不能接收，请打印成新的 PDF，或拍照上传",
        "The file carries a program and cannot be taken. Please print it to a new PDF, or upload photos.",
    ),
    Reason.TOO_COSTLY: Text(
        "文件太复杂，无法处理，请用较低的分辨率重新扫描，或拍照上传",
        "The file is too complex to be read. Please scan it at a lower resolution, or upload photos.",
    ),
}

HINTS: dict[tuple[Reason, str], Text] = {
    (Reason.TYPE_NOT_ALLOWED, "heic"): Text(
        "这是 HEIC 格式的照片，请在 iPhone 的“设置—相机—格式”里选“兼容性最佳”后重拍，或上传截图",
        "This is a HEIC photo. On the iPhone choose Settings, Camera, Formats, Most Compatible and take it again.",
    ),
    (Reason.TYPE_NOT_ALLOWED, "archive"): Text(
        "不接受压缩包和 Office 文档，请逐个上传图片，或另存为 PDF 后上传",
        "Archives and Office documents are not accepted. Please upload the pictures one by one, or save as PDF.",
    ),
    (Reason.TYPE_NOT_ALLOWED, "program"): Text(
        "不接受程序文件，请上传材料的照片或 PDF",
        "Programs are not accepted. Please upload a photo or a PDF of the paper.",
    ),
    (Reason.INVALID_IMAGE, "animated"): Text(
        "不接受动态图片，请上传普通照片",
        "Moving pictures are not accepted. Please upload an ordinary photo.",
    ),
}


def text_of(reason: Reason, detail: str = "", language: Language = "zh") -> str:
    """What to tell the applicant: what is wrong and what to do, more precisely where `detail` is known."""
    text = HINTS.get((reason, detail), TEXTS[reason])
    return text.zh if language == "zh" else text.en
