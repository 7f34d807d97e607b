"""The object store. Bytes go from the person's device straight to it; only the inspector reads them back.

The `minio` SDK is synchronous and heavy: it is imported when first used, and called in threads.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from chassis.absence import Absent

if TYPE_CHECKING:
    from minio import Minio
    from minio.datatypes import Object

T = TypeVar("T")
REGION = "us-east-1"
PAGE_LASTS = timedelta(minutes=5)
CREATED = "201"
PRIVATE = "private"
_NO_VERSION = (None, "", "null")


class StoreAway(Exception):  # noqa: N818
    """The object store can't be had for now, or isn't set up as it must be: an operator's matter, never a paper's."""


class StoreUnheard(StoreAway, Absent):
    """Nobody answered in its place. A look, a copy and an erasure may be done again."""


class NoBucket(StoreAway):
    """The store is there, the bucket isn't."""


class NotVersioned(StoreAway):
    """The bucket keeps no versions, so that no paper can be sealed."""


class NotUploaded(Exception):  # noqa: N818
    """There is no object under this key (yet)."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form POST that the store takes: where to, and the fields to send before the file."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of an object."""

    version_id: str
    size: int


@dataclass(frozen=True)
class Objects:
    """The bucket, by its inner address for ourselves and its public one for what browsers are given."""

    url: str
    public_url: str
    bucket: str
    access_key: str
    secret_key: str = field(repr=False)

    @cached_property
    def _inner(self) -> "Minio":
        return self._client(self.url)

    @cached_property
    def _public(self) -> "Minio":
        return self._client(self.public_url)

    def _client(self, url: str) -> "Minio":
        from minio import Minio  # noqa: PLC0415 - 25 MB that an idle service doesn't need

        parts = urlsplit(url)
        secure = parts.scheme == "https"
        return Minio(parts.netloc, access_key=self.access_key, secret_key=self.secret_key, secure=secure, region=REGION)

    async def form(self, key: str, media_type: str, size: int, expires_at: datetime) -> Form:
        """Return a form for exactly this key, type and size (bytes), good until `expires_at` (UTC).

        A store may take fields that the policy doesn't name: what matters is named, the rest changes nothing for us.
        """
        from minio.datatypes import PostPolicy  # noqa: PLC0415

        policy = PostPolicy(self.bucket, expires_at)
        fixed = {"key": key, "Content-Type": media_type, "acl": PRIVATE, "success_action_status": CREATED}
        for name, value in fixed.items():
            policy.add_equals_condition(name, value)
        policy.add_content_length_range_condition(size, size)
        signed = await _in_thread(lambda: self._public.presigned_post_policy(policy))
        return Form(f"{self.public_url}/{self.bucket}", fixed | signed)

    async def find(self, key: str) -> Stored:
        """Return the newest version of an object; raises `NotUploaded` if the bucket is there and the object isn't."""
        try:
            found = await _in_thread(lambda: self._inner.stat_object(self.bucket, key))
        except NotUploaded:
            await self._check_bucket()
            raise
        if found.version_id in _NO_VERSION:
            raise NotVersioned(self.bucket)
        return Stored(found.version_id or "", found.size or 0)

    async def _check_bucket(self) -> None:
        # Asked for an object, a store without the bucket gives the same bare 404 as one without the object.
        versioning = await _in_thread(lambda: self._inner.get_bucket_versioning(self.bucket))
        if versioning.status != "Enabled":
            raise NotVersioned(self.bucket)

    async def download(self, key: str, version_id: str, path: Path) -> None:
        """Write one version of an object to a file."""
        await _in_thread(lambda: self._inner.fget_object(self.bucket, key, str(path), version_id=version_id))

    async def put(self, key: str, path: Path, media_type: str) -> None:
        """Store a file of ours."""
        await _in_thread(lambda: self._inner.fput_object(self.bucket, key, str(path), content_type=media_type))

    async def link(self, key: str) -> str:
        """Return an address that shows one object for five minutes."""
        return await _in_thread(lambda: self._public.presigned_get_object(self.bucket, key, expires=PAGE_LASTS))

    async def erase(self, prefix: str) -> None:
        """Destroy every version of every object whose key begins with `prefix`."""
        await _in_thread(lambda: self._erase(prefix))

    def _erase(self, prefix: str) -> None:
        # Until nothing is found: a long listing may leave out an object where one of its pages ends.
        while objects := self._versions(prefix):
            for found in objects:
                self._inner.remove_object(self.bucket, found.object_name or "", version_id=found.version_id)

    def _versions(self, prefix: str) -> "list[Object]":
        return list(self._inner.list_objects(self.bucket, prefix=prefix, recursive=True, include_version=True))


def key_of(application: UUID, document: UUID) -> str:
    """Return the key of an uploaded paper: ours alone, no part of it is the person's."""
    return f"{application}/{document}"


def page_key(application: UUID, document: UUID, number: int) -> str:
    """Return the key of one page image, numbered from 1."""
    return f"{key_of(application, document)}/pages/{number}"


async def _in_thread(call: Callable[[], T]) -> T:
    from minio.error import MinioException, S3Error  # noqa: PLC0415
    from urllib3.exceptions import HTTPError  # noqa: PLC0415

    try:
        return await asyncio.to_thread(call)
    except S3Error as error:
        raise _translated(error) from error
    except (MinioException, HTTPError, OSError) as away:
        raise StoreUnheard(str(away)[:200]) from away


def _translated(error: Any) -> Exception:  # noqa: ANN401 - the SDK's own error
    if error.code in ("NoSuchKey", "NoSuchObject", "NoSuchVersion"):
        return NotUploaded()
    return NoBucket(f"{error.bucket_name}") if error.code == "NoSuchBucket" else StoreAway(f"{error.code}")
