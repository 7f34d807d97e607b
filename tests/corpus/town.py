"""Each service on a database of its own, with the parties of a small town and everybody's credentials."""

import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from itertools import count

import asyncpg
import httpx
from chassis.grants import READING, UPLOAD, signer
from chassis.parties.file import PartiesFile
from chassis.parties.register import write
from chassis.service import Service
from chassis.testing.serving import client_of
from contracts.ids import uuid7
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pages.sessions import Sessions
from pydantic import SecretStr

APP, OTHER_APP, GONE = "gz-app", "gz-wechat", "sc-mini"
HOSPITAL, OTHER_HOSPITAL, DOCTOR = "H52020199001", "H52020199002", "D520201000001"
SECRET, OPERATOR, SERVICE, GATEWAY = (f"{who} of sixteen and more" for who in ("party", "operator", "service", "sms"))
ANNA = {"id_number": "520200195507080018", "name": "王秀英", "phone": "13800000001"}
BERT = {"id_number": "52020019880229002X", "name": "李小红", "phone": "13800000002"}
ORIGIN = {"origin": "http://service", "sec-fetch-site": "same-origin"}
KEY = SecretStr(base64.b64encode(b"k" * 32).decode())
PAIR = Ed25519PrivateKey.generate()
PRIVATE = SecretStr(PAIR.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
PUBLIC = PAIR.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
NOWHERE = "http://127.0.0.1:1"
Migrated = Callable[[str], Awaitable[str]]
Key = Mapping[str, str]


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _own_settings() -> dict[str, dict[str, object]]:
    """What one service alone is told; others are made from what all are told."""
    vault = {"vault_url": NOWHERE, "vault_token": SecretStr(SERVICE)}
    store = {"s3_url": NOWHERE, "s3_public_url": NOWHERE, "s3_access_key": "a", "s3_secret_key": SecretStr("s")}
    return {
        "intake": {
            "vault_key": KEY,
            "blind_index_key": KEY,
            "grant_private_key": PRIVATE,
            "notify_url": NOWHERE,
            "vault_tokens": {"notify": _hash(SERVICE)},
        },
        "documents": {**store, "upload_grant_public_key": PUBLIC, "read_grant_public_key": PUBLIC},
        "review": {**vault, "documents_url": NOWHERE, "grant_private_key": PRIVATE},
        "benefits": vault,
        "notify": {
            **vault,
            "sms_url": NOWHERE,
            "sms_secret": SecretStr(GATEWAY),
            "code_tokens": {"intake": _hash(SERVICE)},
        },
    }


def unstarted(name: str, dsn: str = "postgresql://nobody@127.0.0.1:1/nothing") -> Service:
    """Return a service that runs nowhere yet; call it inside the running loop."""
    given = import_module(f"{name}.settings").Settings(
        environment="test",
        postgres=SecretStr(dsn),
        operator_token=SecretStr(OPERATOR),
        public_url="https://mante.example",
        requests_per_second=10_000,
        requests_burst=10_000,
        **_own_settings().get(name, {}),
    )
    service: Service = import_module(f"{name}.app").create_service(given)
    return service


SITES = {"intake": "mante-apply", "review": "mante-desk"}
"""The cookie of each service's pages."""


@dataclass(slots=True)
class House:
    """A running service, its database, and the credentials of everybody in town."""

    name: str
    service: Service
    client: httpx.AsyncClient
    pool: "asyncpg.Pool[asyncpg.Record]"
    keys: dict[str, Key]
    _numbers: "count[int]" = field(default_factory=count)

    async def knock(self, method: str, path: str, key: Key, content: bytes = b"", **headers: str) -> httpx.Response:
        """Ask as the holder of a key, with an idempotency key of its own."""
        kind = "application/x-www-form-urlencoded" if path.startswith(("/apply", "/desk")) else "application/json"
        given = {"content-type": kind, "idempotency-key": f"key-{next(self._numbers)}", **ORIGIN, **key, **headers}
        return await self.client.request(method, path, content=content, headers=given)

    async def person(self, about: Mapping[str, str]) -> str:
        """Let intake's channel register somebody; return the reference."""
        answer = await self.knock("POST", "/v1/persons", self.keys["channel"], json.dumps(about).encode())
        assert answer.status_code == httpx.codes.OK, answer.text
        return str(answer.json()["person_ref"])

    async def session(self, who: str) -> Key:
        """Let somebody sign in at the pages."""
        return {"cookie": f"{SITES[self.name]}={await Sessions(self.pool).begin(who)}"}


@asynccontextmanager
async def house(name: str, migrated: Migrated) -> AsyncIterator[House]:
    """Serve one of the services."""
    dsn = await migrated(name)
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool:
        async with pool.acquire() as connection:
            await write(connection, _town())
        async with client_of(service := unstarted(name, dsn)) as client:
            # Pages that follow, and long polls, end with what they have.
            service.inside.stopping.set()
            found = House(name, service, client, pool, _keys(name))
            await sign_in(found)
            yield found


def _town() -> PartiesFile:
    staff = [{"practitioner": DOCTOR, "name": "李医生", "roles": ["reviewer"]}]
    about = {"kind": "institution", "level": 2, "area": "520200", "roles": ["hospital"], "secret": SECRET}
    parties = [
        {"code": APP, "kind": "channel", "name": "贵州医保APP", "secret": SECRET},
        {"code": OTHER_APP, "kind": "channel", "name": "贵州医保", "secret": SECRET},
        {"code": GONE, "kind": "channel", "name": "小程序", "secret": SECRET, "suspended": True},
        {**about, "code": HOSPITAL, "name": "市一医院", "staff": staff},
        {**about, "code": OTHER_HOSPITAL, "name": "市二医院"},
    ]
    return PartiesFile.model_validate({"parties": parties})


def _keys(name: str) -> dict[str, Key]:
    return {
        "nobody": {},
        "a wrong secret": basic(APP, "another secret of sixteen"),
        "a suspended party": basic(GONE, SECRET),
        "another token": _bearer("nobody's token of sixteen"),
        "channel": basic(APP, SECRET),
        "institution": basic(HOSPITAL, SECRET),
        "operator": _bearer(OPERATOR),
        "service": _bearer(SERVICE),
        "sms gateway": _bearer(GATEWAY),
        "upload grant": _bearer(signer(PRIVATE, UPLOAD)(_claims("intake"))),
        "reading grant": _bearer(signer(PRIVATE, READING)(_claims("review"))),
        "another's session": {"cookie": f"{SITES.get(name, 'mante')}=somebody"},
    }


async def sign_in(served: House) -> None:
    """Let somebody sign in at the pages, once more, if the service has any."""
    if served.name in SITES:
        who = DOCTOR if served.name == "review" else await served.person(ANNA)
        served.keys["signed in"] = await served.session(who)


def _claims(issuer: str) -> dict[str, object]:
    now = datetime.now(UTC)
    about: dict[str, object] = {
        "channel": APP,
        "materials": ["identity_card"],
        "pack": {"id": "guizhou-liupanshui", "version": "2026.1"},
        "party": HOSPITAL,
        "documents": [],
    }
    times = {"iat": int(now.timestamp()), "exp": int((now + timedelta(hours=1)).timestamp())}
    return {**about, **times, "iss": issuer, "aud": "documents", "sub": str(uuid7()), "jti": str(uuid7())}


def basic(code: str, secret: str) -> Key:
    return {"authorization": "Basic " + base64.b64encode(f"{code}:{secret}".encode()).decode()}


def _bearer(token: str) -> Key:
    return {"authorization": f"Bearer {token}"}
