"""aiokafka's connections on uvloop: a line that is cut is an error of the line, and nothing else.

Whoever writes to a connection that was just cut gets nothing or an `OSError` from asyncio's loop, and from uvloop's a
`RuntimeError`, which aiokafka takes for a defect: the task that wrote is dead from then on, and nobody says so. Where
it was the one that learns which broker has which partition, everybody who asks waits for ever, a commit among them
(https://github.com/aio-libs/aiokafka/issues/1038).

aiokafka's clients take no connection class of one's own, so theirs is mended, once, for whoever uses this package.
"""

from collections.abc import Awaitable
from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

their_send = AIOKafkaConnection.send


def send(connection: AIOKafkaConnection, request: Any, expect_response: bool = True) -> Awaitable[Any]:  # noqa: ANN401, FBT001, FBT002 - as theirs
    """Write a request, and return what its answer can be waited for with. Raises `KafkaConnectionError`."""
    try:
        answer: Awaitable[Any] = their_send(connection, request, expect_response)
    except RuntimeError as closed:
        connection.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"Connection at {connection.host}:{connection.port} broken: {closed}") from closed
    return answer


AIOKafkaConnection.send = send
