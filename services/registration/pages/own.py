"""The page of one's own signup: how it stands, what was said, and everything that can be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.registration.definitions.analysis import analyse
from services.registration.form import WINDOWS
from services.registration.form_filled import answers_of
from services.registration.pages import LENGTHS, fields_of, templates
from services.registration.pages.comparison import Compared, compare_with
from services.registration.pages.moments import deadline, noted, on_own_clock
from services.registration.participants import people
from services.registration.participants.life import TABLE, Deed, State
from services.registration.participants.own_signup import Overview
from services.registration.participants.person import ConsentEntry, Person
from services.registration.ports import HeldSignup
from shared.contracts.registration import Conference, Purpose
from shared.contracts.vocabulary import Language
from shared.languages import N_, NAMES, _, gettext
from shared.spoken import hours

SAVED = {
    "answers": N_("Saved. Your answers are as you see them here."),
    "address": N_("Saved. We have written to the new address: follow the link in that mail to confirm it."),
    "consents": N_("Saved. What you agreed to is as you see it here."),
    "confirmed": N_("Saved. Your signup is confirmed."),
    "accepted": N_("Saved. The place is yours."),
    "declined": N_("Saved. The place goes to whoever waits next."),
    "used": N_("Saved. The new answers are yours now."),
    "kept": N_("Saved. The new answers are deleted, and yours are as they were."),
    "cancelled": N_("Saved. You do not take part any more."),
    "stopped": N_("Saved. We write to you no more."),
    "nothing": N_("Nothing was different, so nothing was changed."),
}
"""What was done last, by the value of `saved` in the address."""

_PURPOSES = {
    Purpose.OPERATIONAL: N_("Mail about this conference"),
    Purpose.UPDATES: N_("News of later conferences"),
}
_SOURCES = {
    "form": N_("on the signup form"),
    "manage": N_("on this page"),
    "api": N_("through a program"),
    "console": N_("by an organiser"),
    "import": N_("in an organiser's list"),
    "hook": N_("on an organiser's form"),
}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the parts of the page lead."""

    manage: str
    agenda: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a signup stands, in words."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent and needs another look: answers or an address, and what is wrong, by field name."""

    answers: Mapping[str, str | list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    new_email: str = ""
    new_email_error: str = ""


_NO_DRAFT = Draft()


def manage(
    overview: Overview, conference: Conference, links: Links, *, saved: str = "", draft: Draft = _NO_DRAFT
) -> str:
    """The page. `saved`: one of SAVED; anything else says nothing."""
    person, signup = overview.person, overview.person.signup
    answers = draft.answers or (answers_of(signup) if signup else {})
    fields = fields_of(answers, draft.errors)
    if signup:  # what a program or another form said is offered too
        fields["lengths"] = sorted({*LENGTHS, *signup.lengths})
    return templates.get_template("manage.html").render(
        person=person,
        conference=conference,
        links=links,
        saved=gettext(SAVED[saved]) if saved in SAVED else "",
        standing=_standing(overview, conference),
        can={deed.name.lower(): person.state in TABLE[deed] for deed in Deed},
        held=[_held(one, person, conference.zone) for one in overview.held if person.state in TABLE[Deed.CHANGE]],
        definition=analyse(signup.definition) if signup and signup.definition else None,
        stays=[hours(window.start, window.end) for window in signup.available[len(WINDOWS) :]] if signup else [],
        languages=[(language, NAMES[language]) for language in Language],
        updates=people.wishes(person, Purpose.UPDATES),
        unconfirmed=people.wishes(person, Purpose.UPDATES) and not people.agrees_to(person, Purpose.UPDATES),
        ledger=[_line(entry, conference.zone) for entry in person.consents],
        draft=draft,
        numbered=False,
        **fields,
    )


def sure(question: str, person: Person, conference: Conference, links: Links) -> str:
    """Asks once more. `question`: cancel or erase."""
    return templates.get_template("sure.html").render(
        question=question,
        person=person,
        conference=conference,
        links=links,
    )


def _standing(overview: Overview, conference: Conference) -> Standing:
    person = overview.person
    match person.state:
        case State.INTERESTED if not people.wishes(person, Purpose.UPDATES):
            words = _("Tick the box below to hear from us after all.")
            return Standing(_("You have stopped the mails"), words)
        case State.INTERESTED if not person.address_confirmed:
            return Standing(
                _("Your address is not confirmed"), _("Follow the link in our first mail, so that we may write to you.")
            )
        case State.INTERESTED:
            words = _("You have not signed up, and hear from us when there is something to say.")
            return Standing(_("The date is saved"), words)
        case State.PENDING:
            words = _("Nothing happens with your signup until you confirm it.")
            return Standing(_("Your signup is not confirmed"), words)
        case State.CONFIRMED:
            return Standing(_("You have a place"), _("Your agenda is built from what you say below."))
        case State.WAITLISTED:
            words = _("You are number %(position)s in the queue.", position=overview.position)
            more = _("When a place becomes free, the first in the queue gets a mail and has some time to take it.")
            return Standing(_("You are on the waiting list"), f"{words} {more}")
        case State.OFFERED:
            assert person.offer_until
            words = _("It is yours until %(deadline)s.", deadline=deadline(person.offer_until, conference.zone))
            own = on_own_clock(person.offer_until, conference.zone, person.zone)
            return Standing(_("A place is held for you"), f"{words} {own}".strip())
        case State.CANCELLED if not person.signup:
            words = _("No more mail about the conference comes. If you change your mind, save the date again.")
            return Standing(_("You have stopped the mails"), words)
        case State.CANCELLED:
            words = _("Sign up again with the same address if you want to come after all.")
            return Standing(_("You do not take part"), words)
    raise ValueError(person.state)


def _held(held: HeldSignup, person: Person, zone: str) -> tuple[str, str, Sequence[Compared]]:
    """Its id, when it came, and what it says beside the first."""
    other = held.signup
    return other.id, noted(other.time, zone), compare_with(person, other.data)


def _line(entry: ConsentEntry, zone: str) -> tuple[str, str, str]:
    """What, when, where."""
    consent = entry.consent
    said = _("%(purpose)s: yes") if consent.given else _("%(purpose)s: no")
    # Mail about the conference follows from signing up, and needs no other word.
    if consent.given and not entry.confirmed and consent.purpose is Purpose.UPDATES:
        said = _("%(purpose)s: yes, waits for your own word")
    source = _SOURCES.get(consent.source.partition("/")[0])
    where = gettext(source) if source else consent.source
    return said % {"purpose": gettext(_PURPOSES[consent.purpose])}, noted(entry.at, zone), where
