"""The secrets of one stack: made at random when they are first needed, and kept in one private file."""

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from mante.stack.remembered import Remembered


@dataclass(frozen=True)
class KeyPair:
    """An Ed25519 key pair, both halves as PEM."""

    private: str
    public: str


class Keyring:
    """Passwords, keys and key pairs by name; the first to ask for a name makes it."""

    def __init__(self, home: Path) -> None:
        self._kept = Remembered(home / "secrets.json")

    def password(self, name: str) -> str:
        """24 letters and digits: nothing that a URL, a shell or a properties file would read otherwise."""
        return self._kept.get(name, lambda: secrets.token_hex(12))

    def key(self, name: str) -> str:
        """32 random bytes in base64."""
        return self._kept.get(name, lambda: base64.b64encode(secrets.token_bytes(32)).decode())

    def pair(self, name: str) -> KeyPair:
        """An Ed25519 key pair."""
        private = self._kept.get(name, _new_private_key)
        public = load_pem_private_key(private.encode(), None).public_key()
        return KeyPair(private, public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def _new_private_key() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
