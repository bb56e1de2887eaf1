"""The mail sink, as a process: what SMTP takes in, its pages and its JSON give back."""

import asyncio
import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import aiosmtplib
import httpx
import pytest

from deploy.local.http_server import MailSink

# Loading the certificates of the world for each request takes longer than the request.
get = partial(httpx.get, verify=False)
delete = partial(httpx.delete, verify=False)

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
HOSTILE = '<p>Hi</p></iframe><script>alert(1)</script><img src="http://127.0.0.1:9/x" onerror="alert(2)">'


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailSink]:
    with MailSink(tmp_path_factory.mktemp("sink") / "mail") as sink:
        yield sink


@pytest.fixture
def sink(running: MailSink) -> MailSink:
    """One process for the whole file, empty for each test."""
    delete(f"{running.url}/messages").raise_for_status()
    return running


def mail(subject: str = "Your agenda", to: str = "ana@example.org") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Desire Path <hello@example.org>"
    message["To"] = to
    message["Message-ID"] = "<one@example.org>"
    message.set_content("Plain words.\n.a line with a dot\n..two dots\n")
    return message


async def send(sink: MailSink, *messages: EmailMessage | bytes, to: str = "ana@example.org") -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=sink.smtp_port) as smtp:
        for message in messages:
            content = message if isinstance(message, bytes) else message.as_bytes()
            await smtp.sendmail("bounces@example.org", [to], content)


def listed(sink: MailSink, **query: str) -> list[dict[str, object]]:
    mails: list[dict[str, object]] = get(f"{sink.url}/messages.json", params=query).raise_for_status().json()
    return mails


async def test_a_mail_is_listed_newest_first_with_its_envelope(sink: MailSink) -> None:
    await send(sink, mail("First"), mail("Zweite: größer"))
    newest, oldest = listed(sink)
    assert newest["subject"] == "Zweite: größer"
    assert oldest["subject"] == "First"
    assert oldest["to"] == ["ana@example.org"]
    assert oldest["from"] == "Desire Path <hello@example.org>"
    assert oldest["message_id"] == "<one@example.org>"
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00", str(oldest["time"]))
    assert re.fullmatch(r"\d{19}", str(oldest["id"]))


async def test_finding_by_recipient_subject_and_limit(sink: MailSink) -> None:
    await send(sink, mail("Agenda one"), mail("Agenda two"), to="ana@example.org")
    # Who gets a mail is said by the envelope; its To header may say anything.
    await send(sink, mail("Hidden", to="list@example.org"), to="Bo@Example.org")
    assert [found["subject"] for found in listed(sink, to="bo@example.org")] == ["Hidden"]
    assert [found["subject"] for found in listed(sink, to="list@example.org")] == []
    assert [found["subject"] for found in listed(sink, subject="AGENDA")] == ["Agenda two", "Agenda one"]
    assert [found["subject"] for found in listed(sink, to="ana@example.org", limit="1")] == ["Agenda two"]
    assert get(f"{sink.url}/messages.json?limit=-1").status_code == 422


async def test_the_file_is_what_was_sent(sink: MailSink) -> None:
    content = b"Subject: x\r\n\r\n.dot\r\n..dots\r\n\r\nno trailing words.\r\nend.\r\n"
    await send(sink, content)
    answer = get(f"{sink.url}/messages/{listed(sink)[0]['id']}.eml")
    assert answer.content == (b"Return-Path: <bounces@example.org>\r\nDelivered-To: ana@example.org\r\n" + content)
    assert answer.headers["content-type"] == "message/rfc822"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"", b"\r\n", b"x\r\n", b".\r\n", b"Subject: y\r\n\r\n.\r\n..\r\n"])
async def test_mails_at_the_edge_of_the_protocol(sink: MailSink, content: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", sink.smtp_port)
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    for line in (b"HELO me", b"MAIL FROM:<a@example.org>", b"RCPT TO:<b@example.org>", b"DATA"):
        writer.write(line + b"\r\n")
    writer.write(stuffed + b".\r\nNOOP\r\nQUIT\r\n")
    answers = (await reader.read()).decode().splitlines()
    writer.close()
    await writer.wait_closed()
    assert [answer[:3] for answer in answers] == ["220", "250", "250", "250", "354", "250", "250", "221"]
    kept = get(f"{sink.url}/messages/{listed(sink)[0]['id']}.eml").content
    assert kept.partition(b"Delivered-To: b@example.org\r\n")[2] == content


async def test_a_mail_that_is_too_large_is_refused_and_the_connection_goes_on(sink: MailSink) -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=sink.smtp_port) as smtp:
        await smtp.execute_command(b"MAIL", b"FROM:<a@example.org>")
        await smtp.execute_command(b"RCPT", b"TO:<b@example.org>")
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await smtp.data(b"Subject: large\r\n\r\n" + b"a line of thirty-two octets....\r\n" * 350_000)
        assert refused.value.code == 552
        await smtp.sendmail("a@example.org", ["b@example.org"], mail("Small").as_bytes())
    assert [found["subject"] for found in listed(sink)] == ["Small"]


