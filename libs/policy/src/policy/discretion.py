"""A telephone may be shared and the diagnosis one to keep quiet about: no notice names a disease."""

from collections.abc import Iterator

from policy.finding import Fault
from policy.marks import Path
from policy.pack import Pack
from policy.text import Text


def indiscreet_notices(pack: Pack) -> Iterator[Fault]:
    """Give each text of the city's own that would name a disease in a notice."""
    names = disease_names(pack)
    said: dict[Path, Text] = {("notices", "where"): pack.notices.where}
    said |= {("notices", "additions", step.value): text for step, text in pack.notices.additions.items()}
    for path, text in said.items():
        for name in sorted(name for name in names if name in f"{text.zh} {text.en}".lower()):
            yield Fault(path, f"a notice must not name a disease: {name}")


def disease_names(pack: Pack) -> set[str]:
    """Return what the pack's diseases are called in either language and nationally, in lower case, without remarks."""
    called = [name for disease in pack.diseases for name in (disease.name.zh, disease.name.en)]
    called += [national.name for disease in pack.diseases for national in disease.national_codes]
    return {name.replace("（", "(").partition("(")[0].strip().lower() for name in called}
