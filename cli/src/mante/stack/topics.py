"""Topics, users and their rights on a stack's Kafka: the catalogue's, for the parties there are."""

from collections.abc import Mapping
from pathlib import Path

from chassis.bus import topics
from chassis.bus.address import BusAddress
from chassis.parties.file import read
from contracts.generate.acls import acls
from contracts.generate.topics import topics as topics_of
from pydantic import SecretStr

from mante.stack.backends.elsewhere import KafkaAt
from mante.stack.kafka_address import ADMIN, KafkaAddress


def apply(kafka: KafkaAddress, parties_file: Path) -> topics.Applied:
    """Brings Kafka to what the catalogue says for the parties in the file; repeating it changes nothing."""
    parties = read(parties_file).parties
    admin = BusAddress(kafka.bootstrap, kafka.security, kafka.admin_user, SecretStr(kafka.passwords[ADMIN]))
    if not kafka.has_users:
        return topics.apply(admin, topics_of(parties))
    users = {user: SecretStr(password) for user, password in kafka.passwords.items() if user != ADMIN}
    return topics.apply(admin, topics_of(parties), acls(parties), users)


def elsewhere(url: str, parties_file: Path, services: Mapping[str, str]) -> KafkaAddress:
    """A Kafka at `kafka://admin:password@host:port`, for these services' passwords and the parties' secrets.

    A party that the file knows by a hash only gets its topics and rights; its login is the administrator's to make.
    """
    secrets = {party.code: party.secret.get_secret_value() for party in read(parties_file).parties if party.secret}
    return KafkaAt(url, {**services, **secrets}).address
