"""deploy/Dockerfile and what goes into a build."""

import re

import pytest

from tests.deploy.composition import PARTS, SERVICES, read

DOCKERFILE = read("deploy/Dockerfile")
STAGE = re.compile(r"^FROM (?P<base>\S+) AS (?P<name>\S+)$", re.MULTILINE)


def stages() -> dict[str, str]:
    """The text of each stage, that of the stage it builds on in front."""
    found: dict[str, str] = {}
    matches = list(STAGE.finditer(DOCKERFILE))
    ends = [match.start() for match in matches[1:]] + [len(DOCKERFILE)]
    for match, end in zip(matches, ends, strict=True):
        found[match["name"]] = found.get(match["base"], "") + DOCKERFILE[match.end() : end]
    return found


BUILDS = {name: part["build"] for name, part in PARTS.items() if "build" in part}


@pytest.mark.parametrize("name", BUILDS)
def test_an_image_is_a_target_that_does_not_run_as_root(name: str) -> None:
    build = BUILDS[name]
    assert (build["context"], build["dockerfile"]) == (".", "deploy/Dockerfile")
    users = re.findall(r"^USER (\S+)$", stages()[build["target"]], re.MULTILINE)
    assert users
    assert all(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) for user in users)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_its_own_entry_point_without_the_other_services(service: str) -> None:
    stage = stages()[service]
    assert f'CMD ["python", "-m", "services.{service}"]' in stage
    assert re.findall(r"/app/services/(\w+) ", stage) == [service]


def test_everything_installed_is_pinned_by_hash() -> None:
    commands = re.split(r"&&|^RUN ", DOCKERFILE, flags=re.MULTILINE)
    installs = [command for command in commands if re.search(r"\bpip\b.* install ", command)]
    assert len(installs) == 3
    assert all("--require-hashes" in install and "--only-binary :all:" in install for install in installs)


def test_the_mail_sink_has_the_versions_that_make_run_has() -> None:
    pins = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    run, sink = (dict(pins.findall(read(f"deploy/requirements/{name}.txt"))) for name in ("run", "mail-sink"))
    assert set(sink) == {"aiosmtpd", "atpublic", "attrs"}
    assert {name: run[name] for name in sink} == sink


def test_a_build_sees_only_what_is_named() -> None:
    lines = [line for line in read(".dockerignore").splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    assert not [line for line in lines if line.startswith("!") and ".env" in line]
