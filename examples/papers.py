"""Synthetic papers, all marked 样本 SAMPLE: `python examples/papers.py FOLDER` writes one of each kind."""

import random
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
SUFFIX = {JPEG: "jpg", PNG: "png", PDF: "pdf"}
A4, CARD = (1240, 1754), (1012, 638)  # pixels, 150 dpi and 300 dpi
INK, RED, PALE = (25, 25, 35), (200, 25, 30), (225, 225, 230)
PACKAGED = "paperang_p2_fonts_cjk"  # has WenQuanYi Micro Hei, free under the Apache License
FONTS = (
    *(f"{folder}/fonts/wqy-microhei.ttc" for folder in getattr(find_spec(PACKAGED), "submodule_search_locations", ())),
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "wqy-zenhei.ttc",
    "PingFang.ttc",
    "msyh.ttc",
    "simsun.ttc",
)

TITLES = {
    "identity_card": ("居民身份证", JPEG),
    "diagnosis_certificate": ("疾病诊断证明书", JPEG),
    "clinical_record": ("出院小结", PDF),
    "test_report": ("检验报告单", PNG),
    "application_form": ("门诊慢特病待遇认定申请表", PDF),
    "agent_identity_card": ("代办人居民身份证", JPEG),
    "relation_proof": ("居民户口簿", JPEG),
}
KINDS = tuple(TITLES)
STAMPED = ("diagnosis_certificate", "clinical_record", "test_report")  # by the hospital that issued it
HOSPITALS = ("样本市第一人民医院", "样本市中心医院", "样本市中医医院")
ILLNESSES = (
    ("支气管哮喘", "反复喘息气促三年，加重五天", (("FEV1/FVC", "61 %", "> 70"), ("IgE", "412 IU/mL", "< 100"))),
    (
        "2型糖尿病",
        "多饮多尿两年，视物模糊一月",
        (("空腹血糖", "11.2 mmol/L", "3.9-6.1"), ("HbA1c", "9.1 %", "4.0-6.0")),
    ),
    ("高血压病3级", "头晕头痛五年，加重一周", (("收缩压", "184 mmHg", "90-139"), ("肌酐", "118 umol/L", "57-97"))),
)


@dataclass(frozen=True)
class Paper:
    """A file as an applicant would upload it."""

    content: bytes
    media_type: str
    file_name: str


def make(kind: str, name: str, day: date, seed: int, media_type: str | None = None) -> Paper:
    """A paper of one of `KINDS` for the person `name`, issued on `day`; the same arguments give the same bytes."""
    title, usual = TITLES[kind]
    media_type = media_type or usual
    chance = random.Random(f"{kind} {name} {day} {seed}")  # noqa: S311 - to look different, not to be secret
    sheets = [_card(name, chance)] if "identity_card" in kind else _sheets(kind, name, day, chance)
    return Paper(_encoded(sheets, media_type), media_type, f"{title}.{SUFFIX[media_type]}")


def _card(name: str, chance: random.Random) -> Image.Image:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
    number = f"5202**********{chance.randrange(1000):03}X"
    lines = (
        f"姓名  {name}",
        f"性别  {chance.choice('男女')}    民族  汉",
        f"出生  {born.year} 年 {born.month} 月 {born.day} 日",
        f"住址  样本省样本市样本区样本路 {chance.randrange(1, 300)} 号",
        f"公民身份号码  {number}",
    )
    sheet = Image.new("RGB", CARD, (232, 240, 244))
    for row, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((60, 70 + row * 105), line, INK, _font(36))
    sheet.paste((190, 200, 210), (720, 90, 950, 390))
    return _marked(sheet)


