"""The three services: what each is called, where it listens, and what it is told.

They are started by name, with the entry points the containers use; nothing of them is imported.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.credentials import Credentials
from deploy.local.http_server import HttpServer
from deploy.local.ports import LOOPBACK


@dataclass(frozen=True, slots=True)
class Service:
    """A service as the runner knows it. `secrets` are the variables it is given beside the common ones."""

    name: str
    default_port: int
    command: tuple[str, ...]
    secrets: tuple[str, ...] = ()


SERVICES = (
    Service(
        "registration",
        8001,
        (sys.executable, "-m", "services.registration"),
        ("ORGANISER_TOKEN", "ORGANISER_PASSWORD", "LINK_SECRETS"),
    ),
    Service(
        "recommendations",
        8002,
        (sys.executable, "-m", "services.recommendations"),
        ("ORGANISER_TOKEN", "INTEGRATOR_TOKEN", "LINK_SECRETS"),
    ),
    Service(
        "notifications",
        8003,
        (sys.executable, "-m", "services.notifications"),
        ("ORGANISER_TOKEN", "LINK_SECRETS"),
    ),
)


@dataclass(frozen=True)
class Backends:
    """What the services talk to. `nats_url_for` takes the name of a service."""

    nats_url_for: Callable[[str], str]
    mongo_url: str
    smtp_url: str


def build_services(
    services: tuple[Service, ...],
    ports: Mapping[str, int],
    backends: Backends,
    credentials: Credentials,
    logs: Path,
) -> list[HttpServer]:
    """The services, ready to be started."""
    return [
        HttpServer(
            service.name,
            service.command,
            environment_of(service, ports, backends, credentials),
            port=ports[service.name],
            log=logs / f"{service.name}.log",
        )
        for service in services
    ]


def environment_of(
    service: Service, ports: Mapping[str, int], backends: Backends, credentials: Credentials
) -> dict[str, str]:
    """The settings of one service, as environment variables."""
    secrets = {
        "ORGANISER_TOKEN": credentials.organiser_token,
        "ORGANISER_PASSWORD": credentials.organiser_password,
        "INTEGRATOR_TOKEN": credentials.integrator_token,
        "LINK_SECRETS": credentials.link_secrets,
    }
    environment = {
        "HTTP_HOST": LOOPBACK,
        "HTTP_PORT": str(ports[service.name]),
        "NATS_URL": backends.nats_url_for(service.name),
        "MONGO_URL": backends.mongo_url,
        "MONGO_DATABASE": service.name,
        **{f"{name.upper()}_URL": f"http://{LOOPBACK}:{port}" for name, port in ports.items()},
        **{name: secrets[name] for name in service.secrets},
    }
    if service.name == "notifications":
        environment["SMTP_URL"] = backends.smtp_url
        environment["MAIL_FROM"] = "Desire Path <hello@desirepath.example>"
    return environment
