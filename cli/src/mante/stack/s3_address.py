"""Where an object store is, and the key to it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class S3Address:
    """The store's own address (`http://host:port`), one bucket in it, and the key that may use it."""

    url: str
    bucket: str
    access_key: str
    secret_key: str = field(repr=False)
