"""What registration says: one module for each thing it speaks of."""

from shared.contracts.registration.conference import (
    OFFER_STANDS,
    Conference,
    ConferencePublished,
    PublishedConference,
)
from shared.contracts.registration.consent import (
    Consent,
    Purpose,
)
from shared.contracts.registration.contact import (
    Address,
    Contact,
    ContactChanged,
    ContactProposed,
    NewAddress,
    ParticipantAddressChanged,
    Standing,
)
from shared.contracts.registration.life import (
    Cancellation,
    Deadline,
    Ending,
    Fact,
    Interest,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantWaitlisted,
)
from shared.contracts.registration.repeat import (
    ParticipantSignupRepeated,
    Repeat,
)
from shared.contracts.registration.signup import (
    Answer,
    Signup,
    SignupReceived,
)
from shared.contracts.registration.wishes import (
    ChangedWishes,
    Length,
    Part,
    ParticipantRegistered,
    ParticipantWishesChanged,
    Wishes,
)

__all__ = [
    "EVENTS",
    "OFFER_STANDS",
    "Address",
    "Answer",
    "Cancellation",
    "ChangedWishes",
    "Conference",
    "ConferencePublished",
    "Consent",
    "Contact",
    "ContactChanged",
    "ContactProposed",
    "Deadline",
    "Ending",
    "Fact",
    "Interest",
    "Length",
    "NewAddress",
    "Part",
    "ParticipantAddressChanged",
    "ParticipantCancelled",
    "ParticipantErased",
    "ParticipantInterested",
    "ParticipantOffered",
    "ParticipantPending",
    "ParticipantRegistered",
    "ParticipantSignupRepeated",
    "ParticipantWaitlisted",
    "ParticipantWishesChanged",
    "PublishedConference",
    "Purpose",
    "Repeat",
    "Signup",
    "SignupReceived",
    "Standing",
    "Wishes",
]

EVENTS = (
    SignupReceived,
    ParticipantInterested,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantWishesChanged,
    ParticipantWaitlisted,
    ParticipantOffered,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantSignupRepeated,
    ParticipantAddressChanged,
    ContactChanged,
    ContactProposed,
    ConferencePublished,
)
