"""Log lines: structlog, the standard library's loggers routed through it; JSON in containers, colour on a terminal."""

import logging
import sys
from typing import Any

import orjson
import structlog
from structlog.typing import Processor

from chassis.observing.redaction import redact
from chassis.settings import LogFormat

_QUIET = {
    "aiokafka": logging.ERROR,
    "asyncio": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "uvicorn": logging.WARNING,
}
"""Loggers that say at INFO what we say better ourselves."""

_FIRST = ("timestamp", "level", "event")


def configure(service: str, instance: str, log_format: LogFormat = LogFormat.AUTO, level: str = "INFO") -> None:
    """Set logging up for this process: one line per event, with service, instance and what is bound by context."""
    to_terminal = log_format is LogFormat.CONSOLE or (log_format is LogFormat.AUTO and sys.stderr.isatty())
    shared = _shared(service, instance)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(to_terminal=to_terminal)],
    )
    _route_standard_library(formatter, level)


def _shared(service: str, instance: str) -> list[Processor]:
    def name_the_process(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        return {"service": service, "instance": instance, **event}

    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_process,
    ]


def _rendering(*, to_terminal: bool) -> list[Processor]:
    if to_terminal:
        # Without the values of local variables, which may be secrets.
        return [redact, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, redact, structlog.processors.JSONRenderer(serializer=_json)]


def _json(event: Any, **_: object) -> str:  # noqa: ANN401
    ordered = {name: event[name] for name in _FIRST if name in event} | event
    return orjson.dumps(ordered, default=str).decode()


def _route_standard_library(formatter: logging.Formatter, level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name, threshold in _QUIET.items():
        logging.getLogger(name).setLevel(threshold)
