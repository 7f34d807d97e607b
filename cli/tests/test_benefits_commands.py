"""`mante benefits`, with a service that gives a file, takes one, or says what is wrong with it."""

import json
import stat
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from mante.main import app
from mante.stack import home, status
from mante.stack.ports import LOOPBACK
from typer.testing import CliRunner, Result

TOKEN = "the operators' own"
TABLE = '\ufeff"evtsn","trt_dcla_detl_sn"\r\n'.encode()
GOOD: dict[str, Any] = {"registered": 2, "unchanged": 1, "waiting": 3}
BAD: dict[str, Any] = {
    "code": "LINES_REFUSED",
    "detail": "文件中有不能登记的行，未导入任何内容。",
    "lines": [{"line": 4, "column": "trt_dcla_detl_sn", "reason": "taken"}],
}


class Benefits(BaseHTTPRequestHandler):
    """What operators ask of benefits, with a ledger of what was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self._answer(200, TABLE)

    def do_POST(self) -> None:
        body = self._answered()
        self._answer(422 if body is BAD else 200, json.dumps(body).encode())

    def _answered(self) -> dict[str, Any]:
        self.sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path.endswith("/ending"):
            reason: dict[str, Any] = json.loads(self.sent)
            return reason
        return BAD if "wrong" in self.sent else GOOD

    def _answer(self, code: int, body: bytes) -> None:
        self.asked.append(f"{self.command} {self.path} {getattr(self, 'sent', '')}".strip())
        self.send_response(code)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was asked of `benefits`, the one service of a stack that is up in this test's home."""
    monkeypatch.setenv("MANTE_HOME", str(tmp_path))
    ledger: list[str] = []
    with home.held(tmp_path), HTTPServer((LOOPBACK, 0), type("Recording", (Benefits,), {"asked": ledger})) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        there = {"services": {"benefits": f"http://{LOOPBACK}:{server.server_port}"}, "operator_token": TOKEN}
        status.write(home.state_file(tmp_path), {"pid": 1, "addresses": there}, [])
        yield ledger
        server.shutdown()
        thread.join()


def mante(*words: str) -> Result:
    return CliRunner().invoke(app, ("benefits", *words))


def test_a_days_file_is_for_its_owner_alone(asked: list[str], tmp_path: Path) -> None:
    file = tmp_path / "24.csv"
    assert mante("export", "--day", "2026-11-24", "--city", "520200", "-o", str(file)).exit_code == 0
    assert file.read_bytes() == TABLE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert asked == ["GET /operations/registrations?day=2026-11-24&area=520200"]


def test_without_a_file_the_table_goes_to_standard_output_byte_for_byte(asked: list[str]) -> None:
    assert mante("export", "--day", "2026-11-24").stdout_bytes == TABLE
    assert asked


def test_numbers_that_were_taken_are_counted(asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "back.csv").write_text("right")
    told = mante("import", str(tmp_path / "back.csv"))
    assert (told.exit_code, told.stdout) == (0, "2 registered, 1 were already, 3 have no number yet\n")
    assert asked == ["POST /operations/registrations right"]


def test_a_file_that_was_not_taken_has_its_lines_named(asked: list[str], tmp_path: Path) -> None:
    file = tmp_path / "back.csv"
    file.write_text("wrong")
    told = mante("import", str(file))
    assert told.exit_code == 1
    assert told.stdout == f"{file}:line 4, trt_dcla_detl_sn: taken\n"
    as_document = mante("import", str(file), "--json")
    assert (as_document.exit_code, json.loads(as_document.stdout)) == (1, BAD)
    assert mante("import", str(tmp_path / "none.csv")).exit_code == 2
    assert len(asked) == 2


def test_the_agency_ends_a_benefit(asked: list[str]) -> None:
    told = mante("end", "LP20261124000000015", "--reason", "GIVEN_UP")
    assert (told.exit_code, "GIVEN_UP" in told.stdout) == (0, True)
    assert asked == ['POST /operations/entitlements/LP20261124000000015/ending {"reason":"GIVEN_UP"}']
