"""What is in the store is what was accepted: for each paper the very version, with the very hash."""

import hashlib
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from minio import Minio
from minio.error import S3Error

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event
from mante.stack.s3_address import S3Address

_NOT_THERE = ("NoSuchKey", "NoSuchVersion")


def check(events: Sequence[Event], store: S3Address) -> Iterator[Fault]:
    """Yield a fault for each accepted paper that isn't in the bucket as it was sealed, unless it was erased since."""
    client = _client(store)
    erased = {event.data["document_id"] for event in events if event.kind == "DocumentErased"}
    seen: set[tuple[str, str]] = set()
    for event in events:
        if event.kind != "DocumentAccepted":
            continue
        document = event.data["document_id"]
        if (event.subject, document) in seen:
            yield twice(f"verdict on paper {document}")
        seen.add((event.subject, document))
        if document in erased:
            continue
        name = f"{event.data.get('lies_with') or event.subject}/{document}"
        # Each is asked for by its name: SeaweedFS leaves objects out where one page of a long listing ends.
        found = _sha256(client, store.bucket, name, event.data["version_id"])
        if found is None:
            yield lost(f"paper {name} is not in the bucket")
        elif found != event.data["sha256"]:
            yield lost(f"paper {name} is not what was sealed")


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
