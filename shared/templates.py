"""Templates that speak the reader's language."""

from typing import TypeVar

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from shared import languages

ValueT = TypeVar("ValueT")


def speak(templates: Environment) -> None:
    """Let templates say `_("Text")` and `{% trans %}` in the language that is spoken when they are rendered.

    What `import` takes in is kept: there, texts outside of macros are marked with `N_` and translated where shown.
    """
    # What is worked out while a template is read, such as a filter of a constant, would stay in the language of its
    # first reader: nothing is, where every value waits for the context it is shown in.
    templates.optimized, templates.finalize = False, _shown
    templates.add_extension("jinja2.ext.i18n")
    templates.policies["ext.i18n.trimmed"] = True
    templates.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension
        languages.gettext,
        languages.ngettext,
        newstyle=True,
        pgettext=languages.pgettext,
        npgettext=languages.npgettext,
    )
    # For words that were chosen elsewhere and marked there: they stay plain text.
    templates.filters["translated"] = languages.gettext
    templates.globals |= {"N_": languages.N_, "current_language": languages.current_language}


@pass_context
def _shown(_: Context, value: ValueT) -> ValueT:
    return value
