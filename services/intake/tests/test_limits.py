"""The applicants' pages from one address: asked for, and signed in to, only so often; it is written nowhere."""

from typing import Any

import structlog
from chassis.testing.plugin import Migrated

from .serving import CANARY, asking

HERE, THERE = "203.0.113.7", "203.0.113.8"
LIMITS: dict[str, Any] = {
    "trusted_proxies": ["127.0.0.1/32"],
    "pages_per_second": 0.01,
    "pages_burst": 5,
    "sign_ins_per_second": 0.01,
    "sign_ins_burst": 2,
}
SAID = {"area": "520200", **CANARY}


async def test_pages_are_asked_for_only_so_often(migrated: Migrated) -> None:
    async with asking(await migrated("intake"), "gz-app", **LIMITS) as asked:
        with structlog.testing.capture_logs() as lines:
            told = [await asked.client.get("/apply", headers={"x-forwarded-for": HERE}) for _ in range(6)]
        assert [one.status_code for one in told] == [200] * 5 + [429]
        assert "请求过于频繁，请稍后重试。" in told[-1].text
        assert int(told[-1].headers["retry-after"]) <= 100
        assert (await asked.client.get("/apply", headers={"x-forwarded-for": THERE})).status_code == 200
        assert [line["status"] for line in lines if line["event"] == "request.served"][-1] == 429
        assert HERE not in str(lines)
        assert (await asked.get("gz-app", "/v1/updates")).status_code != 429


async def test_who_one_is_and_the_code_are_tried_only_so_often(migrated: Migrated) -> None:
    async with asking(await migrated("intake"), "gz-app", **LIMITS) as asked:
        here = {"origin": "http://service", "x-forwarded-for": f"198.51.100.9, {HERE}"}
        tries = [
            await asked.client.post("/apply/sign-in", data=SAID, headers=here),
            await asked.client.post("/apply/code", data={"code": "123456"}, headers=here),
            await asked.client.post("/apply/code", data={"code": "123457"}, headers=here),
            await asked.client.post("/apply/sign-in", data=SAID, headers=here),
        ]
        assert [one.status_code for one in tries] == [303, 422, 429, 429]
        assert await asked.pool.fetchval("select count(*) from sign_ins") == 1
