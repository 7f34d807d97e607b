"""Topics, users and their rights on a stack's Kafka: the catalogue's, for the parties there are."""

from pathlib import Path

from chassis.bus import topics
from chassis.bus.address import BusAddress
from chassis.parties.file import read
from contracts.generate.acls import acls
from contracts.generate.topics import topics as topics_of
from pydantic import SecretStr

from mante.stack.kafka_address import ADMIN, KafkaAddress


def apply(kafka: KafkaAddress, parties_file: Path) -> topics.Applied:
    """Brings Kafka to what the catalogue says for the parties in the file; repeating it changes nothing."""
    parties = read(parties_file).parties
    admin = BusAddress(kafka.bootstrap, kafka.security, kafka.admin_user, SecretStr(kafka.passwords[ADMIN]))
    if not kafka.has_users:
        return topics.apply(admin, topics_of(parties))
    users = {user: SecretStr(password) for user, password in kafka.passwords.items() if user != ADMIN}
    return topics.apply(admin, topics_of(parties), acls(parties), users)
