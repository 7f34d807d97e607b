"""What `mante up` ends with: each address, for whom, with which test credential, and what to try."""

from typing import Any

from mante.commands.output import as_table, say


def welcome(addresses: dict[str, Any]) -> None:
    """Prints the tables of addresses, and three commands."""
    say("")
    as_table(_parties(addresses), "who", "login", "secret", "area", title=_for_parties(addresses))
    say("")
    as_table(_inside(addresses), "what", "address", "login", title="For operators, on this machine only")
    say("\n".join(["", "Try:", *(f"  {line}" for line in _commands(addresses)), ""]))


def _for_parties(addresses: dict[str, Any]) -> str:
    return f"For parties: {addresses['front']} (HTTP Basic), Kafka {addresses['kafka']['bootstrap']} (SCRAM-SHA-512)"


def _parties(addresses: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**party, "who": party["name"], "login": party["code"]} for party in addresses["parties"]]


def _inside(addresses: dict[str, Any]) -> list[dict[str, str]]:
    token, kafka, store = addresses["operator_token"], addresses["kafka"], addresses["s3"]
    services = [
        {"what": f"{service} operations", "address": f"{url}/operations", "login": f"Bearer {token}"}
        for service, url in addresses["services"].items()
    ]
    databases = [
        {"what": f"{service} database", "address": dsn, "login": "in the address"}
        for service, dsn in addresses["postgres"].items()
    ]
    return [
        *services,
        *databases,
        {"what": "kafka, as admin", "address": kafka["bootstrap"], "login": f"admin / {kafka['passwords']['admin']}"},
        {"what": "papers", "address": store["url"], "login": f"{store['access_key']} / {store['secret_key']}"},
        {"what": "SMS gateway (fake)", "address": addresses["sms_gateway"], "login": ""},
    ]


def _commands(addresses: dict[str, Any]) -> list[str]:
    hospital = next(party for party in addresses["parties"] if party["kind"] == "institution")
    return [
        f"curl -u {hospital['code']}:{hospital['secret']} '{addresses['front']}/v1/tasks?wait=0'",
        "./mante status",
        "./mante logs -f review",
    ]
