"""`mante party` and `mante staff`, with a parties file and a service that takes it, or is away."""

import json
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from chassis.parties.file import PartiesFile, read
from chassis.parties.records import PartyRecord
from contracts.catalogue import PartyKind
from mante.main import app
from mante.parties.edits import Author, added
from mante.parties.keeping import changing
from mante.stack import home, status
from mante.stack.ports import LOOPBACK
from typer.testing import CliRunner, Result

TOKEN, SECRET, HOSPITAL = "the operators' own", "a secret of sixteen and more", "H52020199001"
PARTIES: list[dict[str, Any]] = [
    {"code": "gz-app", "kind": "channel", "name": "一", "area": "520200", "secret": SECRET},
    {
        "code": HOSPITAL,
        "kind": "institution",
        "name": "二",
        "level": 2,
        "area": "520200",
        "roles": ["hospital"],
        "secret": SECRET,
    },
]
WHY = ("--reason", "as agreed")


class Review(BaseHTTPRequestHandler):
    """What a service does with parties; `away` says no to everything."""

    taken: list[dict[str, Any]]
    away = False

    def do_PUT(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        late = bool(self.taken) and body["revision"] < self.taken[-1]["revision"]
        if not self.away and not late:
            self.taken.append(body)
        self._answer(503 if self.away else 409 if late else 200, {"code": "REVISION_OUTDATED", "detail": "旧版"})

    def do_GET(self) -> None:
        (code,) = parse_qs(urlsplit(self.path).query)["code"]
        known = [change for body in self.taken[-1:] for change in body["changes"] if change["code"] == code]
        rows = [{**change, "taken_at": "2026-11-24T02:00:01Z"} for change in known]
        self._answer(503 if self.away else 200, rows)

    def do_POST(self) -> None:
        self._answer(200, {"code": "D520201000101", "password": "once-only"})

    def _answer(self, code: int, body: object) -> None:
        allowed = self.headers["Authorization"] == f"Bearer {TOKEN}"
        self.send_response(code if allowed else 401)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Review]]:
    """The one service of a stack that is up in this test's home, without a Kafka."""
    monkeypatch.setenv("MANTE_HOME", str(tmp_path))
    (tmp_path / "parties.yaml").write_text(yaml.safe_dump({"parties": PARTIES}, allow_unicode=True))
    handler = type("Recording", (Review,), {"taken": []})
    with home.held(tmp_path), ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        there = {"services": {"review": f"http://{LOOPBACK}:{server.server_port}"}, "operator_token": TOKEN}
        status.write(home.state_file(tmp_path), {"pid": 1, "addresses": there}, [])
        yield handler
        server.shutdown()
        thread.join()


def mante(*words: str) -> Result:
    """What the command says to `words`."""
    return CliRunner().invoke(app, words)


def add(code: str, *more: str) -> Result:
    return mante("party", "add", code, "--kind", "channel", "--name", "新渠道", *WHY, *more)


def kept(folder: Path) -> PartiesFile:
    return read(folder / "parties.yaml")


def test_a_new_party_is_in_the_file_and_with_the_service_which_gets_no_secret(
    service: type[Review], tmp_path: Path
) -> None:
    told = json.loads(add("gz-new", "--json").stdout)
    assert (told["revision"], told["taken"], told["missing"]) == (1, ["review"], {})
    new = kept(tmp_path).parties[-1]
    assert new.secret is not None
    assert new.secret.get_secret_value() == told["secret"]
    assert stat.S_IMODE((tmp_path / "parties.yaml").stat().st_mode) == 0o600
    (body,) = service.taken
    assert body["parties"][-1]["secret_sha256"] == new.digest.hex()
    assert told["secret"] not in json.dumps(body)
    assert SECRET not in json.dumps(body)


