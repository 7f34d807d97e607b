"""What the object store is told and says, on the real one: forms that can't be bent, faults that are an operator's."""

import hashlib
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from chassis.absence import Absent
from contracts.ids import uuid7
from documents.objects import NoBucket, NotUploaded, NotVersioned, Objects, StoreAway, key_of
from mante.stack.s3_address import S3Address
from minio import Minio
from minio.commonconfig import ENABLED
from minio.versioningconfig import SUSPENDED, VersioningConfig

pytestmark = pytest.mark.integration
CONTENT, JPEG = b"\xff\xd8\xff and so on", "image/jpeg"
EVIL = "https://elsewhere.example/"


@pytest.fixture
def objects(s3: S3Address) -> Objects:
    return Objects(s3.url, s3.url, s3.bucket, s3.access_key, s3.secret_key)


@pytest.fixture
def client(s3: S3Address) -> Minio:
    return Minio(urlsplit(s3.url).netloc, s3.access_key, s3.secret_key, secure=False, region="us-east-1")


@pytest.fixture
def bucket(client: Minio) -> Iterator[str]:
    """A bucket of this test's own that keeps no versions."""
    name = f"papers-{uuid7()}"
    client.make_bucket(name)
    yield name
    for found in list(client.list_objects(name, recursive=True, include_version=True)):
        client.remove_object(name, found.object_name or "", version_id=found.version_id)
    client.remove_bucket(name)


async def post(objects: Objects, to: str, lasts: timedelta = timedelta(minutes=15), **fields: str) -> httpx.Response:
    form = await objects.form(to, JPEG, len(CONTENT), datetime.now(UTC) + lasts)
    async with httpx.AsyncClient() as store:
        return await store.post(form.url, data=form.fields | fields, files={"file": ("x", CONTENT, "text/html")})


def fresh() -> str:
    return key_of(uuid7(), uuid7())


@pytest.mark.parametrize(
    "fields",
    [
        {"acl": "public-read"},
        {"success_action_status": "200"},
        {"Content-Type": "text/html"},
        {"x-amz-meta-note": "<script>"},
        {"x-amz-tagging": "a=b"},
        {"x-amz-website-redirect-location": EVIL},
        {"x-amz-storage-class": "GLACIER"},
        {"x-amz-object-lock-mode": "COMPLIANCE", "x-amz-object-lock-retain-until-date": "2099-01-01T00:00:00Z"},
    ],
)
async def test_a_field_that_the_form_pins_or_does_not_name_is_refused(objects: Objects, fields: dict[str, str]) -> None:
    key = fresh()
    assert (await post(objects, key, **fields)).status_code == 403
    with pytest.raises(NotUploaded):
        await objects.find(key)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"success_action_redirect": EVIL}, 303),
        ({"redirect": EVIL}, 201),
        ({"tagging": "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"}, 201),
        ({"bucket": "another"}, 201),
        ({"Cache-Control": "public", "Content-Disposition": "inline; filename=x.html"}, 201),
    ],
)
async def test_what_the_embedded_store_takes_beyond_the_policy_changes_nothing_for_us(
    objects: Objects, client: Minio, tmp_path: Path, fields: dict[str, str], status: int
) -> None:
    """SeaweedFS lets these fields pass outside the policy (MinIO refuses them).

    Our seal is neutral to them: it is taken of version, size and hash. A redirect sends its own sender away, who has
    the file; the object stays private, and is never given out: reviewers see page images, which are other objects.
    """
    key = fresh()
    assert (await post(objects, key, **fields)).status_code == status
    stored = await objects.find(key)
    await objects.download(key, stored.version_id, tmp_path / "paper")
    assert hashlib.sha256((tmp_path / "paper").read_bytes()).digest() == hashlib.sha256(CONTENT).digest()
    assert client.stat_object(objects.bucket, key).content_type == JPEG
    assert client.get_object_tags(objects.bucket, key) is None
    async with httpx.AsyncClient() as stranger:
        assert (await stranger.get(f"{objects.url}/{objects.bucket}/{key}")).status_code == 403
        page = key + "/pages/1"
        (tmp_path / "page").write_bytes(CONTENT)
        await objects.put(page, tmp_path / "page", JPEG)
        shown = await stranger.get(await objects.link(page))
    assert (shown.status_code, shown.headers["content-type"]) == (200, JPEG)
    assert not {"cache-control", "content-disposition", "location"} & set(shown.headers)


