"""Ports are free when they are chosen, and stay the same afterwards."""

import os
import socket
import tempfile
import time
from pathlib import Path

import pytest
from mante.stack.ports import LOOPBACK, SECOND, STARTING, Ports, is_free


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where stacks say which ports they chose, with nobody else there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"mante-ports-{os.getuid()}"


def test_a_port_stays_the_same(tmp_path: Path) -> None:
    assert Ports(tmp_path).of("kafka") == Ports(tmp_path).of("kafka")


def test_no_two_names_get_one_port(tmp_path: Path) -> None:
    ports = Ports(tmp_path)
    assert len({ports.of(f"review-{number}", preferred=18_080) for number in range(20)}) == 20


def test_a_preferred_port_is_taken_when_it_is_free(tmp_path: Path) -> None:
    free = Ports(tmp_path).of("any")
    assert Ports(tmp_path).of("front", preferred=free) == free


def test_a_port_that_someone_else_has_taken_is_changed(tmp_path: Path) -> None:
    port = Ports(tmp_path).of("s3")
    with socket.create_server((LOOPBACK, port)):
        assert not is_free(port)
        other = Ports(tmp_path).of("s3")
    assert other != port
    assert Ports(tmp_path).of("s3") == other


def test_the_second_port_of_a_server_is_free_too(tmp_path: Path) -> None:
    port = Ports(tmp_path).of("s3")
    with socket.create_server((LOOPBACK, port + SECOND)):
        assert Ports(tmp_path).of("s3") != port


def test_a_port_that_another_stack_has_just_chosen_is_not_free_though_nobody_listens_yet(tmp_path: Path) -> None:
    chosen = Ports(tmp_path / "one").of("kafka")
    assert Ports(tmp_path / "other").of("kafka", preferred=chosen) != chosen
    assert Ports(tmp_path / "one").of("kafka") == chosen


def test_a_claim_goes_when_its_server_listens(claims: Path, tmp_path: Path) -> None:
    ports, other = Ports(tmp_path / "one"), Ports(tmp_path / "other")
    ours, theirs = ports.of("kafka"), other.of("kafka")
    assert {ours, theirs} == {int(claim.name) for claim in claims.iterdir() if claim.name != "lock"}
    ports.listening()
    assert [claim.name for claim in claims.iterdir() if claim.name != "lock"] == [str(theirs)]


def test_what_a_stack_left_that_never_came_up_is_swept_by_the_next_one(claims: Path, tmp_path: Path) -> None:
    left = claims / str(Ports(tmp_path / "one").of("kafka"))
    long_ago = time.time() - STARTING
    os.utime(left, (long_ago, long_ago))
    Ports(tmp_path / "other").of("kafka", preferred=15_432)
    assert not left.exists()
