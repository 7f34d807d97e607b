"""Cutting the end off a bus's files: services' topics alone, and so that it is noticed."""

from pathlib import Path

from mante.faults.injecting.loss import CLEAN, cut_off

CASES, TASKS, SAID = "review.cases.v1-3", "review.tasks.H52020199001.v1-0", "review.verdicts.H52020199001.v1-0"
META = "__consumer_offsets-1"


def test_what_services_published_is_cut_off_and_what_parties_said_is_not(tmp_path: Path) -> None:
    for topic in (CASES, TASKS, SAID, META):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "00000000000000000000.log").write_bytes(b"r" * 1000)
        (tmp_path / topic / "00000000000000000000.index").write_bytes(b"i" * 1000)
    (tmp_path / CLEAN).touch()
    cut_off(tmp_path, kept=0.6)
    sizes = {file.parent.name: file.stat().st_size for file in tmp_path.glob("*/*.log")}
    assert sizes == {CASES: 600, TASKS: 600, SAID: 1000, META: 1000}
    assert {file.stat().st_size for file in tmp_path.glob("*/*.index")} == {1000}
    assert not (tmp_path / CLEAN).exists()
