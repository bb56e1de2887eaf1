from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from html.parser import HTMLParser
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from services.notifications.mails import (
    Letter,
    address_changed,
    address_notice,
    agenda,
    cancellation,
    confirm_address,
    confirmation,
    interest,
    interest_link,
    link,
    new_address,
    offer,
    second_signup,
    waitlisted,
)
from services.notifications.mails.words import unlinked
from shared.contracts.recommendations import Agenda, AgendaItem
from shared.contracts.registration import Conference, Contact, Ending, Standing

DETROIT = ZoneInfo("America/Detroit")
URL = "https://agenda.example/agenda/IjAxSjhYWll.ZyZ8Qw.3b8sG6bQ1k2mNf0x_Yp7vQwErTyU"
MANAGE = "https://signup.example/manage/IjAxSjhYWll.ZyZ8Qw.Yp7vQwErTyU3b8sG6bQ1k2mNf0x"
UNTIL = datetime(2026, 9, 8, 18, 30, tzinfo=UTC)  # 2:30 pm in Detroit
CONFERENCE = Conference(
    slug="pld-2026",
    name="Michigan Personalized Learning Day",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 28),
    zone="America/Detroit",
    place="Millrace Center, Grand Rapids",
    capacity=1200,
)
LETTER = Letter(
    conference=CONFERENCE,
    contact=Contact(version=1, name="Ana Núñez Ruiz", email="ana@example.org"),
    agenda_url=URL,
    manage_url=MANAGE,
    message_id="<0eac5b34-95e0-4f54-8a0f-c6d1d0111168@desirepath.example>",
    sender="Desire Path <agenda@desirepath.example>",
    now=datetime(2026, 9, 1, 14, 30, 15, tzinfo=UTC),
)
WELCOME = AgendaItem(
    guid="cafe",
    title="Café de bienvenida: su día en español",
    room="Garden Room",
    start=datetime(2026, 10, 28, 8, 30, tzinfo=DETROIT),
    minutes=20,
    why="For your goal “reach families”: it is about support systems.",
)
PACING = AgendaItem(
    guid="pacing",
    title="Pacing in practice",
    room="Room B",
    start=datetime(2026, 10, 28, 13, 40, tzinfo=UTC),  # 9:40 in Detroit
    minutes=30,
    why="For your goal “let my students move”: it takes you from 1 to 3 on individual pacing.",
)
DATA = AgendaItem(
    guid="data",
    title="Walk the data",
    room="Room A",
    start=datetime(2026, 10, 28, 10, 20, tzinfo=DETROIT),
    minutes=90,
    why="Beside your goals: it takes you from 2 to 3 on technology.",
)


def an_agenda(*items: AgendaItem) -> Agenda:
    return Agenda(version=1, programme_version=1, items=items)


def a_letter(name: str = "Ana Núñez Ruiz", email: str = "ana@example.org", **changes) -> Letter:
    return replace(LETTER, contact=Contact.model_construct(version=1, name=name, email=email), **changes)


def of(**changes) -> Letter:
    """A letter about a conference that differs in this."""
    return replace(LETTER, conference=CONFERENCE.model_copy(update=changes))


EVERY_MAIL = pytest.mark.parametrize(
    "compose",
    [
        confirmation,
        link,
        lambda letter: agenda(letter, "ana", an_agenda(WELCOME, PACING, DATA)),
        lambda letter: agenda(letter, "ana", an_agenda()),
        lambda letter: interest(letter, URL),
        lambda letter: confirm_address(letter, URL, UNTIL),
        waitlisted,
        lambda letter: offer(letter, URL, UNTIL),
        lambda letter: cancellation(letter, Ending.ASKED, URL),
        lambda letter: second_signup(letter, URL),
        lambda letter: new_address(letter, URL),
        address_notice,
        lambda letter: address_changed(letter, Standing.CONFIRMED),
        interest_link,
    ],
    ids=[
        *("confirmation", "link", "agenda", "empty agenda", "interest", "confirm address", "waitlisted", "offer"),
        *("cancellation", "second signup", "new address", "address notice"),
        *("address changed", "interest link"),
    ],
)


