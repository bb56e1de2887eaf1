"""What mails say of each turn in the life of a participant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from services.notifications.domain import POLICY, UNPROVEN
from services.notifications.mails import (
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
from services.notifications.mails.deadline import Deadline
from services.notifications.urls import Urls
from shared.contracts.notifications import Template
from shared.contracts.registration import Ending, Standing
from shared.links import Links, Purpose
from shared.tokens import Act, Tokens, hash_of

from .test_mails import LETTER, MANAGE, PACING, UNTIL, URL, Reading, an_agenda, html_of, of, only_attachment, text_of

CONFERENCE = "Michigan Personalized Learning Day"
ACT = "https://signup.example/offers/Zm9yIHlvdSBhbG9uZQ"
TO_A_STRANGER = replace(LETTER, manage_url=None)
FOR_YOU_ALONE = f"""\
You get this mail because this address was used to sign up for {CONFERENCE}. If it was not you, you can ignore it. \
The links are for you alone: whoever has them can act in your name.
"""


def zoned(zone: str | None):
    return replace(LETTER, contact=LETTER.contact.model_copy(update={"zone": zone}))


def test_interest():
    mail = interest(LETTER, ACT)

    assert mail["Subject"] == f"You asked to hear about {CONFERENCE}: please confirm"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

You asked to hear about {CONFERENCE}. The date is attached, for your calendar.

Wednesday 28 October 2026
Millrace Center, Grand Rapids

We write to you about it once you confirm that it was you.

Yes, write to me:
{ACT}

You get this mail because somebody gave this address to hear about {CONFERENCE}. \
If it was not you, you can ignore it: nothing more comes.

Stop these mails, or see and delete what we hold of you:
{MANAGE}
"""
    )
    filename, calendar = only_attachment(mail)
    assert filename == "save-the-date.ics"
    assert calendar.walk("VEVENT")[0].decoded("DTSTART") == date(2026, 10, 28)


def test_who_hears_of_it_already():
    mail = interest_link(LETTER)

    assert mail["Subject"] == f"You hear about {CONFERENCE} already"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

This address was given again to hear about {CONFERENCE}. You said yes before, so nothing is left to do: you hear \
from us when there is something to say.

See what we hold of you:
{MANAGE}

If it was not you, you can ignore this mail: whoever it was did not get this link. It is for you alone.

Stop these mails, or see and delete what we hold of you:
{MANAGE}
"""
    )


def test_confirm_address():
    mail = confirm_address(TO_A_STRANGER, ACT, UNTIL)

    assert mail["Subject"] == f"Confirm your address for {CONFERENCE}"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

Somebody, probably you, signed up for {CONFERENCE} with this address. The signup counts once you confirm that the \
address is yours.

Confirm by
Tuesday 8 September, 2:30 pm (Detroit time)

Confirm your address:
{ACT}

You get this mail because this address was used to sign up for {CONFERENCE}. \
If it was not you, you can ignore it: nothing happens.
"""
    )


def test_waitlisted():
    mail = waitlisted(LETTER)

    assert mail["Subject"] == f"You're on the waiting list: {CONFERENCE}, 28 October 2026"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

No place is free at {CONFERENCE} at the moment. You are on the waiting list: places that become free are offered in \
the order of signup, and we write to you when it is your turn.

Wednesday 28 October 2026
Millrace Center, Grand Rapids

Your page shows how many are before you.

See your place in the queue:
{MANAGE}

{FOR_YOU_ALONE}
Change or cancel your signup:
{MANAGE}
"""
    )


def test_offer():
    mail = offer(zoned("Europe/Madrid"), ACT, UNTIL)

    assert mail["Subject"] == f"A place for you at {CONFERENCE}: answer by 8 September at 2:30 pm"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

A place has become free at {CONFERENCE}, and it is held for you.

Wednesday 28 October 2026
Millrace Center, Grand Rapids

Take or decline it by
Tuesday 8 September, 2:30 pm (Detroit time)
Tuesday 8 September, 8:30 pm (Madrid time)

After that, it goes to whoever is next.

Take or decline the place:
{ACT}

{FOR_YOU_ALONE}
Change or cancel your signup:
{MANAGE}
"""
    )