@pytest.mark.usefixtures("service")
def test_a_sealed_party_is_kept_by_a_hash_and_its_secret_shown_this_once(tmp_path: Path) -> None:
    told = json.loads(add("gz-new", "--sealed", "--json").stdout)
    assert told["secret"] not in (tmp_path / "parties.yaml").read_text()
    assert kept(tmp_path).parties[-1].secret is None
    assert "known to the party alone" not in mante("party", "show", "gz-app").stdout
    assert "known to the party alone" in mante("party", "show", "gz-new").stdout


def test_a_service_that_is_away_is_named_and_apply_finishes_it(service: type[Review], tmp_path: Path) -> None:
    service.away = True
    told = mante("party", "suspend", HOSPITAL, *WHY)
    assert told.exit_code == 1
    assert "review has not taken revision 1: 503" in told.stderr
    assert "`mante party apply` finishes it" in told.stderr
    assert kept(tmp_path).parties[-1].suspended
    service.away = False
    assert mante("party", "apply").exit_code == 0
    assert service.taken[-1]["revision"] == 1
    assert service.taken[-1]["parties"][-1]["suspended"] is True


def test_a_service_that_knows_a_later_revision_refuses_and_that_is_said(service: type[Review]) -> None:
    service.taken.append({"revision": 9})
    told = mante("party", "suspend", HOSPITAL, *WHY)
    assert told.exit_code == 1
    assert "409 REVISION_OUTDATED" in told.stderr


