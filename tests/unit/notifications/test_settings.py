"""The sender is looked at when the service starts, not when the first mail fails."""

import os
import subprocess
import sys

import pytest
from pydantic import ValidationError

from services.notifications.settings import Settings

SECRETS = "the-secret-links-are-signed-with"


@pytest.mark.parametrize(
    ("sender", "host"),
    [
        ("agenda@desirepath.example", "desirepath.example"),
        ("Desire Path <agenda@desirepath.example>", "desirepath.example"),
        ('"Path, Desire" <a.b+c@mail.desirepath.example>', "mail.desirepath.example"),
        ("Désiré <agenda@desirepath.example>", "desirepath.example"),
        ("agenda@desirepath.example (the agenda)", "desirepath.example"),
    ],
)
def test_one_address(sender, host):
    settings = Settings(link_secrets=SECRETS, mail_from=sender)

    assert settings.mail_from == sender
    assert settings.mail_host == host


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "Desire Path",
        "agenda",
        "agenda@",
        "@desirepath.example",
        "Desire Path <agenda>",
        "a@one.example, b@two.example",
        "a@one.example b@two.example",
        "group: a@one.example;",
        "agenda@desirepath.example\nBcc: mallory@example.net",
        "ägenda@desirepath.example",
        "agenda@désiré.example",
    ],
)
def test_anything_else(sender):
    with pytest.raises(ValidationError, match="MAIL_FROM must be one address, such as Desire Path <agenda@example"):
        Settings(link_secrets=SECRETS, mail_from=sender)


def test_the_service_says_so_and_ends():
    environment = {**os.environ, "LINK_SECRETS": SECRETS, "MAIL_FROM": "nobody"}

    ended = subprocess.run(
        [sys.executable, "-m", "services.notifications"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert "MAIL_FROM must be one address, such as Desire Path <agenda@example.org>" in ended.stderr
