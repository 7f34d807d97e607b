"""A fake provider that keeps somebody waiting stops all the same when it is told to."""

import time
from pathlib import Path

import httpx
import pytest
from mante.fakes.faults import Fault
from mante.stack import sms_gateway
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.threaded import running

SECRET, NOBODY, PHONE = "a-secret", "http://127.0.0.1:9/receipts", "13800000001"
AT_ONCE = 5.0
"""Seconds; a program that doesn't heed is killed after ten."""


def test_a_gateway_that_owes_an_answer_for_ever_stops_at_once(tmp_path: Path) -> None:
    port = Ports(tmp_path).of("sms")
    login = {"Authorization": f"Bearer {SECRET}"}
    with running(tmp_path, sms_gateway.parts(tmp_path, port, SECRET, NOBODY, habits="[]")):
        with httpx.Client(base_url=f"http://{LOOPBACK}:{port}", headers=login, timeout=10) as http:
            http.put("/faults", json={"phone": PHONE, "faults": [Fault.TIME_OUT_TAKEN]}).raise_for_status()
            with pytest.raises(httpx.ReadTimeout):
                http.post("/sms", json={"out_id": "n1", "phone": PHONE, "text": "您好"}, timeout=1)
        began = time.monotonic()
    assert time.monotonic() - began < AT_ONCE
