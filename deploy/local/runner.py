"""Starts everything in order, watches it, stops it in the opposite order."""

import os
import threading
from dataclasses import dataclass

from deploy.local.addresses import address_table
from deploy.local.demo import Demo
from deploy.local.errand import run_module
from deploy.local.part import StopRequestedError
from deploy.local.plan import Options, make_plan
from deploy.local.run_file import run_of, write_run
from deploy.local.screen import Screen
from deploy.local.shutdown import stop_all
from deploy.local.state import State
from deploy.local.supervisor import Supervisor


@dataclass(frozen=True)
class Signals:
    """`stop` asks the stack to end; `hurry` asks it not to wait for anything any more."""

    stop: threading.Event
    hurry: threading.Event


class Runner:
    """One stack, from start to stop. Raises MissingBinaryError when a program is not there."""

    def __init__(self, state: State, screen: Screen, signals: Signals, options: Options) -> None:
        self._state = state
        self._screen = screen
        self._signals = signals
        self._options = options
        self._plan = make_plan(state, options)

    def run(self) -> None:
        """Returns after a stop was asked for, with nothing left running. Raises StartError."""
        self._state.run.unlink(missing_ok=True)
        try:
            self._start()
            self._screen.show(address_table(self._plan))
            self._write_run()
            self._screen.say(f"Ready: Ctrl-C stops everything. For tools, all of this is in {self._state.run}")
            self._watch()
        except StopRequestedError:
            pass
        finally:
            self._state.run.unlink(missing_ok=True)
            with self._screen.step("stopping", "stopped"):
                stop_all(self._plan.stop_order, self._signals.hurry)

    def _start(self) -> None:
        stop = self._signals.stop
        for part in self._plan.embedded:
            with self._screen.step(f"{part.name} on port {part.port}"):
                part.start(stop)
        if self._options.provision:
            with self._screen.step("streams and consumers"):
                operator = {"NATS_URL": self._plan.backends.nats_url_for("operator")}
                log = self._state.log("provision")
                run_module("shared.bus.provision", log=log, environment=operator, stop=stop)
        for service in self._plan.services:
            service.child.start()
        for service in self._plan.services:
            with self._screen.step(f"{service.name} on port {service.port}"):
                service.wait_until_ready(stop)
        if self._options.demo:
            self._load_demo()

    def _load_demo(self) -> None:
        plan = self._plan
        demo = Demo(self._state.demo, database="embedded" if plan.mongod else plan.backends.mongo_url)
        if not demo.needed():
            return
        url = {service.name: service.url for service in plan.services}
        with self._screen.step("demo programme"):
            demo.load(
                url["registration"],
                url["recommendations"],
                plan.credentials.organiser_token,
                self._state.log("demo"),
                self._signals.stop,
            )

    def _watch(self) -> None:
        parts = [*self._plan.embedded, *self._plan.services]
        supervisor = Supervisor(parts, self._screen.say, self._write_run)
        while not self._signals.stop.wait(0.1):
            supervisor.tick()

    def _write_run(self) -> None:
        write_run(self._state.run, run_of(self._plan, runner_pid=os.getpid()))