async def test_html_is_only_ever_inside_the_sandbox(sink: MailSink) -> None:
    message = mail("<b>bold</b>")
    message.add_alternative(HOSTILE, subtype="html")
    message.add_attachment(CALENDAR, maintype="text", subtype="calendar", filename="agenda.ics")
    message.add_attachment(b"<script>3</script>", maintype="text", subtype="html", filename='../a"<b>.html')
    await send(sink, message)
    found = listed(sink)[0]

    page = get(f"{sink.url}/messages/{found['id']}")
    assert "<script" not in page.text
    assert "<b>" not in page.text
    assert page.text.count("</iframe>") == 1
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    assert "&lt;base target=&#34;_blank&#34;&gt;&lt;p&gt;Hi&lt;/p&gt;&lt;/iframe&gt;&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert ".a line with a dot\n..two dots" in page.text
    assert "&lt;b&gt;bold" in get(sink.url).text

    calendar = get(f"{sink.url}/messages/{found['id']}/attachments/0")
    assert calendar.content == CALENDAR
    assert calendar.headers["content-type"] == "text/calendar"
    assert calendar.headers["content-disposition"] == "attachment; filename*=UTF-8''agenda.ics"
    html = get(f"{sink.url}/messages/{found['id']}/attachments/1")
    assert html.headers["content-disposition"] == "attachment; filename*=UTF-8''a%22%3Cb%3E.html"
    assert html.headers["content-security-policy"] == "sandbox"
    assert html.headers["x-content-type-options"] == "nosniff"
    assert get(f"{sink.url}/messages/{found['id']}/attachments/2").status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"no header at all",
        b"Subject: =?nonsense?q?=FF?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe",
        b"Subject: \xff\xfe\r\nFrom: <<<@@>>\r\nTo: (((\r\nMessage-ID: [\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary="\r\n\r\n--"\r\nContent-Type: text/html\r\n\r\n<script>',
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n\xff!!!",
        b"Content-Type: a/b;\r\n x*0*=utf-8''%ff; name=\x00\r\nContent-Disposition: attachment\r\n\r\nx",
    ],
)
async def test_a_malformed_mail_is_shown_all_the_same(sink: MailSink, content: bytes) -> None:
    await send(sink, content)
    found = listed(sink)[0]
    for path in ("/", f"/messages/{found['id']}", f"/messages/{found['id']}.eml"):
        assert get(sink.url + path).status_code == 200
    assert "<script" not in get(f"{sink.url}/messages/{found['id']}").text


async def test_unknown_ids_and_paths_are_not_found(sink: MailSink) -> None:
    for path in (
        "/messages/1",
        "/messages/..%2f..%2fetc%2fpasswd.eml",
        "/messages/1/attachments/0",
        "/nothing",
    ):
        assert get(sink.url + path).status_code == 404


async def test_emptying(sink: MailSink) -> None:
    await send(sink, mail(), mail())
    assert delete(f"{sink.url}/messages").json() == {"deleted": 2}
    assert listed(sink) == []
    assert "No mail yet" in get(sink.url).text


async def test_many_connections_at_once_lose_and_mix_nothing(sink: MailSink) -> None:
    def to(person: int) -> str:
        return f"person{person}@example.org"

    await asyncio.gather(
        *(send(sink, *(mail(f"{n} for {person}") for n in range(25)), to=to(person)) for person in range(8))
    )
    for person in range(8):
        subjects = [found["subject"] for found in listed(sink, to=to(person))]
        assert subjects == [f"{n} for {person}" for n in reversed(range(25))]
    assert len(listed(sink)) == 200


async def test_mails_survive_a_kill_and_logs_hold_no_address(tmp_path: Path) -> None:
    with MailSink(tmp_path / "mail") as sink:
        await send(sink, mail("Before"))
        before = listed(sink)
        sink.kill()
        (tmp_path / "mail" / "1.part").write_text("half a mail")
        await asyncio.to_thread(sink.start)
        assert listed(sink) == before
        await send(sink, mail("After"))
        assert [found["subject"] for found in listed(sink)] == ["After", "Before"]
        log = sink.child.log.read_text()
        assert all(json.loads(line)["level"] == "INFO" for line in log.splitlines())
        assert "example.org" not in log
