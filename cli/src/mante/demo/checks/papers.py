"""What is in the store is what was accepted: for each paper the very version, with the very hash."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from minio import Minio
from minio.error import S3Error

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event
from mante.stack.s3_address import S3Address

_AT_ONCE = 8
_NOT_THERE = ("NoSuchKey", "NoSuchVersion")


def check(events: Sequence[Event], store: S3Address) -> Iterator[Fault]:
    """Yield a fault for each accepted paper that isn't in the bucket as it was sealed, unless it was erased since."""
    accepted = [event for event in events if event.kind == "DocumentAccepted"]
    times = Counter((event.subject, event.data["document_id"]) for event in accepted)
    yield from (twice(f"verdict on paper {document}") for (_, document), said in times.items() if said > 1)
    erased = {event.data["document_id"] for event in events if event.kind == "DocumentErased"}
    kept = [event for event in accepted if event.data["document_id"] not in erased]
    client = _client(store)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        yield from filter(None, threads.map(lambda event: _fault_of(event, client, store.bucket), kept))


def _fault_of(event: Event, client: Minio, bucket: str) -> Fault | None:
    name = f"{event.data.get('lies_with') or event.subject}/{event.data['document_id']}"
    # Each is asked for by its name: SeaweedFS leaves objects out where one page of a long listing ends.
    found = _sha256(client, bucket, name, event.data["version_id"])
    if found is None:
        return lost(f"paper {name} is not in the bucket")
    return lost(f"paper {name} is not what was sealed") if found != event.data["sha256"] else None


def _sha256(client: Minio, bucket: str, name: str, version: str) -> str | None:
    try:
        answer = client.get_object(bucket, name, version_id=version)
    except S3Error as error:
        if error.code in _NOT_THERE:
            return None
        raise
    try:
        return hashlib.sha256(answer.read()).hexdigest()
    finally:
        answer.close()
        answer.release_conn()


def _client(store: S3Address) -> Minio:
    url = urlsplit(store.url)
    return Minio(url.netloc, store.access_key, store.secret_key, secure=url.scheme == "https")
