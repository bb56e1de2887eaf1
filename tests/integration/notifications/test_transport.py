"""The way to the mail server: encrypted when asked for, and never less than that."""

import shutil
import ssl
import subprocess
from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from deploy.local.ports import LOOPBACK
from services.notifications.domain import NotSent, Sent
from services.notifications.smtp import SmtpMailer
from tests.integration.notifications.relay import Relay

OFFERS_STARTTLS = "250-relay\r\n250-STARTTLS\r\n250 SMTPUTF8"
OFFERS_AUTH = "250-relay\r\n250-AUTH PLAIN\r\n250 SMTPUTF8"


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Desire Path <agenda@desirepath.example>", "Ana <ana@example.org>"
    message.set_content("Hello.\n.\n..\nGood bye.\n")
    return message


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl; apt-get install -y openssl installs it")
    folder = tmp_path_factory.mktemp("certificate")
    key, own = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", own, "-days", "2", "-subj", f"/CN={LOOPBACK}"),
            *("-addext", f"subjectAltName=IP:{LOOPBACK}"),
        ],
        check=True,
        capture_output=True,
    )
    own.write_text(own.read_text() + key.read_text())
    return own


@pytest.fixture
async def secure(certificate):
    """A mail server with that certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = Relay(tls=context)
    yield server
    await server.stop()


async def send(url: str):
    mailer = SmtpMailer(url, 1)
    delivery = await mailer.send(mail())
    await mailer.close()
    return delivery


async def test_plain(relay):
    assert await send(relay.url) == Sent()

    (taken,) = relay.taken
    assert (taken.sender, taken.recipient) == ("FROM:<agenda@desirepath.example>", "TO:<ana@example.org>")
    assert taken.message.get_content().splitlines() == ["Hello.", ".", "..", "Good bye."]
    assert relay.commands[-1] == "QUIT"


async def test_smtps(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    await secure.start(tls=True)

    assert await send(f"smtps://{LOOPBACK}:{secure.port}") == Sent()

    assert len(secure.taken) == 1
    assert "STARTTLS" not in secure.commands


async def test_starttls(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    await secure.start()
    secure.answers("EHLO", OFFERS_STARTTLS)

    assert await send(f"{secure.url}?starttls=1") == Sent()

    assert [command.split()[0] for command in secure.commands] == [
        *("EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "DATA", "QUIT"),
    ]
    assert len(secure.taken) == 1


@pytest.mark.parametrize("way", ["smtps", "starttls"])
async def test_a_certificate_nobody_trusts(secure, way):
    await secure.start(tls=way == "smtps")
    secure.answers("EHLO", OFFERS_STARTTLS)

    delivery = await send(f"smtps://{LOOPBACK}:{secure.port}" if way == "smtps" else f"{secure.url}?starttls=1")

    assert isinstance(delivery, NotSent)
    assert secure.taken == []
    assert not [command for command in secure.commands if command.startswith(("MAIL", "AUTH"))]


async def test_where_encryption_is_demanded_nothing_is_said_in_the_clear(relay):
    for url in (f"smtp://user:secret@{LOOPBACK}:{relay.port}?starttls=1", f"smtps://{LOOPBACK}:{relay.port}"):
        delivery = await send(url)
        assert isinstance(delivery, NotSent), url
        assert "secret" not in delivery.reason
    assert not [command for command in relay.commands if command.startswith(("MAIL", "AUTH"))]


async def test_user_and_password(relay):
    relay.answers("EHLO", OFFERS_AUTH)

    assert await send(f"smtp://an%40user:p%3A%2Fss@{LOOPBACK}:{relay.port}") == Sent()

    assert f"AUTH PLAIN {b64encode(bytes(1) + b'an@user' + bytes(1) + b'p:/ss').decode()}" in relay.commands


async def test_a_wrong_password_loses_no_mail(relay):
    relay.answers("EHLO", OFFERS_AUTH)
    relay.answers("AUTH", "535 5.7.8 wrong")

    assert await send(f"smtp://user:secret@{LOOPBACK}:{relay.port}") == NotSent("the mail server lets nobody in (535)")


@pytest.mark.parametrize("url", ["localhost:25", "http://localhost", "smtp://", "smtp:///mail", ""])
def test_what_is_no_address_of_a_mail_server(url):
    with pytest.raises(ValueError, match="SMTP_URL must look like smtp://host:port"):
        SmtpMailer(url, 1)
