"""One reader for each builder: from its payload to a `Submission`."""

from collections.abc import Callable, Mapping

from shared.forms.builders import generic, jotform, tally, typeform
from shared.forms.definition import Builder
from shared.forms.submission import Submission

_READERS: Mapping[Builder, Callable[[object], Submission]] = {
    Builder.TYPEFORM: typeform.read,
    Builder.TALLY: tally.read,
    Builder.JOTFORM: jotform.read,
    Builder.GENERIC: generic.read,
}


def read(builder: Builder, payload: object) -> Submission:
    """Read a payload: parsed JSON, or for Jotform the posted fields by name. Raises Unreadable, NotASubmission."""
    return _READERS[builder](payload)