def received(mail: EmailMessage) -> EmailMessage:
    """The mail as whoever gets it reads it."""
    return message_from_bytes(mail.as_bytes(), policy=default)


def text_of(mail: EmailMessage) -> str:
    return body(mail, "plain").replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    return body(mail, "html")


def body(mail: EmailMessage, subtype: str) -> str:
    part = received(mail).get_body((subtype,))
    assert part is not None
    return str(part.get_content())


class Reading(HTMLParser):
    """What an HTML page says, the links in it, and the addresses it would fetch from."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.buttons: list[str] = []
        self.tags: set[str] = set()
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value)
                self.buttons += [value] if ("class", "button") in attrs else []
            if name in ("src", "background", "srcset") or "url(" in (value or ""):
                self.fetched.append(value)

    def handle_data(self, data):
        self.pieces.append(data)

    @property
    def said(self) -> str:
        return " ".join("".join(self.pieces).split())


# Headers


@EVERY_MAIL
def test_headers_say_who_to_whom_when_and_that_a_program_wrote_it(compose):
    mail = received(compose(LETTER))
    assert mail["From"] == "Desire Path <agenda@desirepath.example>"
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Ana Núñez Ruiz", "ana@example.org")
    assert mail["Message-ID"] == "<0eac5b34-95e0-4f54-8a0f-c6d1d0111168@desirepath.example>"
    assert mail["Date"] == "Tue, 01 Sep 2026 14:30:15 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "en"
    assert mail["MIME-Version"] == "1.0"


@EVERY_MAIL
def test_envelope_can_be_read_off_the_mail_before_it_is_sent(compose):
    mail = compose(LETTER)
    assert mail["From"].addresses[0].addr_spec == "agenda@desirepath.example"
    assert mail["To"].addresses[0].addr_spec == "ana@example.org"


@EVERY_MAIL
def test_bytes_are_ascii_in_short_lines_that_end_as_smtp_wants(compose):
    sent = compose(LETTER).as_bytes()
    assert sent.isascii()
    lines = sent.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\r" in line or b"\n" in line for line in lines)


@EVERY_MAIL
def test_composing_again_gives_the_same_bytes(compose):
    assert compose(LETTER).as_bytes() == compose(LETTER).as_bytes()


@EVERY_MAIL
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("where", ["name", "email", "message_id", "sender", "conference"])
def test_nothing_that_ends_a_line_gets_into_a_header(compose, where, end):
    hostile = f"x{end}Bcc: everyone@example.org"
    letters = {
        "name": lambda: a_letter(name=hostile),
        "email": lambda: a_letter(email=f"ana{end}@example.org"),
        "message_id": lambda: replace(LETTER, message_id=hostile),
        "sender": lambda: replace(LETTER, sender=hostile),
        "conference": lambda: of(name=hostile),
    }
    with pytest.raises(ValueError, match="one line"):
        compose(letters[where]())


@pytest.mark.parametrize("sender", ["", "nobody", "a@example.org, b@example.org", "Name <a@example.org> more"])
def test_sender_must_be_one_address(sender):
    with pytest.raises(ValueError, match="sender"):
        link(replace(LETTER, sender=sender))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李小龙", "李小龙"),
        ("O’Brien-Núñez", "O’Brien-Núñez"),
        ("Dr. Ana M. Ruiz", "Dr. Ana M. Ruiz"),
        ("Ruiz, Ana", "Ruiz Ana"),
        ("<b>", "b"),
        ("<>", ""),
        ('Ana" <evil@x.org>, "', "Ana evil x.org"),
        ("=?utf-8?q?Ana=0D=0ABcc:_evil?=", "utf-8 q Ana 0D 0ABcc _evil"),
        ("word, <a@b.c> " * 8, "word a b.c " * 5 + "word"),
        ("é" * 120, "é" * 60),
        ("x" * 120, "x" * 60),
    ],
)
def test_name_in_the_to_header_adds_no_address(name, shown):
    mail = link(a_letter(name=name))
    assert mail["To"].addresses[0].display_name == shown
    unfolded = mail.as_bytes().replace(b"\r\n ", b" ").decode().split("\r\n")
    (written,) = [line.removeprefix("To: ") for line in unfolded if line.startswith("To:")]
    ((_, address),) = getaddresses([written])
    assert address == "ana@example.org"
    assert [to.addr_spec for to in received(mail)["To"].addresses] == ["ana@example.org"]


def test_address_that_is_not_ascii_travels_as_smtputf8_has_it():
    sent = confirmation(a_letter(name="José", email="josé@escuela.example")).as_bytes()
    assert "<josé@escuela.example>\r\n".encode() in sent
    # What many mails share is not written differently from now on.
    assert confirmation(LETTER).as_bytes().isascii()


# Parts


@EVERY_MAIL
def test_words_come_as_text_first_and_html_second(compose):
    mail = received(compose(LETTER))
    (alternative,) = [part for part in mail.walk() if part.get_content_type() == "multipart/alternative"]
    assert [part.get_content_type() for part in alternative.iter_parts()] == ["text/plain", "text/html"]
    assert not any(part.defects for part in mail.walk())


def test_words_cannot_end_their_part():
    hostile = "--=_desirepath_mail--"
    mail = agenda(a_letter(name=hostile), "ana", an_agenda(PACING))
    assert [part.get_content_type() for part in received(mail).walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert text_of(mail).startswith(f"Hello {hostile},\n")


def only_attachment(mail: EmailMessage) -> tuple[str | None, Calendar]:
    """Its file name, and what a calendar program reads from it."""
    (part,) = received(mail).iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_content_charset() == "utf-8"
    assert part["Content-Type"].params["method"] == "PUBLISH"
    assert part.get_content_disposition() == "attachment"
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return part.get_filename(), Calendar.from_ical(content)


def test_confirmation_brings_the_date():
    filename, calendar = only_attachment(confirmation(LETTER))
    assert filename == "save-the-date.ics"
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Michigan Personalized Learning Day"
    assert event.decoded("DTSTART") == date(2026, 10, 28)
    assert event.decoded("DTSTAMP") == datetime(2026, 9, 1, 14, 30, 15, tzinfo=UTC)


def test_agenda_brings_its_sessions():
    filename, calendar = only_attachment(agenda(LETTER, "ana", an_agenda(WELCOME, PACING)))
    assert filename == "pld-2026-agenda.ics"
    assert [(event["UID"], event["SUMMARY"], event.decoded("DTSTART")) for event in calendar.walk("VEVENT")] == [
        (
            "cafe.ana@pld-2026.desirepath",
            "Café de bienvenida: su día en español",
            datetime(2026, 10, 28, 12, 30, tzinfo=UTC),
        ),
        ("pacing.ana@pld-2026.desirepath", "Pacing in practice", datetime(2026, 10, 28, 13, 40, tzinfo=UTC)),
    ]


def test_longest_slug_still_names_a_file():
    slug = "-".join(["abcdefg"] * 8)
    filename, _ = only_attachment(agenda(of(slug=slug), "ana", an_agenda(PACING)))
    assert filename == f"{slug}-agenda.ics"


def test_link_and_empty_agenda_bring_nothing_for_the_calendar():
    assert not list(link(LETTER).iter_attachments())
    assert not list(agenda(LETTER, "ana", an_agenda()).iter_attachments())


# Subjects


def test_subject_of_the_confirmation():
    assert confirmation(LETTER)["Subject"] == "You're signed up: Michigan Personalized Learning Day, 28 October 2026"
    two_days = of(ends_on=date(2026, 10, 29))
    assert received(confirmation(two_days))["Subject"] == (
        "You're signed up: Michigan Personalized Learning Day, 28–29 October 2026"
    )


def test_subject_of_the_link():
    assert link(LETTER)["Subject"] == "Your link to Michigan Personalized Learning Day"


@pytest.mark.parametrize(
    ("items", "gist"),
    [
        ((WELCOME, PACING, DATA), "3 sessions, starting 8:30"),
        ((DATA, WELCOME), "2 sessions, starting 8:30"),
        ((PACING,), "1 session, starting 9:40"),
        ((PACING.model_copy(update={"start": PACING.start + timedelta(hours=4)}),), "1 session, starting 1:40 pm"),
        ((), "no session fits yet"),
    ],
)
def test_subject_of_the_agenda(items, gist):
    mail = agenda(LETTER, "ana", an_agenda(*items))
    assert mail["Subject"] == f"Your agenda for Michigan Personalized Learning Day: {gist}"


def test_subject_of_an_agenda_over_several_days_names_the_day():
    mail = agenda(of(ends_on=date(2026, 10, 30)), "ana", an_agenda(PACING))
    assert mail["Subject"].endswith(": 1 session, starting 28 October at 9:40")


def test_long_subject_that_is_not_ascii_survives():
    name = "Día del aprendizaje personalizado para todas las escuelas de la región: " * 2
    assert received(link(of(name=name.strip())))["Subject"] == f"Your link to {name.strip()}"


# Words


def test_confirmation_as_text():
    assert (
        text_of(confirmation(LETTER))
        == f"""\
