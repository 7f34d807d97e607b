"""What `mante up` ends with: each address, for whom, with which test credential, and what to try."""

from itertools import islice
from typing import Any

from mante.commands.examples import lines_for
from mante.commands.output import as_table, say


def welcome(addresses: dict[str, Any]) -> None:
    """Prints the tables of addresses, each channel's front end, and three commands."""
    say(f"\n{_for_parties(addresses)}")
    as_table(_parties(addresses), "who", "login", "secret", "area")
    say(f"\nPages: {_pages(addresses['front'])}")
    say("\nFor operators, on this machine only")
    as_table(_inside(addresses), "what", "address", "login")
    say("\nEach channel as its own users meet it, with people made up")
    for channel, line in channels(addresses):
        say(f"{channel}\n  {line}")
    if addresses["sandbox"]:
        sandbox(addresses["sandbox"])
    say(
        "\n".join(
            [
                "",
                "Try, the first two each in a terminal of its own:",
                *(f"  {line}" for line in _commands(addresses)),
                "",
            ]
        )
    )


def sandbox(papers: str) -> None:
    """Prints the sandbox's table in short; docs/sandbox.md has it whole."""
    from mante.sandbox.table import ROWS

    say(f"\nThe sandbox: what these persons and telephones bring about within seconds (files in {papers})")
    rows = [{"born or telephone": row.born or row.phone or "any", "what": f"{row.happens.zh}"} for row in ROWS]
    as_table(
        [{**shown, "row": row.code} for row, shown in zip(ROWS, rows, strict=True)], "born or telephone", "row", "what"
    )


def _for_parties(addresses: dict[str, Any]) -> str:
    return f"For parties: {addresses['front']} (HTTP Basic), Kafka {addresses['kafka']['bootstrap']} (SCRAM-SHA-512)"


def _parties(addresses: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**party, "who": party["name"], "login": party["code"]} for party in addresses["parties"]]


def _inside(addresses: dict[str, Any]) -> list[dict[str, str]]:
    token, kafka, store, sms = (addresses[name] for name in ("operator_token", "kafka", "s3", "sms_gateway"))
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
        {"what": "SMS gateway (fake)", "address": sms["url"], "login": f"Bearer {sms['secret']}"},
        _register(addresses["register"]),
    ]


def _register(register: dict[str, str]) -> dict[str, str]:
    if "file" in register:
        return {"what": "register of the insured", "address": register["file"], "login": ""}
    login = f"Bearer {register['secret']}"
    return {"what": "register of the insured (fake)", "address": register["url"], "login": login}


def _pages(front: str) -> str:
    pages = {"/apply": "people", "/desk": "reviewers", "/console": "operators"}
    return ", ".join(f"{front}{path} for {whom}" for path, whom in pages.items())


def channels(addresses: dict[str, Any]) -> list[tuple[str, str]]:
    """Each channel that has a front end, and the line that runs it."""
    parties = [party for party in addresses["parties"] if party["kind"] == "channel"]
    return [(party["name"], line) for party in parties for line in _lines(addresses, party)]


def _commands(addresses: dict[str, Any]) -> list[str]:
    """Apply, review, follow."""
    return [*_first(addresses, "channel"), *_first(addresses, "institution"), "./mante explain APPLICATION"]


def _first(addresses: dict[str, Any], kind: str) -> list[str]:
    """The first line of the first party of a kind that has one."""
    lines = (line for party in addresses["parties"] if party["kind"] == kind for line in _lines(addresses, party))
    return list(islice(lines, 1))


def _lines(addresses: dict[str, Any], party: dict[str, Any]) -> list[str]:
    return lines_for(party, addresses["front"], addresses["kafka"]["bootstrap"])
