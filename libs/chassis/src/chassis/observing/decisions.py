"""A line in the log for whatever did not simply take effect: parked, refused, discarded, passed over, erased."""

import structlog

from chassis.observing.traces import Trace
from chassis.rows import AuditRow, Commit

_log = structlog.get_logger()


def tell(commit: Commit) -> None:
    """Log the exceptions of a commit; what went as it should is in the audit alone."""
    for row in commit.audit:
        if row.outcome != "decided":
            _tell(row)


def _tell(row: AuditRow) -> None:
    message, trace = row.message, Trace.parse(row.message.traceparent)
    say = _log.error if row.outcome == "parked" else _log.info
    say(
        f"{message.kind.value}.{row.outcome}",
        type=message.type,
        detail=row.detail,
        actor=message.actor,
        application_id=str(row.subject),
        event_id=str(message.id),
        correlation_id=str(message.correlation_id),
        trace_id=trace.trace_id if trace else None,
    )
