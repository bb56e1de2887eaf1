"""docker-compose.yml says what the programs in it read, gives each its own credentials, and can be scaled."""

import importlib
import re
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic_settings import BaseSettings

from deploy.mail_sink.settings import Settings as MailSinkSettings
from deploy.secrets_file import secret_names
from services.registration.guarding.networks import networks_of
from shared.bus.provision import ProvisionSettings
from shared.web.serve import DRAIN_SECONDS
from tests.deploy.composition import (
    COMPOSE_FILE,
    ONE_SHOTS,
    PARTS,
    PROJECT,
    REFERENCE,
    SERVERS,
    SERVICES,
    TEXT,
    environment,
    read,
)

PORTS = {"registration": "8001", "recommendations": "8002", "notifications": "8003"}

# What a program reads and nobody needs to set here, with the reason. Everything else has to be set.
OPTIONAL = {
    "cli": {"NATS_URL"},  # the operator's user; `docker compose run provision` has it
    "recommendations": {"CREDIT_RULES_DIR"},  # set together with the folder; docs/attendance.md
    "registration": {
        "FORMS_DIR",  # set together with the folder and the secrets of one's own forms; docs/forms.md
        "SIGNUPS_PER_NETWORK",  # these limits suit most; docs/operating.md
        "SIGNUPS_PER_RECIPIENT",
        "RESENDS_PER_RECIPIENT",
        "RESENDS_PER_NETWORK",
        "RESENDS_PER_DOMAIN",
        "MINIMUM_FILL_SECONDS",
        "PROOF_OF_WORK",
        "ERASURE_SETTLES_SECONDS",
    },
}


def settings_of(part: str) -> set[str]:
    """The variables that the program of one part reads."""
    if part in SERVICES:
        return variables(importlib.import_module(f"services.{part}.settings").Settings)
    if part == "provision":
        return variables(ProvisionSettings)
    if part == "mail":
        return variables(MailSinkSettings)
    if part == "cli":
        sources = "".join(path.read_text() for path in (PROJECT / "deploy" / "cli").glob("*.py"))
        return set(re.findall(r"""find\(\w+, ["']([A-Z_]+)["']""", sources))
    if part == "nats":
        return set(re.findall(r"password: \$([A-Z_]+)", read("deploy/nats/nats.conf")))
    if part == "mongo-init":
        script = read("deploy/mongo/init.js")
        each = {f"MONGO_{service.upper()}_PASSWORD" for service in SERVICES}
        assert "`MONGO_${service.toUpperCase()}_PASSWORD`" in script
        return {"HOME"} | set(re.findall(r'secret\("([A-Z_]+)"\)', script)) | each
    if part == "mongo-prepare":
        return set(re.findall(r"\$([A-Z_]+)", read("deploy/mongo/prepare.sh")))
    return {"mongo": {"HOME"}, "front": set()}[part]


def variables(settings: type[BaseSettings]) -> set[str]:
    """The environment variables of a pydantic settings class."""
    prefix = settings.model_config.get("env_prefix", "")
    return {f"{prefix}{name}".upper() for name in settings.model_fields}