Hello Ana Núñez Ruiz,

You take part in Michigan Personalized Learning Day. The date is attached, for your calendar.

Wednesday 28 October 2026
Millrace Center, Grand Rapids

Your agenda follows in a mail of its own: sessions chosen for your goals, at times you can be there. \
It is also on your page.

Open your agenda:
{URL}

You get this mail because this address was used to sign up for Michigan Personalized Learning Day. \
If it was not you, you can ignore it. The links are for you alone: whoever has them can act in your name.

Change or cancel your signup:
{MANAGE}
"""
    )


def test_agenda_as_text():
    assert (
        text_of(agenda(LETTER, "ana", an_agenda(WELCOME, PACING, DATA)))
        == f"""\
Hello Ana Núñez Ruiz,

Here are the 3 sessions of Michigan Personalized Learning Day that fit what you told us, and why each is \
there. They are attached too, for your calendar.

Open your agenda:
{URL}

Wednesday 28 October 2026
Millrace Center, Grand Rapids. All times are Detroit time.

8:30–8:50, Garden Room, 20 minutes
Café de bienvenida: su día en español
For your goal “reach families”: it is about support systems.

(50 minutes free)

9:40–10:10, Room B, 30 minutes
Pacing in practice
For your goal “let my students move”: it takes you from 1 to 3 on individual pacing.