async def test_a_form_is_for_one_key_and_its_time(objects: Objects) -> None:
    key = fresh()
    assert (await post(objects, key, key=fresh())).status_code == 403
    assert (await post(objects, key, lasts=timedelta(seconds=-1))).status_code == 403
    assert (await post(objects, key)).status_code == 201


@pytest.mark.parametrize(
    "left_out", [{"policy"}, {"x-amz-signature"}, {"policy", "x-amz-signature", "x-amz-credential"}]
)
async def test_without_a_signed_policy_nothing_is_taken(objects: Objects, left_out: set[str]) -> None:
    key = fresh()
    form = await objects.form(key, JPEG, len(CONTENT), datetime.now(UTC) + timedelta(minutes=15))
    assert left_out <= form.fields.keys()
    fields = {name: value for name, value in form.fields.items() if name not in left_out}
    async with httpx.AsyncClient() as store:
        assert (await store.post(form.url, data=fields, files={"file": ("x", CONTENT)})).is_client_error
    with pytest.raises(NotUploaded):
        await objects.find(key)


async def test_what_comes_after_the_seal_is_another_version(objects: Objects, tmp_path: Path) -> None:
    key = fresh()
    await post(objects, key)
    sealed = await objects.find(key)
    await post(objects, key)
    assert (await objects.find(key)).version_id != sealed.version_id
    await objects.download(key, sealed.version_id, tmp_path / "paper")
    assert (tmp_path / "paper").read_bytes() == CONTENT


async def test_a_missing_object_is_not_uploaded(objects: Objects) -> None:
    with pytest.raises(NotUploaded):
        await objects.find(fresh())


async def test_a_missing_bucket_is_an_operators_fault(objects: Objects) -> None:
    nowhere = replace(objects, bucket=f"none-{uuid7()}")
    with pytest.raises(NoBucket, match=nowhere.bucket):
        await nowhere.find(fresh())
    with pytest.raises(NoBucket):
        await nowhere.erase(fresh())


@pytest.mark.parametrize("setting", ["never", "suspended", "too late"])
async def test_in_a_bucket_without_versions_nothing_is_sealed_and_nobody_is_refused(
    objects: Objects, client: Minio, bucket: str, setting: str
) -> None:
    plain, key = replace(objects, bucket=bucket), fresh()
    if setting == "suspended":
        client.set_bucket_versioning(bucket, VersioningConfig(ENABLED))
        client.set_bucket_versioning(bucket, VersioningConfig(SUSPENDED))
    client.put_object(bucket, key, io.BytesIO(CONTENT), len(CONTENT))
    if setting == "too late":
        client.set_bucket_versioning(bucket, VersioningConfig(ENABLED))
    else:
        with pytest.raises(NotVersioned, match=bucket):
            await plain.find(fresh())
    with pytest.raises(NotVersioned, match=bucket):
        await plain.find(key)


async def test_a_store_that_does_not_answer_is_away(objects: Objects) -> None:
    with pytest.raises(StoreAway) as refused:
        await replace(objects, secret_key="wrong").find(fresh())
    assert not isinstance(refused.value, Absent)
    with pytest.raises(StoreAway) as unheard:
        await replace(objects, url="http://127.0.0.1:9").find(fresh())
    assert isinstance(unheard.value, Absent)


async def test_what_is_erased_is_gone_in_every_version(objects: Objects, client: Minio, tmp_path: Path) -> None:
    key = fresh()
    await post(objects, key)
    await post(objects, key)
    (tmp_path / "page").write_bytes(CONTENT)
    await objects.put(key + "/pages/1", tmp_path / "page", JPEG)
    await objects.erase(key)
    assert list(client.list_objects(objects.bucket, prefix=key, recursive=True, include_version=True)) == []
    await objects.erase(key)


async def test_a_listing_of_many_pages_hides_nothing_from_erasure(objects: Objects, client: Minio) -> None:
    folder = f"{uuid7()}/"
    papers = [f"{folder}{number:03}" for number in range(350)]
    keys = [key for paper in papers for key in (paper, f"{paper}/pages/1", f"{paper}/pages/2")]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda key: client.put_object(objects.bucket, key, io.BytesIO(b"x"), 1), keys))
    await objects.erase(folder)
    assert list(client.list_objects(objects.bucket, prefix=folder, recursive=True, include_version=True)) == []
