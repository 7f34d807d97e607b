"""No jar is run that is not the one we know."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from mante.stack.backends import kafka_jars


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scratch folder in which a resolver has put two jars, of which the hashes are known."""
    jars = tmp_path / "jgo" / "envs" / "jars"
    jars.mkdir(parents=True)
    hashes = tmp_path / "jars.sha256"
    for name in ("kafka.jar", "raft.jar"):
        (jars / name).write_bytes(name.encode())
    hashes.write_text("".join(f"{_sha256(jar)}  {jar.name}\n" for jar in sorted(jars.iterdir())))
    monkeypatch.setattr(kafka_jars, "_HASHES", hashes)
    return tmp_path


def test_what_was_fetched_is_taken_if_it_is_what_we_know(fetched: Path) -> None:
    kafka_jars.take(fetched, fetched / "checked")
    assert {jar.name for jar in (fetched / "checked").iterdir()} == {"kafka.jar", "raft.jar"}


def test_a_changed_jar_is_refused(fetched: Path) -> None:
    next(fetched.rglob("raft.jar")).write_bytes(b"something else")
    with pytest.raises(kafka_jars.NotTheJarsWeKnow, match=r"raft\.jar"):
        kafka_jars.take(fetched, fetched / "checked")


def test_a_missing_jar_is_refused(fetched: Path) -> None:
    next(fetched.rglob("kafka.jar")).unlink()
    with pytest.raises(kafka_jars.NotTheJarsWeKnow, match=r"kafka\.jar"):
        kafka_jars.take(fetched, fetched / "checked")


def test_jars_that_are_here_are_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTE_PROGRAMS", str(tmp_path))
    kafka_jars.folder().mkdir()
    monkeypatch.setenv("MANTE_MAVEN_MIRROR", "http://127.0.0.1:9")
    asyncio.run(kafka_jars.fetch(tmp_path))
    assert list(kafka_jars.folder().iterdir()) == []


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
