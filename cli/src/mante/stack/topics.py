"""Topics, users and their rights on a stack's Kafka: the catalogue's, for the parties there are."""

from collections.abc import Mapping
from types import MappingProxyType

from chassis.bus import topics
from chassis.bus.address import BusAddress
from chassis.parties.file import PartiesFile
from contracts.generate.acls import acls
from contracts.generate.topics import topics as topics_of
from contracts.parties import SERVICES
from pydantic import SecretStr

from mante.stack.kafka_address import ADMIN, KafkaAddress

NONE: Mapping[str, str] = MappingProxyType({})


def bring(kafka: KafkaAddress, file: PartiesFile, fresh: Mapping[str, str] = NONE) -> topics.Applied:
    """Brings Kafka to what the catalogue says for the parties in the file; repeating it changes nothing.

    Whoever is suspended, or has left the file, loses login and access; their topics stay. A party that the file knows
    by a hash only keeps the login it has, unless its secret is among the `fresh` ones.
    """
    admin = BusAddress(kafka.bootstrap, kafka.security, kafka.admin_user, SecretStr(kafka.passwords[ADMIN]))
    if not kafka.has_users:
        return topics.apply(admin, topics_of(file.parties))
    active = [party for party in file.parties if not party.suspended]
    users = {user: SecretStr(password) for user, password in kafka.passwords.items() if user in SERVICES}
    users |= {code: SecretStr(secret) for code, secret in fresh.items()}
    users |= {party.code: party.secret for party in active if party.secret is not None}
    suspended = [party.code for party in file.parties if party.suspended]
    applied = topics.apply(admin, topics_of(file.parties), acls(active), users, suspended)
    if gone := topics.left_behind(admin, {*SERVICES, *(party.code for party in file.parties)}):
        topics.apply(admin, (), barred=gone)
    return applied
