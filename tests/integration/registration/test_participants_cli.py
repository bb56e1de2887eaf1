"""`desirepath participants` against the service, as people run it."""

import json
import signal
import subprocess
import sys
from uuid import uuid4

import httpx
import pytest

from deploy.local.http_server import HttpServer
from deploy.local.ports import free_port
from tests.integration.registration.site import TOKEN, finished, publish
from tests.integration.registration.test_import import people
from tests.integration.registration.test_process import COMMAND, environment

ROWS = 1000


@pytest.fixture
def service(standing_nats, mongod, database_name, tmp_path):
    port = free_port()
    settings = environment(standing_nats, mongod, database_name, port)
    log = tmp_path / "registration.log"
    with HttpServer("registration", COMMAND, settings, port=port, log=log) as server:
        yield server


@pytest.fixture
async def slug(service) -> str:
    slug = f"c-{uuid4().hex[:12]}"
    async with httpx.AsyncClient(base_url=service.url) as client:
        await publish(client, slug=slug, capacity=10_000)
    return slug


@pytest.fixture
def command(service, slug):
    def arguments(what: str, *more: object) -> list[str]:
        here = ["--conference", slug, "--registration", service.url, "--token", TOKEN]
        return [sys.executable, "-m", "deploy.cli", "participants", what, *map(str, more), *here]

    return arguments


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, timeout=100, check=False)


async def test_looked_through_taken_and_taken_along(command, tmp_path, jetstream, slug, service):
    file, mapping = tmp_path / "list.csv", tmp_path / "mapping.toml"
    file.write_bytes(
        "Nombre;Correo;Meta\nJosé;jose@example.org;leer\nBo;nobody;[bold]x\nJo;jose@example.org;x\n".encode("cp1252")
    )
    mapping.write_text('[columns]\nNombre = "name"\nCorreo = "email"\nMeta = "goal_1"\n')

    dry = run(command("import", file, "--mapping", mapping, "--dry-run"))
    assert (dry.returncode, dry.stderr) == (1, "")
    assert "This is no e-mail address." in dry.stdout
    assert "The same address as row 2." in dry.stdout
    assert "Windows-1252" in dry.stdout
    assert "3 rows: 1 new, 2 wrong." in dry.stdout
    told = run(command("import", file, "--mapping", mapping, "--dry-run", "--json"))
    assert (told.returncode, json.loads(told.stdout)["duplicates"]) == (1, [{"row": 4, "first": 2}])

    refused = run(command("import", file, "--mapping", mapping))
    assert refused.returncode == 1
    assert "Nothing was imported." in refused.stdout

    taken = run(command("import", file, "--mapping", mapping, "--skip-invalid"))
    assert (taken.returncode, taken.stdout) == (0, "")
    assert "1 signed up, 0 here already, 2 wrong and left out." in taken.stderr
    await finished(jetstream)

    target = tmp_path / "out.csv"
    assert run(command("export", "--output", target)).returncode == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfname,email,")
    assert not (tmp_path / "out.csv.part").exists()
    shown = subprocess.run(command("export", "--delimiter", ";"), capture_output=True, timeout=60, check=True)
    assert "José;jose@example.org;".encode() in shown.stdout
    again = run(command("import", target, "--dry-run", "--json"))
    assert (again.returncode, json.loads(again.stdout)["known"]) == (0, [{"row": 2, "state": "imported"}])

    wrong = run([*command("export"), "--token", "wrong"])
    assert (wrong.returncode, wrong.stderr.startswith("401 Unauthorized")) == (1, True)
    assert run([*command("import", mapping), "--dry-run"]).stderr.startswith("422 ")


async def test_stopped_in_the_middle_and_run_again(command, tmp_path, jetstream, database):
    file = tmp_path / "list.csv"
    file.write_text(people(ROWS))
    process = subprocess.Popen(
        command("import", file, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    with process:
        for line in process.stdout:
            if json.loads(line)["done"] >= 200:
                process.send_signal(signal.SIGINT)
                break
        error = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert error == "Cut off. Nobody is taken twice: run it again to go on.\n"

    again = run(command("import", file, "--json"))
    await finished(jetstream)

    assert again.returncode == 0, again.stderr
    told = [json.loads(line) for line in again.stdout.splitlines()]
    assert told[-1]["finished"]["taken"] + told[-1]["finished"]["known"] == ROWS
    assert await database["participants"].count_documents({}) == ROWS
    assert (await jetstream.stream_info("CONTACTS")).state.messages == ROWS
