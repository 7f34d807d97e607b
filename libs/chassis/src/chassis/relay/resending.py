"""Publishing once more what was published before: for a bus that lost the end of what it had acknowledged.

What is to come again goes back into the outbox, under the ids that it had there: so it keeps its order, leaves before
what is new, and is among the sent ones again once the bus has it. Consumers drop by its number what they took already.
"""

from dataclasses import dataclass
from datetime import datetime

from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

PAGE = 10_000
"""Events that go back at a time: what is new waits for no more of them than these."""
NOW = "select clock_timestamp()"
# The day's partition is read for each page: this is for a bad day, and an index would be paid for on every other.
AGAIN = """
with page as (
    select id from outbox_sent where sent_at >= $1 and sent_at < $2 and ($3::text is null or topic = $3)
    order by id limit $4
), again as (
    delete from outbox_sent using page where outbox_sent.id = page.id and sent_at >= $1 and sent_at < $2
    returning outbox_sent.*
)
insert into outbox (id, topic, subject, headers, value) overriding system value
select id, topic, subject, headers, value from again
"""


@dataclass(frozen=True, slots=True)
class Resent:
    """How many events go out again, all of which were published before `until`."""

    events: int
    until: datetime

    @property
    def whole(self) -> bool:
        """Say whether nothing is left to go out again."""
        return self.events < PAGE


async def resend(pool: Pool, since: datetime, until: datetime | None = None, topic: str | None = None) -> Resent:
    """Put a page of what was published from `since` on, on one topic or on all, back into the outbox.

    Call it again, with the `until` that it returned, for as long as that isn't the whole: what was published again
    meanwhile was so later than `until`, and does not come a third time. Times are the database's. Raises `Away`.
    """
    with in_our_words():
        until = until or await pool.fetchval(NOW)
        moved = await pool.execute(AGAIN, since, until, topic, PAGE)
    return Resent(int(moved.split()[-1]), until)
