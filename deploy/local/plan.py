"""What a stack is made of, decided before anything starts: ports, credentials, parts, who talks to what."""

import os
from dataclasses import dataclass

from deploy.local.credentials import Credentials
from deploy.local.http_server import HttpServer, MailSink
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from deploy.local.part import Part
from deploy.local.ports import Port, Ports
from deploy.local.services import SERVICES, Backends, Service, build_services
from deploy.local.state import State

DEFAULT_PORTS = {"nats-server": 4222, "mongod": 27017, "mail": 8025, "smtp": 1025}


@dataclass(frozen=True)
class Options:
    """What the command line may change. `any_ports`: free ports only, the defaults are left to others."""

    demo: bool = True
    any_ports: bool = False
    provision: bool = True
    services: tuple[Service, ...] = SERVICES


@dataclass(frozen=True)
class Plan:
    """The parts of one stack. Nats-server, mongod or mail is None when a URL names one that runs already."""

    ports: dict[str, Port]
    credentials: Credentials
    nats: NatsServer | None
    mongod: Mongod | None
    mail: MailSink | None
    backends: Backends
    services: list[HttpServer]

    @property
    def embedded(self) -> list[NatsServer | Mongod | MailSink]:
        """What the services need, in the order of the start."""
        return [part for part in (self.nats, self.mongod, self.mail) if part is not None]

    @property
    def stop_order(self) -> list[list[Part]]:
        """Services first, together; then what they need, one after the other."""
        groups: list[list[Part]] = [[*self.services]]
        groups.extend([part] for part in reversed(self.embedded))
        return groups

    def note(self, name: str) -> str:
        """What is worth knowing about the port of a part."""
        return self.ports[name].note


def make_plan(state: State, options: Options) -> Plan:
    """Raises MissingBinaryError when a program is not there."""
    wanted = {service.name: service.default_port for service in options.services} | DEFAULT_PORTS
    choice = Ports()
    ports = {name: choice.choose(None if options.any_ports else default) for name, default in wanted.items()}
    number = {name: port.number for name, port in ports.items()}
    credentials = Credentials.kept_in(state.secrets)

    nats_url = os.environ.get("NATS_URL", "")
    mongo_url = os.environ.get("MONGO_URL", "")
    smtp_url = os.environ.get("SMTP_URL", "")
    nats = mongod = mail = None
    if not nats_url:
        nats = NatsServer(
            state.nats,
            port=number["nats-server"],
            passwords=credentials.nats_passwords,
            log=state.log("nats-server"),
        )
    if not mongo_url:
        mongod = Mongod(state.mongo, port=number["mongod"], log=state.log("mongod"))
    if not smtp_url:
        mail = MailSink(state.mail, http_port=number["mail"], smtp_port=number["smtp"], log=state.log("mail"))

    backends = Backends(
        nats_url_for=nats.url_for if nats else lambda _: nats_url,
        mongo_url=mongod.url if mongod else mongo_url,
        smtp_url=mail.smtp_url if mail else smtp_url,
    )
    services = build_services(options.services, number, backends, credentials, state.logs)
    return Plan(ports, credentials, nats, mongod, mail, backends, services)
