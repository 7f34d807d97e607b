"""The `mante` command: its commands, each of which imports what it needs when it runs."""

import typer

from mante.commands import (
    bench,
    benefits,
    deadlines,
    demo,
    doctor,
    explain,
    faults,
    insured,
    lag,
    logs,
    migrate,
    outbox,
    parked,
    party,
    policy,
    processes,
    rehearse,
    replay,
    simulate,
    staff,
    topics,
    up,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # `--help` in plain text takes half the time
    help="门诊慢特病待遇认定: run it, watch over it, ask it. Exit codes: 0 done, 1 failed, 2 called wrongly.",
)
for command in (
    *(up.up, up.down, processes.status, logs.logs, processes.restart, processes.stop, processes.start),
    *(
        demo.demo,
        faults.faults,
        doctor.doctor,
        lag.lag,
        explain.trace,
        explain.explain,
        replay.replay,
        rehearse.rehearse,
        simulate.simulate,
        migrate.migrate,
    ),
):
    app.command()(command)
for group in (bench, benefits, deadlines, insured, outbox, parked, party, policy, staff, topics):
    app.add_typer(group.app, name=group.__name__.rpartition(".")[-1])