def test_a_hospital_elsewhere_is_a_channel_with_a_level_and_reviews_nothing(
    service: type[Review], tmp_path: Path
) -> None:
    words = ("--kind", "remote-hospital", "--name", "成都医院", "--level", "2", "--area", "510100")
    assert mante("party", "add", "H51010500002", *words, *WHY).exit_code == 0
    new = kept(tmp_path).parties[-1]
    assert (new.kind, new.level, new.area, new.roles) == (PartyKind.CHANNEL, 2, "510100", ())
    assert service.taken[-1]["parties"][-1]["level"] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("party", "suspend", "nobody", *WHY),
        ("party", "resume", HOSPITAL, *WHY),
        ("party", "suspend", HOSPITAL),
        ("party", "suspend", HOSPITAL, "--reason", "x"),
        ("party", "add", "gz-app", "--kind", "channel", "--name", "一", *WHY),
        ("party", "add", "review", "--kind", "channel", "--name", "一", *WHY),
        ("party", "add", "H52020199003", "--kind", "hospital", "--name", "三", *WHY),
        ("party", "add", "H52020199003", "--kind", "hospital", "--name", "三", "--area", "520200", *WHY),
        ("party", "add", "H52020199003", "--kind", "hospital", "--name", "三", "--area", "5", "--level", "2", *WHY),
        ("party", "add", "H51010500002", "--kind", "remote-hospital", "--name", "四", "--area", "510100", *WHY),
        ("party", "add", "H51010500002", "--kind", "remote-hospital", "--name", "四", "--level", "2", *WHY),
        ("party", "rotate", HOSPITAL, "--overlap", "-1", *WHY),
        ("staff", "add", "D520201000101", "--name", "甲", "--role", "reviewer", *WHY),
        ("staff", "add", "D520201000101", "--name", "甲", "--role", "reviewer", "--at", "gz-app", *WHY),
        ("staff", "add", "ops-wang", "--name", "王", "--role", "operator", "--at", HOSPITAL, *WHY),
        ("staff", "disable", "D520201000101", *WHY),
    ],
)
def test_what_cannot_be_is_called_wrongly_and_changes_nothing(
    service: type[Review], tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = (tmp_path / "parties.yaml").read_text()
    told = mante(*words)
    assert told.exit_code == 2, told.output
    assert told.stderr
    assert (tmp_path / "parties.yaml").read_text() == before
    assert service.taken == []


def test_a_history_tells_who_did_what_and_which_service_has_it(service: type[Review]) -> None:
    mante("party", "suspend", HOSPITAL, *WHY)
    mante("party", "resume", HOSPITAL, *WHY)
    mante("party", "rotate", "gz-app", *WHY)
    rows = json.loads(mante("party", "history", HOSPITAL, "--json").stdout)["changes"]
    assert [(row["revision"], row["what"], row["taken"]) for row in rows] == [
        (1, "suspended", ["review@02:00:01"]),
        (2, "resumed", ["review@02:00:01"]),
    ]
    service.away = True
    told = json.loads(mante("party", "history", "gz-app", "--json").stdout)
    assert [row["what"] for row in told["changes"]] == ["rotated"]
    assert told["away"] == ["review"]


@pytest.mark.usefixtures("service")
def test_a_file_edited_by_hand_needs_a_reason_to_be_applied(tmp_path: Path) -> None:
    add("gz-new")
    file = tmp_path / "parties.yaml"
    file.write_text(file.read_text().replace("新渠道", "改名"))
    assert "edited by hand since revision 1" in mante("party", "apply").stderr
    assert mante("party", "apply", "--reason", "a new name").exit_code == 0
    assert [change.what for change in kept(tmp_path).changes] == ["added", "edited"]
    assert mante("party", "apply").exit_code == 0


def test_an_import_with_one_bad_line_changes_nothing_and_a_good_one_everything(
    service: type[Review], tmp_path: Path
) -> None:
    table, head = tmp_path / "staff.csv", "institution,practitioner,name,roles,phone\n"
    good = f"{HOSPITAL},D520201000101,甲,reviewer duty,19900000101\n"
    table.write_text(f"{head}{good}{HOSPITAL},D520201000102,乙,boss,\n", encoding="utf-8")
    told = mante("staff", "import", str(table), *WHY)
    assert (told.exit_code, told.stderr.split(":")[0]) == (2, "line 3")
    assert service.taken == []
    table.write_text(head + good, encoding="utf-8")
    assert "1 people imported" in mante("staff", "import", str(table), *WHY).stdout
    listed = mante("staff", "ls").stdout
    assert "D520201000101" in listed
    assert "19900000101" not in listed
    mante("staff", "disable", "D520201000101", *WHY)
    assert service.taken[-1]["parties"][-1]["staff"][0]["disabled"] is True


@pytest.mark.usefixtures("service")
def test_a_first_password_is_shown_once() -> None:
    assert "signs in once with once-only" in mante("staff", "password", "D520201000101", *WHY).stdout


def test_of_many_commands_at_once_no_change_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "parties.yaml"
    file.write_text(yaml.safe_dump({"parties": PARTIES}))
    author = Author("wang", datetime(2026, 11, 24, 2, tzinfo=UTC), "as agreed")

    def one(number: int) -> int:
        new = PartyRecord.model_validate({"code": f"gz-{number}", "kind": "channel", "name": "新", "secret": SECRET})
        with changing(file, lambda known: added(known, new, author)) as changed:
            return changed.revision

    with ThreadPoolExecutor(8) as pool:
        revisions = list(pool.map(one, range(16)))
    assert sorted(revisions) == list(range(1, 17))
    assert {party.code for party in kept(tmp_path).parties} >= {f"gz-{number}" for number in range(16)}


def test_elsewhere_changes_need_kafka_and_the_file_while_looking_needs_neither(
    service: type[Review], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, _ = status.read(home.state_file(tmp_path))
    monkeypatch.setenv("MANTE_SERVICES", json.dumps(about["addresses"]["services"]))
    monkeypatch.setenv("MANTE_OPERATOR_TOKEN", TOKEN)
    told = mante("party", "suspend", HOSPITAL, *WHY)
    assert (told.exit_code, told.stderr) == (2, "say MANTE_KAFKA and MANTE_PARTIES_FILE, too\n")
    assert service.taken == []
    assert HOSPITAL in mante("party", "ls").stdout