10:20–11:50, Room A, 1 hour 30 minutes
Walk the data
Beside your goals: it takes you from 2 to 3 on technology.

You get this mail because this address was used to sign up for Michigan Personalized Learning Day. \
If it was not you, you can ignore it. The links are for you alone: whoever has them can act in your name.

Change or cancel your signup:
{MANAGE}
"""
    )


def test_agenda_of_one_session_speaks_of_one():
    mail = agenda(LETTER, "ana", an_agenda(PACING))
    sentence = (
        "Here is the session of Michigan Personalized Learning Day that fits what you told us, "
        "and why it is there. It is attached too, for your calendar."
    )
    assert sentence in text_of(mail)
    assert sentence in Reading(html_of(mail)).said


def test_agenda_over_two_days_has_a_heading_for_each():
    tomorrow = PACING.model_copy(update={"guid": "again", "start": PACING.start + timedelta(days=1)})
    text = text_of(agenda(of(ends_on=date(2026, 10, 29)), "ana", an_agenda(tomorrow, PACING)))
    first, second = text.index("Wednesday 28 October 2026\n"), text.index("\n\nThursday 29 October 2026\n\n9:40–10:10")
    assert first < second
    assert "free" not in text
    assert text.count("All times are Detroit time.") == 1


def test_empty_agenda_says_what_to_do_next():
    mail = agenda(LETTER, "ana", an_agenda())
    for said in (text_of(mail), Reading(html_of(mail)).said):
        assert "No session of Michigan Personalized Learning Day fits what you told us yet. What to do next:" in said
        assert "Open your agenda: the page shows the sessions that come closest." in said


def test_link_says_that_nothing_was_changed():
    for said in (text_of(link(LETTER)), Reading(html_of(link(LETTER))).said):
        assert "Somebody, probably you, signed up for Michigan Personalized Learning Day again" in said
        assert "Nothing was changed" in said
        assert "If it was not you, you can ignore this mail: whoever it was did not get these links." in said


def test_agenda_as_html_says_the_same():
    said = Reading(html_of(agenda(LETTER, "ana", an_agenda(WELCOME, PACING)))).said
    assert "8:30–8:50, Garden Room, 20 minutes Café de bienvenida: su día en español" in said
    assert "50 minutes free 9:40–10:10, Room B, 30 minutes Pacing in practice" in said
    assert "it takes you from 1 to 3 on individual pacing." in said


@EVERY_MAIL
def test_html_has_one_button_and_fetches_nothing(compose):
    html = html_of(compose(LETTER))
    page = Reading(html)
    [button] = page.buttons
    assert button == (MANAGE if compose in (waitlisted, address_notice, interest_link) else URL)
    assert set(page.links) == {button, MANAGE}
    assert page.fetched == []
    assert not page.tags & {"img", "link", "script", "iframe", "form", "object", "video"}
    assert "@import" not in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html


@EVERY_MAIL
def test_what_people_type_appears_as_they_typed_it(compose):
    letter = replace(
        a_letter(name='<b>Ana</b> & "O\'Neil"'), conference=CONFERENCE.model_copy(update={"name": "R&D <i>"})
    )
    mail = compose(letter)
    assert 'Hello <b>Ana</b> & "O\'Neil",\n' in text_of(mail)
    assert "R&D <i>" in text_of(mail)
    page = Reading(html_of(mail))
    assert 'Hello <b>Ana</b> & "O\'Neil",' in page.said
    assert "R&D <i>" in page.said
    assert not page.tags & {"b", "i"}


def test_sessions_and_whys_appear_as_they_are_written():
    item = PACING.model_copy(update={"title": "<script>x</script> & {{ y }}", "room": "<B>", "why": "<img src=x>"})
    mail = agenda(LETTER, "ana", an_agenda(item))
    page = Reading(html_of(mail))
    for said in (text_of(mail), page.said):
        assert "<script>x</script> & {{ y }}" in said
        assert ", <B>, 30 minutes" in said
        assert "<img src=x>" in said
    assert not page.tags & {"script", "b", "img"}


def test_web_addresses_a_stranger_typed_are_no_links():
    item = PACING.model_copy(update={"why": "For your goal “see http://win.example/now”."})
    mail = agenda(a_letter(name="Go to www.win.example"), "ana", an_agenda(item))
    for said in (text_of(mail), html_of(mail)):
        assert "://win" not in said
        assert "win.example" not in said
        assert "\u2060example" in said


@pytest.mark.parametrize(
    "text", ["Dr. Ana M. Ruiz", "J.R. Smith", "it speaks of pace.", "from 1.5 to 2.25 hours", "e.g. this", "9:40–10:10"]
)
def test_ordinary_text_is_left_alone(text):
    assert unlinked(text) == text


# Speed


def test_an_agenda_of_eight_sessions_is_cheap_to_write():
    items = [PACING.model_copy(update={"guid": f"s{number}"}) for number in range(8)]

    def seconds() -> float:
        start = process_time()
        agenda(LETTER, "ana", an_agenda(*items)).as_bytes()
        return process_time() - start

    # A third of this on the slowest machine it was measured on; the best of many, since machines are shared.
    assert min(seconds() for _ in range(30)) < 0.006
