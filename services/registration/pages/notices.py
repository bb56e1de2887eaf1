"""Pages that say one thing: what was done, or why not, and what to do next."""

from services.registration.pages import templates
from services.registration.participants.answers import Question, SpentToken
from services.registration.participants.life import Deed, IllegalChange, State
from shared.contracts.registration import Conference
from shared.languages import _
from shared.tokens import Act

_TAKES_PART = (State.CONFIRMED, State.WAITLISTED, State.OFFERED)


def is_fine(spent: SpentToken) -> bool:
    """Whether the token did what it was for: whoever follows it a second time has nothing to worry about."""
    question = spent.question
    if question is None or not spent.used:
        return False
    if question.act is Act.CONFIRM_INTEREST:
        return question.person.state is State.INTERESTED
    return question.act is Act.CONFIRM_SIGNUP and question.person.state in _TAKES_PART


def spent(question: Question | None, *, used: bool) -> str:
    """A token that was used, or whose time is up."""
    if question is None or (question.act is Act.REVIEW_SIGNUP and not used):
        return _spent_review(used=used)
    if not used:
        return _expired(question.act)
    match question.act, question.person.state:
        case Act.CONFIRM_INTEREST, State.CANCELLED if not question.person.signup:
            return _stopped(question.person.conference)
        case _, State.CANCELLED:
            return _ended()
        case Act.CONFIRM_SIGNUP, state if state in _TAKES_PART:
            return _notice(_("You are confirmed already"), _("Nothing more is needed."), _find_your_link())
        case Act.CONFIRM_INTEREST, State.INTERESTED:
            words = _("You hear from us when there is something to say about the conference.")
            return _notice(_("You said yes already"), words)
        case Act.CONFIRM_INTEREST, State.PENDING | State.CONFIRMED | State.WAITLISTED | State.OFFERED:
            words = _("You signed up since, so you hear of everything anyway.")
            return _notice(_("Nothing to confirm any more"), words, _find_your_link())
        case Act.ANSWER_OFFER, State.CONFIRMED:
            return _notice(
                _("You have your place"), _("You took it already. Nothing more is needed."), _find_your_link()
            )
        case Act.ANSWER_OFFER, State.OFFERED:
            words = _("A place is still held for you. The newest mail about it, to the address you have now, opens it.")
            return _notice(_("A newer mail has taken the place of this one"), words)
        case Act.ANSWER_OFFER, _:
            return _no_offer()
    words = _("It was used already, or a newer mail has taken its place. Look for the newest one.")
    return _notice(_("This link works only once"), words)


def unknown() -> str:
    """A link that opens nothing."""
    words = _(
        "Some of it is missing or changed, as happens when a mail breaks a long line. Open it from the mail itself."
    )
    more = _("Still nothing? Sign up again with the same address: a mail brings you a new link, at most once an hour.")
    return _notice(_("This link does not open"), words, more, button=("/", _("Go to the signup form")))


def old_link() -> str:
    """A manage link that is too old, or was replaced when the address changed."""
    words = _("Your signup is still there. A new link to it comes by mail.")
    more = _(
        "Sign up again with the same address. What you said the first time stays as it is, and a mail brings you your "
        "link, at most once an hour."
    )
    return _notice(_("This link has expired"), words, more, button=("/", _("Go to the signup form")))


def illegal(refused: IllegalChange) -> str:
    """Something that is not possible (any more)."""
    if refused.state is State.ERASED:
        return erased(None)
    if refused.deed in (Deed.ACCEPT, Deed.DECLINE) and refused.state is not State.CANCELLED:
        return _no_offer()
    if refused.state is State.CANCELLED:
        words = _("You do not take part any more, so there is nothing to change.")
        more = _("Changed your mind? Sign up again with the same address.")
        return _notice(_("This is not possible any more"), words, more, button=("/", _("Go to the signup form")))
    words = _("Something has changed since you opened the page. Open it again from your mail and look how things are.")
    return _notice(_("This is not possible at the moment"), words)


def address_taken() -> str:
    """The address that was to become theirs belongs to another signup."""
    words = _("Somebody has signed up for this conference with this address, so no second signup can move to it.")
    more = _("The signup you came from stays as it is, with the address it has.")
    return _notice(_("This address is in use already"), words, more)


def away() -> str:
    """A part that is needed does not answer."""
    words = _("Nothing was changed. Try again in a minute.")
    return _notice(_("This is not possible at the moment"), words)


def erased(receipt: str | None) -> str:
    """Somebody whose data are deleted opens their page. `receipt`: where the proof of it is."""
    words = _("Everything you told us is deleted, and no mail comes any more.")
    button = (receipt, _("See the receipt")) if receipt else None
    return _notice(_("Your data are deleted"), words, button=button)


def interest_confirmed(conference: Conference | None) -> str:
    """They want to hear of a conference, and the address is theirs."""
    words = _("You hear from us when there is something to say, and each mail has a link to stop it.")
    if conference is None:
        return _notice(_("Thank you"), words)
    button = (f"/conferences/{conference.slug}", _("Look at the conference"))
    return _notice(_("Thank you"), words, button=button)


def declined(conference: Conference | None) -> str:
    """They let an offered place go."""
    words = _("The place goes to whoever waits next. Thank you for saying so.")
    more = _("Changed your mind later? Sign up again: you join the end of the queue.")
    button = (f"/conferences/{conference.slug}", _("Look at the conference")) if conference else None
    return _notice(_("You have let the place go"), words, more, button=button)


def _spent_review(*, used: bool) -> str:
    if used:
        words = _("You decided about this already, and what was not wanted is deleted.")
        return _notice(_("Nothing to decide any more"), words, _find_your_link())
    words = _("Your own signup was not changed by the new answers.")
    more = _("You can still decide: the page of your signup shows both. The link to it is in your first mail from us.")
    return _notice(_("This link has expired"), words, more)


def _expired(act: Act) -> str:
    title = _("This link has expired")
    button = ("/", _("Go to the signup form"))
    if act is Act.ANSWER_OFFER:
        words = _("The time to answer is up, and the place went to whoever waited next.")
        more = _("Sign up again with the same address to join the queue once more.")
        return _notice(_("This offer has ended"), words, more, button=button)
    if act is Act.CONFIRM_ADDRESS:
        words = _("The address of your signup was not changed.")
        return _notice(title, words, _("Ask for the change once more on the page of your signup."))
    words = _("Links that confirm an address work for seven days.")
    return _notice(title, words, _("Sign up again with the same address, and a new mail comes."), button=button)


def _no_offer() -> str:
    words = _("No place is held for you at the moment, or its time is up.")
    return _notice(_("This offer has ended"), words, _find_your_link())


def _ended() -> str:
    words = _("This signup was cancelled, so there is nothing to answer any more.")
    more = _("Changed your mind? Sign up again with the same address.")
    return _notice(_("This link is no longer needed"), words, more, button=("/", _("Go to the signup form")))


def _stopped(conference: str) -> str:
    words = _("The mails were stopped since, so there is nothing to confirm any more.")
    more = _("Changed your mind? Save the date again: a new mail comes.")
    button = (f"/conferences/{conference}/interest", _("Save the date by mail"))
    return _notice(_("This link is no longer needed"), words, more, button=button)


def _find_your_link() -> str:
    return _("The link to your signup is in your mail: there you can see it, change it or cancel it.")


def _notice(title: str, lead: str, *more: str, button: tuple[str, str] | None = None) -> str:
    return templates.get_template("notice.html").render(title=title, lead=lead, more=more, button=button)
