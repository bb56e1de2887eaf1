"""What the links of mails ask: to confirm something, to answer an offer, to look at a second signup."""

from services.registration.pages import templates
from services.registration.pages.comparison import compare_with, in_short
from services.registration.pages.moments import deadline, noted, on_own_clock
from services.registration.participants.answers import Question
from shared.contracts.registration import Conference
from shared.languages import _
from shared.tokens import Act


def confirm(question: Question, conference: Conference) -> str:
    """Was it you? For a signup, an interest or an address."""
    person = question.person
    match question.act:
        case Act.CONFIRM_INTEREST:
            title = _("Do you want to hear of %(conference)s?", conference=conference.name)
            lead = _("Somebody asked us to write to this address about it.")
            button = _("Yes, write to me")
            otherwise = _("Not you? Then close this page: no more mail comes.")
        case Act.CONFIRM_ADDRESS:
            assert person.proposal
            title = _("Is this your new address?")
            lead = _(
                "Mail about %(conference)s is to go to %(email)s from now on.",
                conference=conference.name,
                email=person.proposal.email,
            )
            button = _("Yes, use this address")
            otherwise = _("Not you? Then close this page: nothing changes.")
        case _:
            title = _("Confirm your signup for %(conference)s", conference=conference.name)
            lead = _("One step is left: tell us that it was you who signed up.")
            button = _("Confirm my signup")
            otherwise = _("Not you? Then close this page: no place is taken, and no more mail comes from it.")
    said = in_short(person) if question.act is Act.CONFIRM_SIGNUP else []
    return templates.get_template("confirm.html").render(
        title=title, lead=lead, button=button, otherwise=otherwise, said=said, conference=conference
    )


def offer(question: Question, conference: Conference, *, error: str = "") -> str:
    """A place is held: take it or let it go."""
    person = question.person
    assert person.offer_until
    return templates.get_template("offer.html").render(
        conference=conference,
        until=deadline(person.offer_until, conference.zone),
        on_own_clock=on_own_clock(person.offer_until, conference.zone, person.zone),
        error=error,
        action="",
    )


def review(question: Question, conference: Conference, *, error: str = "") -> str:
    """Two signups beside each other: which one is to stand?"""
    person, held = question.person, question.held
    assert held
    return templates.get_template("review.html").render(
        conference=conference,
        rows=compare_with(person, held.signup.data),
        moment=noted(held.signup.time, conference.zone),
        pending=person.state == "pending",
        error=error,
    )
