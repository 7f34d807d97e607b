"""What benefits published, as people say it."""

from collections.abc import Mapping

from mante.demo.report.line import Tone, calendar_day
from mante.demo.report.words import BENEFITS, Data, Said, Saying, Words

_REFUSED = {
    "ALREADY_ENTITLED": "该病种已有待遇",
    "EXCLUDED_WITH": "与已有待遇的病种互斥",
    "LIMIT_REACHED": "已达病种数上限",
    "VALIDITY_OVER": "规定的期限已过",
}


def _granted(data: Data, words: Words) -> Said:
    end = f"，至{calendar_day(data['end'])}止" if data.get("end") else "，长期有效"
    what = f"待遇自{calendar_day(data['start'])}起{end}"
    return Said(BENEFITS, what, words.source(words.pack.benefit.source), Tone.GOOD)


def _refused(data: Data, _: Words) -> Said:
    return Said(BENEFITS, f"未新增待遇：{_REFUSED[data['reason']]}", "同一病种不重复认定待遇。", Tone.CARE)


def _chosen(data: Data, words: Words) -> Said:
    rule = words.pack.designated_hospital
    what = f"就诊医院：{words.name(data['hospital'])}，自{calendar_day(data['effective_from'])}起"
    return Said(BENEFITS, what, words.source(rule.source) if rule else "")


SAYINGS: Mapping[str, Saying] = {
    "EntitlementGranted": _granted,
    "EntitlementRefused": _refused,
    "DesignatedHospitalChosen": _chosen,
}
