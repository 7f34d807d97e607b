"""The keys outside the database: those that wrap data keys, and the one of the blind index."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pydantic import SecretStr

from intake.vault.sealing import KEY_BYTES, Place, Unsealable, seal, unseal


@dataclass(frozen=True, slots=True)
class Keyring:
    """Wrapping keys by their ids. `current` wraps what is new; the others open what was wrapped before them."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def wrap(self, data_key: bytes, place: Place) -> str:
        """Return the data key, sealed under the current key."""
        return seal(self.keys[self.current], place, data_key)

    def unwrap(self, key_id: str, wrapped: str, place: Place) -> bytes:
        """Return the data key that the key named `key_id` wrapped; raises `Unsealable`."""
        if key_id not in self.keys:
            message = f"wrapping key {key_id} is not at hand"
            raise Unsealable(message)
        return unseal(self.keys[key_id], place, wrapped)


def keyring(current: SecretStr, former: Iterable[SecretStr] = ()) -> Keyring:
    """Return the keyring of the current and former vault keys (base64 of 32 bytes each)."""
    opened = [key_of(secret) for secret in (current, *former)]
    return Keyring(key_id_of(opened[0]), {key_id_of(key): key for key in opened})


def key_of(secret: SecretStr) -> bytes:
    """Return the 32 bytes that a setting holds in base64; raises ValueError without showing them."""
    try:
        key = base64.b64decode(secret.get_secret_value(), validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        message = f"a key must be {KEY_BYTES} bytes in base64"
        raise ValueError(message)
    return key


def key_id_of(key: bytes) -> str:
    """Return a name for a key that tells nothing about it."""
    return sha256(b"mante key id|" + key).hexdigest()[:12]