@pytest.mark.parametrize(
    ("reason", "subject", "said"),
    [
        (
            Ending.ASKED,
            f"Your signup is cancelled: {CONFERENCE}",
            f"As you asked, you are no longer on the list for {CONFERENCE}.",
        ),
        (
            Ending.DECLINED,
            f"You declined the place: {CONFERENCE}",
            f"You declined the place that was held for you at {CONFERENCE}. It goes to whoever is next.",
        ),
        (
            Ending.EXPIRED,
            f"The place held for you goes to somebody else: {CONFERENCE}",
            f"A place was held for you at {CONFERENCE}, and the time to take it is over. It goes to whoever is next.",
        ),
    ],
)
def test_cancellation(reason, subject, said):
    mail = cancellation(LETTER, reason, ACT)

    assert mail["Subject"] == subject
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

{said}

If you want to come after all, sign up again. Where no place is free by then, you wait for one.

Sign up again:
{ACT}

{FOR_YOU_ALONE}
See or delete what you told us:
{MANAGE}
"""
    )
    assert URL not in html_of(mail)


def test_second_signup():
    mail = second_signup(LETTER, ACT)

    assert mail["Subject"] == f"A second signup for {CONFERENCE}: which one counts?"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

Somebody, probably you, signed up for {CONFERENCE} again with this address and said something else. \
Nothing was changed: what you said the first time stands until you decide.

You see both side by side, and keep the one you want.

Compare both signups:
{ACT}

Open your agenda:
{URL}

If it was not you, you can ignore this mail: whoever it was did not get these links. They are for you alone: \
whoever has them can act in your name.

Change or cancel your signup:
{MANAGE}
"""
    )
    page = Reading(html_of(mail))
    assert page.buttons == [ACT]
    assert page.links == [ACT, URL, MANAGE]


def test_new_address():
    mail = new_address(TO_A_STRANGER, ACT)

    assert mail["Subject"] == f"Confirm your new address for {CONFERENCE}"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

Somebody, probably you, wants to get the mail about {CONFERENCE} at this address. \
It comes here once you confirm that the address is yours.

Confirm your new address:
{ACT}

If it was not you, you can ignore this mail: nothing is changed.
"""
    )


def test_address_notice():
    mail = address_notice(LETTER)

    assert mail["Subject"] == f"Somebody asked to change your address for {CONFERENCE}"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

Somebody, probably you, wants to get the mail about {CONFERENCE} at another address. \
It changes once the owner of that address confirms. Until then everything comes here.

If it was not you, open your signup and enter the right address there: what was asked for before is dropped.

Open your signup:
{MANAGE}

The links are for you alone: whoever has them can act in your name.

Change or cancel your signup:
{MANAGE}
"""
    )


@pytest.mark.parametrize(
    ("standing", "said", "button", "link"),
    [
        (Standing.CONFIRMED, "Your place and your agenda are as they were.", "Open your agenda", URL),
        (
            Standing.WAITLISTED,
            "You are still on the waiting list, in the same place as before.",
            "See your place in the queue",
            MANAGE,
        ),
        (
            Standing.PENDING,
            "Your signup itself counts once you confirm it on its page.",
            "Open your signup and confirm it",
            MANAGE,
        ),
    ],
)
def test_address_changed(standing, said, button, link):
    mail = address_changed(LETTER, standing)

    assert mail["Subject"] == f"Mail about {CONFERENCE} comes here now"
    assert (
        text_of(mail)
        == f"""\
Hello Ana Núñez Ruiz,

You confirmed this address: mail about {CONFERENCE} comes here from now on.

{said}

The links in mails to your earlier address no longer open your signup. Those in this mail do.

{button}:
{link}

The links are for you alone: whoever has them can act in your name.

Change or cancel your signup:
{MANAGE}
"""
    )


LIFE = {
    "interest": lambda letter: interest(letter, ACT),
    "interest link": interest_link,
    "confirm address": lambda letter: confirm_address(letter, ACT, UNTIL),
    "waitlisted": waitlisted,
    "offer": lambda letter: offer(letter, ACT, UNTIL),
    "asked": lambda letter: cancellation(letter, Ending.ASKED, ACT),
    "declined": lambda letter: cancellation(letter, Ending.DECLINED, ACT),
    "expired": lambda letter: cancellation(letter, Ending.EXPIRED, ACT),
    "second signup": lambda letter: second_signup(letter, ACT),
    "new address": lambda letter: new_address(letter, ACT),
    "address notice": address_notice,
    "address changed": lambda letter: address_changed(letter, Standing.WAITLISTED),
}


