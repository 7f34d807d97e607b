"""An application that joined another tells it so: a request like any other, decided under that one's lock."""

from dataclasses import dataclass

from chassis.between import Between
from chassis.storage import Job

from intake.domain.joining import ChannelJoined, Joined, JoinOpen


@dataclass(frozen=True, slots=True)
class Joining:
    """What one application says to another."""

    between: Between

    async def perform(self, order: JoinOpen, job: Job) -> Joined:
        """Let the channel follow the open application; one that was erased has no news for anybody."""
        await self.between.tell(order.open_application, ChannelJoined(channel=order.channel), job)
        return Joined()