def test_it_follows_the_compose_specification() -> None:
    validate = Path(sys.executable).with_name("check-jsonschema")
    check = subprocess.run(
        [validate, "--builtin-schema", "vendor.compose-spec", COMPOSE_FILE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_told_what_it_reads_and_nothing_else(part: str) -> None:
    optional = OPTIONAL.get(part, set())
    assert optional <= settings_of(part), "what is not read cannot be optional"
    assert set(environment(part)) == settings_of(part) - optional


def test_secrets_come_from_outside_and_have_no_default() -> None:
    secrets = secret_names(read(".env.example"))
    assert len(secrets) == len(set(secrets)) == 14
    required = {match["name"] for match in REFERENCE.finditer(TEXT) if match["operator"] == ":?"}
    assert required == set(secrets)
    for match in REFERENCE.finditer(TEXT):
        if match["name"] in secrets:
            assert match["operator"] == ":?", match[0]
            assert "python3 -m deploy.secrets_file" in match["rest"], match[0]
    assert not re.findall(r"://\w+:(?!\$\{)[^@/\s]*@", TEXT), "a password stands in the file"


def test_the_example_names_every_other_variable_with_its_default() -> None:
    defaults = {(match["name"], match["rest"]) for match in REFERENCE.finditer(TEXT) if match["operator"] == ":-"}
    shown = re.findall(r"^#([A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE)
    assert sorted(shown) == sorted(defaults)
    assert all(match["operator"] for match in REFERENCE.finditer(TEXT)), "neither default nor message"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_its_own_user_of_the_bus_and_of_its_own_database(service: str) -> None:
    told = environment(service)
    upper = service.upper()
    bus, database = (urlsplit(re.sub(r":\?[^}]*", "", told[name])) for name in ("NATS_URL", "MONGO_URL"))
    assert (bus.username, bus.password) == (service, f"${{NATS_{upper}_PASSWORD}}")
    assert (database.username, database.password) == (service, f"${{MONGO_{upper}_PASSWORD}}")
    assert (database.path, database.query) == (f"/{service}", "replicaSet=rs0")
    assert told["MONGO_DATABASE"] == service
    others = [name.upper() for name in SERVICES if name != service]
    assert not [name for name in others if f"_{name}_PASSWORD" in str(told)]


def test_only_the_provisioner_is_the_operator() -> None:
    assert [part for part in PARTS if "//operator:" in str(environment(part))] == ["provision"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_be_scaled(service: str) -> None:
    part = PARTS[service]
    assert not {"ports", "container_name", "hostname", "network_mode"} & set(part)
    port = PORTS[service]
    assert environment(service)["HTTP_PORT"] == port
    assert PARTS["front"]["ports"].count(f"${{PUBLISH_ADDRESS:-127.0.0.1}}:${{{service.upper()}_PORT:-{port}}}:{port}")
    front = read("deploy/front/haproxy.cfg")
    assert f"frontend {service}\n    bind :{port}\n    default_backend {service}\n" in front
    assert re.search(rf"backend {service}\n    server-template replica \d\d {service}:{port}\n", front)


def test_the_front_says_for_whom_it_asks_and_is_believed() -> None:
    assert re.search(r"^ {4}option forwardfor$", read("deploy/front/haproxy.cfg"), re.MULTILINE)
    trusted = REFERENCE.search(environment("registration")["TRUSTED_PROXIES"])
    assert trusted
    for front in ("172.18.0.5", "192.168.16.5"):  # in networks such as Docker makes
        assert any(ip_address(front) in network for network in networks_of(trusted["rest"]))


def test_services_start_when_what_they_need_is_ready() -> None:
    done, healthy = "service_completed_successfully", "service_healthy"
    waits = {
        name: {other: how["condition"] for other, how in PARTS[name].get("depends_on", {}).items()}
        for name in PARTS
        if name != "front"
    }
    for service in ("registration", "recommendations"):
        assert waits[service] == {"provision": done, "mongo-init": done}
    assert waits["notifications"] == {"provision": done, "mongo-init": done, "mail": healthy}
    assert waits["provision"] == {"nats": healthy}
    assert waits["mongo-init"] == {"mongo": healthy}
    assert waits["mongo"] == {"mongo-prepare": done}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_is_watched_and_comes_back(name: str) -> None:
    assert PARTS[name]["healthcheck"]["test"][0] == "CMD"
    assert PARTS[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_time_to_drain(service: str) -> None:
    assert int(PARTS[service]["stop_grace_period"].removesuffix("s")) >= DRAIN_SECONDS + 30


@pytest.mark.parametrize("name", PARTS)
def test_every_container_is_confined(name: str) -> None:
    part = PARTS[name]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert part.get("cap_add", []) == (["CHOWN"] if name == "mongo-prepare" else [])
    assert not part.get("privileged")
    assert name not in ONE_SHOTS or part["restart"] == "no"


def test_only_services_are_published_beyond_this_machine() -> None:
    published = {name: part["ports"] for name, part in PARTS.items() if "ports" in part}
    assert set(published) == {"front", "mail", "nats"}
    for name in ("mail", "nats"):
        assert all(port.startswith("127.0.0.1:") for port in published[name])


def test_the_bus_is_the_production_one() -> None:
    assert PARTS["nats"]["command"] == ["--config", "/etc/nats/production.conf"]
    assert "./deploy/nats:/etc/nats:ro" in PARTS["nats"]["volumes"]
    assert re.search(r"^\s*sync_interval: always$", read("deploy/nats/production.conf"), re.MULTILINE)
