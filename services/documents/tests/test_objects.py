"""The store as documents sees it: what an operator got wrong is never held against a paper."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from contracts.ids import uuid7
from documents.objects import NotUploaded, Objects, StoreAway, key_of
from mante.stack.s3_address import S3Address
from minio import Minio

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("kafka")]
UNVERSIONED = "scraps"


def objects_in(s3: S3Address, bucket: str) -> Objects:
    return Objects(s3.url, s3.url, bucket, s3.access_key, s3.secret_key)


@pytest.fixture
async def scraps(s3: S3Address) -> AsyncIterator[Objects]:
    """A bucket that keeps no versions."""
    client = Minio(s3.url.removeprefix("http://"), access_key=s3.access_key, secret_key=s3.secret_key, secure=False)
    client.make_bucket(UNVERSIONED)
    yield objects_in(s3, UNVERSIONED)
    for found in client.list_objects(UNVERSIONED, recursive=True):
        client.remove_object(UNVERSIONED, found.object_name or "")
    client.remove_bucket(UNVERSIONED)


async def test_a_file_that_is_not_there_is_not_uploaded(s3: S3Address) -> None:
    with pytest.raises(NotUploaded):
        await objects_in(s3, s3.bucket).find(key_of(uuid7(), uuid7()))


async def test_a_bucket_that_is_not_there_is_an_outage(s3: S3Address) -> None:
    with pytest.raises(StoreAway):
        await objects_in(s3, "nowhere").find(key_of(uuid7(), uuid7()))


async def test_a_bucket_without_versions_seals_nothing(scraps: Objects, tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_bytes(b"paper")
    await scraps.put("a/paper", path, "image/png")
    with pytest.raises(StoreAway, match="keeps no versions"):
        await scraps.find("a/paper")


async def test_the_newest_version_is_found_by_its_id(s3: S3Address, tmp_path: Path) -> None:
    objects, path, key = objects_in(s3, s3.bucket), tmp_path / "paper", key_of(uuid7(), uuid7())
    path.write_bytes(b"first")
    await objects.put(key, path, "image/png")
    first = await objects.find(key)
    path.write_bytes(b"second!")
    await objects.put(key, path, "image/png")
    assert (await objects.find(key)).version_id != first.version_id
    await objects.download(key, first.version_id, path)
    assert path.read_bytes() == b"first"
