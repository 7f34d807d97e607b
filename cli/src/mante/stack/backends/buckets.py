"""The bucket of the papers, on any object store that speaks S3."""

import asyncio
from urllib.parse import urlsplit

from mante.stack.s3_address import S3Address


async def make(store: S3Address) -> None:
    """Makes the bucket if it is not there; it keeps every version, so that a sealed paper is never replaced."""
    await asyncio.to_thread(_make, store)


def _make(store: S3Address) -> None:
    # imported here: the SDK takes longer to import than Postgres to start
    from minio import Minio  # noqa: PLC0415
    from minio.commonconfig import ENABLED  # noqa: PLC0415
    from minio.versioningconfig import VersioningConfig  # noqa: PLC0415

    url = urlsplit(store.url)
    client = Minio(url.netloc, store.access_key, store.secret_key, secure=url.scheme == "https")
    if not client.bucket_exists(store.bucket):
        client.make_bucket(store.bucket)
    client.set_bucket_versioning(store.bucket, VersioningConfig(ENABLED))
