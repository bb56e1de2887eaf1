"""Every part of the product, started as `make run` starts it, on private ports, each of which can be killed."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.credentials import Credentials
from deploy.local.demo import PROGRAMME
from deploy.local.errand import run_module
from deploy.local.http_server import HttpServer, MailSink
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from deploy.local.part import Part
from deploy.local.ports import free_port
from deploy.local.services import SERVICES, Backends, build_services

CONFERENCE = "personalized-learning-2026"
PATIENT = {"MINIMUM_FILL_SECONDS": "0", "SIGNUPS_PER_NETWORK": "1000000"}
"""Tests write faster than people, and all of them come from one address."""


@dataclass(frozen=True)
class Product:
    """The running parts and how to reach them."""

    nats: NatsServer
    mongod: Mongod
    mail: MailSink
    services: dict[str, HttpServer]
    credentials: Credentials

    def url(self, service: str) -> str:
        """Base URL of a service."""
        return self.services[service].url

    @property
    def killable(self) -> list[Part]:
        """What a fault test ends."""
        return [*self.services.values(), self.nats, self.mongod]


@contextmanager
def running_product(folder: Path, environment: dict[str, str] | None = None) -> Iterator[Product]:
    """Start everything and import the demo programme; stop everything in the end."""
    credentials = Credentials.kept_in(folder / "secrets.json")
    logs = folder / "logs"
    with ExitStack() as parts:
        nats = parts.enter_context(NatsServer(folder / "nats", passwords=credentials.nats_passwords))
        mongod = parts.enter_context(Mongod(folder / "mongo"))
        mail = parts.enter_context(MailSink(folder / "mail"))
        never = threading.Event()
        run_module("shared.bus.provision", log=logs / "provision.log", environment={"NATS_URL": nats.url}, stop=never)
        ports = {service.name: free_port() for service in SERVICES}
        backends = Backends(nats.url_for, mongod.url, mail.smtp_url)
        services = build_services(SERVICES, ports, backends, credentials, logs)
        for service in services:
            service.child.environment.update(PATIENT | (environment or {}))
            service.child.start()
            parts.callback(service.stop)
        for service in services:
            service.wait_until_ready()
        product = Product(nats, mongod, mail, {service.name: service for service in services}, credentials)
        run_module(
            *("deploy.cli", "programme", "import", str(PROGRAMME)),
            *("--registration", product.url("registration")),
            *("--recommendations", product.url("recommendations")),
            *("--token", credentials.organiser_token),
            log=logs / "import.log",
            environment={},
            stop=never,
        )
        yield product