def paragraphs(mail: EmailMessage) -> list[str]:
    """What the text says between the greeting and the button, each paragraph on one line."""
    body = text_of(mail).split(":\nhttps://", 1)[0].split("\n\n")[1:-1]
    return [" ".join(one.split()) for one in body]


@pytest.mark.parametrize("compose", LIFE.values(), ids=LIFE)
def test_html_says_what_the_text_says(compose):
    mail = compose(zoned("Europe/Madrid"))
    said = Reading(html_of(mail)).said
    assert paragraphs(mail)
    for paragraph in paragraphs(mail):
        # Lines that break in HTML are not parted by a space where they are only read.
        assert paragraph.replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize("name", ["confirm address", "new address"])
def test_an_address_that_may_be_anybodys_opens_nothing_but_the_question(name):
    page = Reading(html_of(LIFE[name](TO_A_STRANGER)))
    assert page.links == page.buttons == [ACT]


@pytest.mark.parametrize(
    "compose",
    [confirmation, link, lambda letter: agenda(letter, "ana", an_agenda(PACING))],
    ids=["confirmation", "link", "agenda"],
)
def test_every_mail_to_a_participant_leads_to_their_signup(compose):
    mail = compose(LETTER)
    assert Reading(html_of(mail)).links == [URL, MANAGE]
    assert text_of(mail).endswith(f"\nChange or cancel your signup:\n{MANAGE}\n")


@pytest.mark.parametrize(
    ("until", "zone", "there", "own"),
    [
        (UNTIL, None, "Tuesday 8 September, 2:30 pm (Detroit time)", ""),
        (UNTIL, "America/New_York", "Tuesday 8 September, 2:30 pm (Detroit time)", ""),
        (
            UNTIL,
            "Asia/Tokyo",
            "Tuesday 8 September, 2:30 pm (Detroit time)",
            "Wednesday 9 September, 3:30 am (Tokyo time)",
        ),
        # Between the two changes to winter time, Madrid is five hours ahead rather than six.
        (
            datetime(2026, 10, 26, 16, 0, 59, tzinfo=UTC),
            "Europe/Madrid",
            "Monday 26 October, noon (Detroit time)",
            "Monday 26 October, 5 pm (Madrid time)",
        ),
    ],
)
def test_a_deadline_is_told_on_both_clocks(until, zone, there, own):
    assert Deadline.of(until, zoned(zone)) == Deadline(there, own)


def test_a_conference_of_several_days():
    two_days = of(ends_on=date(2026, 10, 29))
    assert waitlisted(two_days)["Subject"].endswith(", 28–29 October 2026")
    for mail in (interest(two_days, ACT), waitlisted(two_days), offer(two_days, ACT, UNTIL)):
        assert "\n28–29 October 2026\nMillrace Center" in text_of(mail)


def test_there_is_a_policy_for_every_template():
    assert set(POLICY) == set(Template)
    assert set(Template) > UNPROVEN


def test_where_mails_lead():
    secret = "the-secret-links-are-signed-with"
    event = "0eac5b34-95e0-4f54-8a0f-c6d1d0111168"
    urls = Urls("https://signup.example", "https://agenda.example", Links([secret]), Tokens([secret]))

    assert urls.signup("pld-2026") == "https://signup.example/conferences/pld-2026"
    for url, start, purpose in (
        (urls.agenda("ana"), "https://agenda.example/agenda/", Purpose.AGENDA),
        (urls.manage("ana"), "https://signup.example/manage/", Purpose.MANAGE),
    ):
        assert url.startswith(start)
        assert Links([secret]).open(purpose, url.removeprefix(start)).participant == "ana"
    for url, start, act in (
        (urls.confirm(Act.CONFIRM_SIGNUP, event), "https://signup.example/confirm/", Act.CONFIRM_SIGNUP),
        (urls.confirm(Act.CONFIRM_ADDRESS, event), "https://signup.example/confirm/", Act.CONFIRM_ADDRESS),
        (urls.offer(event), "https://signup.example/offers/", Act.ANSWER_OFFER),
        (urls.review(event), "https://signup.example/reviews/", Act.REVIEW_SIGNUP),
    ):
        assert url.startswith(start)
        assert [hash_of(url.removeprefix(start))] == Tokens([secret]).hashes(act, event)


def test_a_second_signup_of_an_unproven_address_opens_nothing_but_the_comparison():
    page = Reading(html_of(second_signup(TO_A_STRANGER, ACT)))
    assert page.links == page.buttons == [ACT]
