"""`python -m deploy.local`: the whole product on this machine, until Ctrl-C."""

import argparse
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deploy.local.binaries import MissingBinaryError
from deploy.local.part import StartError
from deploy.local.plan import Options
from deploy.local.runner import Runner, Signals
from deploy.local.screen import Screen
from deploy.local.state import AlreadyRunningError, claimed

DEFAULTS = Options()


def main(arguments: Sequence[str] | None = None, options: Options = DEFAULTS) -> int:
    """Exit code 0 after a stop that was asked for, 1 when the stack could not start."""
    given = _parser().parse_args(arguments)
    screen = Screen()
    signals = _listen_to_signals()
    try:
        with claimed(given.state) as state:
            if given.fresh:
                state.wipe()
            options = replace(options, demo=options.demo and not given.no_demo, any_ports=given.any_ports)
            Runner(state, screen, signals, options).run()
    except (AlreadyRunningError, MissingBinaryError, StartError) as problem:
        screen.problem(str(problem))
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    parser.add_argument(
        "--state", type=Path, default=Path(".desirepath"), help="folder for data, mail and logs (%(default)s)"
    )
    parser.add_argument("--fresh", action="store_true", help="start over: delete what that folder holds")
    parser.add_argument("--no-demo", action="store_true", help="do not import the demo programme")
    parser.add_argument("--any-ports", action="store_true", help="use free ports only, for a stack beside another one")
    return parser


def _listen_to_signals() -> Signals:
    """The first Ctrl-C, SIGTERM or hang-up stops in order; the second one kills."""
    signals = Signals(stop=threading.Event(), hurry=threading.Event())

    def received(*_: object) -> None:
        if signals.stop.is_set():
            signals.hurry.set()
        signals.stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, received)
    return signals


if __name__ == "__main__":
    raise SystemExit(main())