def _sheets(kind: str, name: str, day: date, chance: random.Random) -> list[Image.Image]:
    hospital = chance.choice(HOSPITALS)
    illness, story, results = chance.choice(ILLNESSES)
    person = (f"姓名：{name}", f"病案号：{chance.randrange(10**6, 10**7)}", f"日期：{day.isoformat()}")
    bodies: dict[str, list[tuple[str, ...]]] = {
        "diagnosis_certificate": [
            (f"诊断：{illness}", f"病情：{story}", "处理意见：长期门诊治疗，定期复查", "医师签名：样本医师")
        ],
        "clinical_record": [
            (f"入院日期：{day - timedelta(days=9)}", f"出院日期：{day}", f"主诉：{story}", f"出院诊断：{illness}"),
            ("诊疗经过：入院后完善检查，予对症治疗，好转出院", "出院医嘱：规律用药，一月后复诊", "医师签名：样本医师"),
        ],
        "test_report": [
            ("项目　　　　结果　　　　参考值", *("　　　".join(row) for row in results), f"临床诊断：{illness}")
        ],
        "application_form": [
            (f"申请病种：{illness}", "参保类型：职工医保", f"诊断医院：{hospital}", f"申请人签名：{name}")
        ],
        "relation_proof": [("户别：家庭户", f"户主：{name}", "与户主关系：子女", "登记机关：样本市公安局样本派出所")],
    }
    seal = hospital if kind in STAMPED else None
    head = TITLES[kind][0] if seal is None else f"{hospital}  {TITLES[kind][0]}"
    return [_sheet(head, (*person, *body), seal, chance) for body in bodies[kind]]


def _sheet(head: str, lines: tuple[str, ...], seal: str | None, chance: random.Random) -> Image.Image:
    sheet = Image.new("RGB", A4, (252, 252, 249))
    draw = ImageDraw.Draw(sheet)
    draw.text((A4[0] // 2, 150), head, INK, _font(46), anchor="mm")
    for row, line in enumerate(lines):
        draw.text((130, 270 + row * 95), line, INK, _font(34))
        draw.line((120, 335 + row * 95, A4[0] - 120, 335 + row * 95), PALE, 2)
    if seal:
        stamp = _seal(seal).rotate(chance.uniform(-20, 20), Image.Resampling.BICUBIC)
        sheet.paste(RED, (chance.randrange(720, 800), chance.randrange(1150, 1250)), stamp)
    return _marked(sheet)


@cache
def _seal(text: str) -> Image.Image:
    """A round seal as a mask: a ring, a star, and the text along the upper arc."""
    seal = Image.new("L", (340, 340))
    ImageDraw.Draw(seal).ellipse((8, 8, 332, 332), outline=210, width=8)
    ImageDraw.Draw(seal).text((170, 170), "★", 210, _font(90), anchor="mm")
    for place, character in enumerate(text):
        letter = Image.new("L", seal.size)
        ImageDraw.Draw(letter).text((170, 48), character, 210, _font(38), anchor="mm")
        turned = letter.rotate((len(text) - 1) * 13 - place * 26, Image.Resampling.BICUBIC)
        seal.paste(turned, mask=turned)
    return seal


def _marked(sheet: Image.Image) -> Image.Image:
    """With 样本 SAMPLE across, so that nobody takes it for a real paper."""
    sheet.paste(RED, mask=_mark(sheet.size))
    return sheet


@cache
def _mark(size: tuple[int, int]) -> Image.Image:
    mark, (width, height) = Image.new("L", size), size
    ImageDraw.Draw(mark).text((width // 2, height // 2), "样本 SAMPLE", 70, _font(width // 9), anchor="mm")
    return mark.rotate(25)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A Chinese font: the packaged one or one of this machine; without either, Han characters come out as boxes."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _encoded(sheets: list[Image.Image], media_type: str) -> bytes:
    """All sheets as a PDF, or the first as a picture."""
    file, first = BytesIO(), sheets[0]
    if media_type == PDF:
        then = time.gmtime(0)  # the day is on the paper; a clock in the file would make each one different
        first.save(
            file, "PDF", save_all=True, append_images=sheets[1:], resolution=150, creationDate=then, modDate=then
        )
    else:
        first.save(file, SUFFIX[media_type].replace("jpg", "jpeg"), quality=85)
    return file.getvalue()


if __name__ == "__main__":
    for each in KINDS:
        paper = make(each, "王样本", date(2026, 11, 24), seed=1)
        (Path(sys.argv[1]) / paper.file_name).write_bytes(paper.content)
