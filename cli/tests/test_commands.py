"""The `mante` command, as operators and programs call it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from mante.main import app
from mante.stack import home, status
from mante.stack.ports import LOOPBACK
from policy.registry import BUILT_IN
from typer.testing import CliRunner, Result

APPLICATION = "0193a5f2-0000-7000-8000-000000000001"
TOKEN = "the operators' own"
ROW = {
    "at": "2026-11-24T02:00:00Z",
    "type": "mante.ApplicationSubmitted.v1",
    "actor": "intake",
    "decision": "open_case",
    "docstring": "Take the application in.\n\nHalf a working day: 六盘水 2025 guide.",
    "outcome": "decided",
    "detail": "",
    "emitted": ["CaseOpened", "TaskAssigned"],
}
ANSWERS: dict[str, Any] = {
    f"GET /operations/audit?subject={APPLICATION}": [ROW],
    "GET /operations/parked": [{"id": 7, "status": "parked", "reason": "unreadable", "subject": APPLICATION}],
    "POST /operations/parked/7/discard": {"id": 7, "status": "discarded"},
    "POST /operations/replay": {"messages": 12, "effects": 0, "tables_equal": True},
}


class Review(BaseHTTPRequestHandler):
    """What operators ask of a service, with a ledger of what was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.asked.append(f"{self.command} {self.path} {body}".strip())
        known = ANSWERS.get(f"{self.command} {self.path}")
        known = next(known) if isinstance(known, Iterator) else known
        allowed = self.headers["Authorization"] == f"Bearer {TOKEN}"
        self.send_response(401 if not allowed else 404 if known is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps({"detail": "没有这条记录。"} if known is None else known).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was asked of `review`, the one service of a stack that is up in this test's home."""
    monkeypatch.setenv("MANTE_HOME", str(tmp_path))
    ledger: list[str] = []
    with home.held(tmp_path), HTTPServer((LOOPBACK, 0), type("Recording", (Review,), {"asked": ledger})) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        there = {"services": {"review": f"http://{LOOPBACK}:{server.server_port}"}, "operator_token": TOKEN}
        status.write(home.state_file(tmp_path), {"pid": 1, "addresses": there}, [])
        yield ledger
        server.shutdown()
        thread.join()


def mante(*words: str) -> Result:
    """What the command says to `words`."""
    return CliRunner().invoke(app, words)


def test_a_life_is_told_with_the_rule_behind_each_decision(asked: list[str]) -> None:
    told = mante("explain", APPLICATION).stdout
    assert "review  mante.ApplicationSubmitted.v1  from intake" in told
    assert "    Half a working day: 六盘水 2025 guide." in told
    assert "    → CaseOpened, TaskAssigned" in told
    assert asked == [f"GET /operations/audit?subject={APPLICATION}"]


def test_services_in_containers_are_asked_where_the_environment_says(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, _ = status.read(home.state_file(tmp_path))
    monkeypatch.setenv("MANTE_SERVICES", json.dumps(about["addresses"]["services"]))
    monkeypatch.setenv("MANTE_OPERATOR_TOKEN", TOKEN)
    monkeypatch.setenv("MANTE_HOME", str(tmp_path / "nothing here"))
    assert "review" in mante("parked", "ls").stdout
    assert asked == ["GET /operations/parked"]


def test_a_program_gets_a_life_as_one_json_document(asked: list[str]) -> None:
    (row,) = json.loads(mante("trace", APPLICATION, "--json").stdout)
    assert (row["service"], row["decision"]) == ("review", "open_case")
    assert asked


def test_what_is_kept_back_is_listed_with_its_service(asked: list[str]) -> None:
    (row,) = json.loads(mante("parked", "ls", "--json").stdout)
    assert (row["service"], row["id"]) == ("review", 7)
    assert asked


def test_giving_a_message_up_takes_a_reason_along(asked: list[str]) -> None:
    assert mante("parked", "discard", "7", "-s", "review", "--reason", "sent twice by hand").exit_code == 0
    assert asked == ['POST /operations/parked/7/discard {"reason":"sent twice by hand"}']


def test_giving_a_message_up_without_a_reason_is_called_wrongly(asked: list[str]) -> None:
    assert mante("parked", "discard", "7", "-s", "review").exit_code == 2
    assert asked == []


def test_a_replay_that_changes_nothing_is_good(asked: list[str]) -> None:
    assert json.loads(mante("replay", "-s", "review", "--check", "--json").stdout)["effects"] == 0
    assert asked


def test_a_replay_that_changes_something_fails_the_check(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"messages": 12, "effects": 1, "tables_equal": False}
    monkeypatch.setitem(ANSWERS, "POST /operations/replay", changed)
    told = mante("replay", "-s", "review", "--check")
    assert told.exit_code == 1
    assert "tables DIFFERENT" in told.stdout
    assert asked


STATUS = {"outbox": {"events": 5, "oldest_seconds": 3.21}}


def test_what_is_unsent_is_said_though_kafka_is_away(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, _ = status.read(home.state_file(tmp_path))
    away = {"bootstrap": f"{LOOPBACK}:1", "passwords": {"admin": "a"}}
    status.write(home.state_file(tmp_path), {**about, "addresses": {**about["addresses"], "kafka": away}}, [])
    monkeypatch.setitem(ANSWERS, "GET /operations/status", STATUS)
    told = mante("lag", "--json")
    assert told.exit_code == 1
    (row,) = json.loads(told.stdout)
    assert (row["who"], row["what"], row["records"], row["seconds"]) == ("review", "publishes", 5, 3.2)
    assert "Kafka does not answer" in told.stderr
    assert asked


def test_of_a_service_that_is_away_that_is_said(asked: list[str]) -> None:
    told = mante("lag", "--json")
    assert [(row["who"], row["what"]) for row in json.loads(told.stdout)] == [("review", "is away")]
    assert "say MANTE_KAFKA, too" in told.stderr
    assert asked


SENT = "POST /operations/outbox/resend"
UNTIL = "2026-11-24T02:00:00Z"


def test_what_was_published_goes_out_once_more_page_by_page(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [{"events": 10, "until": UNTIL, "whole": False}, {"events": 2, "until": UNTIL, "whole": True}]
    waiting = [{"outbox": {"events": 11}}, {"outbox": {"events": 3}}]
    monkeypatch.setitem(ANSWERS, SENT, iter(pages))
    monkeypatch.setitem(ANSWERS, "GET /operations/status", iter(waiting))
    told = mante("outbox", "resend", "--since", "2026-11-24T09:00+08:00", "--topic", "review.cases.v1")
    assert told.stdout == "review: 12 events go out once more\n"
    order = '{"since":"2026-11-24T01:00:00+00:00","topic":"review.cases.v1"'
    looks = ["GET /operations/status"] * 2
    assert asked == [f"{SENT} {order}}}", *looks, f'{SENT} {order},"until":"{UNTIL}"}}']


def test_what_does_not_leave_is_said_and_nothing_more_is_put_behind_it(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mante.commands.outbox.PATIENCE", 0.0)
    monkeypatch.setitem(ANSWERS, SENT, {"events": 10, "until": UNTIL, "whole": False})
    monkeypatch.setitem(ANSWERS, "GET /operations/status", {"outbox": {"events": 10}})
    told = mante("outbox", "resend", "--since", "2h")
    assert told.exit_code == 1
    assert "review has 10 events unsent" in told.stderr
    assert len([one for one in asked if one.startswith(SENT)]) == 1


def test_a_service_that_is_away_keeps_no_other_from_sending_again(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, _ = status.read(home.state_file(tmp_path))
    there = {"intake": f"http://{LOOPBACK}:1", **about["addresses"]["services"]}
    status.write(home.state_file(tmp_path), {**about, "addresses": {**about["addresses"], "services": there}}, [])
    monkeypatch.setitem(ANSWERS, SENT, {"events": 3, "until": UNTIL, "whole": True})
    told = mante("outbox", "resend", "--since", "2h")
    assert (told.exit_code, told.stdout) == (1, "review: 3 events go out once more\n")
    assert told.stderr.splitlines()[-1] == "say it once more for intake, with -s, when that is well"
    assert asked


@pytest.mark.parametrize("since", ["", "2", "h", "2y", "yesterday", "999999999d"])
def test_a_time_that_makes_no_sense_is_refused_before_anybody_is_asked(asked: list[str], since: str) -> None:
    told = mante("outbox", "resend", "--since", since)
    assert told.exit_code == 2
    assert "say 30m, 12h, 7d or 2026-11-24T09:00" in told.stderr
    assert asked == []


def test_what_a_service_refuses_is_said_in_its_own_words(asked: list[str]) -> None:
    told = mante("parked", "show", "8", "-s", "review")
    assert told.exit_code == 1
    assert told.stderr == "review says 404: 没有这条记录。\n"
    assert asked


def test_an_unknown_service_is_named_with_the_known_ones(asked: list[str]) -> None:
    told = mante("replay", "-s", "revue")
    assert (told.exit_code, told.stderr) == (2, "there is no service revue; there are review\n")
    assert asked == []


@pytest.mark.parametrize("words", [("status",), ("explain", APPLICATION), ("parked", "ls"), ("topics", "apply")])
def test_without_a_stack_each_command_says_how_to_start_one(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANTE_HOME", str(tmp_path))
    told = mante(*words)
    assert (told.exit_code, told.stderr) == (1, "not running; `./mante up` starts it\n")


@pytest.mark.parametrize("scale", ["review", "review=0", "revue=2", "review=many"])
def test_a_scale_that_makes_no_sense_is_refused_before_anything_starts(scale: str) -> None:
    told = mante("up", "--scale", scale)
    assert told.exit_code == 2
    assert "SERVICE=N" in told.stderr


@pytest.mark.parametrize(
    ("words", "told"), [((), "--parties"), (("--parties", "parties.yaml"), "kafka://admin:password@host:port")]
)
def test_topics_elsewhere_need_parties_and_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("parties.yaml").write_text("parties: []")
    refused = mante("topics", "apply", "--kafka", "broker:9092", *words)
    assert refused.exit_code == 2
    assert told in refused.stderr


def test_a_wrong_pack_is_refused_by_line_and_field(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("id: somewhere\nversion: 7\n")
    told = mante("policy", "check", str(pack))
    assert told.exit_code == 1
    assert f"{pack}:2:" in told.stdout
    assert "version" in told.stdout


def test_help_imports_nothing_slow() -> None:
    """It is there in half a second, which a loaded machine can't be asked to show."""
    slow = {"fastapi", "faststream", "httpx", "asyncpg", "pydantic", "rich.markdown", "aiokafka", "minio"}
    shows = "import sys, mante.main as m; m.app(['--help'], standalone_mode=False);"
    asks = f"{shows} print(sorted({slow} & set(sys.modules)))"
    told = subprocess.run((sys.executable, "-c", asks), capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_a_pack_is_shown_as_a_bureau_reads_it() -> None:
    told = mante("policy", "show", "六盘水")
    assert told.exit_code == 0
    assert told.stdout.startswith("六盘水市门诊慢特病待遇认定规则\n")
    assert "最多补正次数：2次（待确认）" in told.stdout
    assert "1. The pooling area" in mante("policy", "show", "nanchong", "--lang", "en").stdout
    assert json.loads(mante("policy", "show", "511300", "--json").stdout)["id"] == "sichuan-nanchong"


def test_what_changes_between_two_packs_is_said_for_people_and_programs(tmp_path: Path) -> None:
    text = (BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
    file = tmp_path / "next.yaml"
    file.write_text(text.replace('"2026.1"', '"2027.1"').replace("max_rounds: 2", "max_rounds: 3"), encoding="utf-8")
    told = mante("policy", "diff", "guizhou-liupanshui@2026.1", str(file))
    assert "补正 · 最多补正次数：由“2次”改为“3次”（涉及申请人、审核人员）" in told.stdout
    (change,) = json.loads(mante("policy", "diff", "liupanshui", str(file), "--json").stdout)
    assert (change["path"], change["before"], change["after"]) == (["supplement", "max_rounds"], "2次", "3次")
    assert "没有差别" in mante("policy", "diff", "liupanshui", "520200").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("show", "mars"), 1, "no pack is called mars"),
        (("show", "nanchong", "--lang", "fr"), 2, "zh or en"),
        (("diff", "nanchong", "nanchong@2020.1"), 1, "no pack sichuan-nanchong 2020.1"),
    ],
)
def test_a_pack_that_is_not_there_is_told_so(words: tuple[str, ...], code: int, told: str) -> None:
    refused = mante("policy", *words)
    assert refused.exit_code == code
    assert told in refused.stderr


def test_a_wrong_pack_is_not_shown(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("id: somewhere\nversion: 7\n")
    refused = mante("policy", "show", str(pack))
    assert refused.exit_code == 1
    assert "2:1 error version" in refused.stderr
