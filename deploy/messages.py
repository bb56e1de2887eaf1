"""Catalogues of translations, brought up to date with the sources: `python -m deploy.messages`.

Every place has its own: what is said in a folder is translated in the `locale` folder inside it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from shared.catalogues import read_catalogue

ROOT = Path(__file__).parent.parent
SHARED = "shared"
LANGUAGES = ("es",)

_METHODS = [("**.py", "python"), ("**/templates/**", "jinja2"), ("**/pages/**.html", "jinja2")]
_OPTIONS: Mapping[str, dict[str, Any]] = {
    "**/templates/**": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"},
    "**/pages/**.html": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"},
}
_KEYWORDS: Mapping[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "counting": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def places(root: Path = ROOT) -> Iterator[Path]:
    """Whoever says something: what is shared, and each service."""
    yield root / SHARED
    yield from sorted(folder for folder in (root / "services").iterdir() if (folder / "__init__.py").exists())


def catalogue_of(place: Path, language: str) -> Path:
    """Where the translations of a place are."""
    return place / "locale" / language / "LC_MESSAGES" / f"{place.name}.po"


def said_in(place: Path) -> Catalog:
    """Everything that is said in a place, in English."""
    said = Catalog(project="Desire Path", domain=place.name, charset="utf-8")
    found = extract_from_dir(place, _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=("Translators:",))
    # In the order of the files, whatever order the disk gives them in.
    for file, line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        said.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return said


def own(place: Path) -> Catalog:
    """What a place says and the shared one does not: there, it is translated for all."""
    said = said_in(place)
    if place.name != SHARED:
        for message in said_in(place.parent.parent / SHARED):
            if message.id:
                said.delete(message.id, message.context)
    return said


def brought_up_to_date(place: Path, language: str) -> Catalog:
    """The translations of a place with new messages added, empty, and those gone that nobody says any more."""
    file, said = catalogue_of(place, language), own(place)
    if not file.exists():
        said.locale = language
        return said
    translated = read_catalogue(file, language)
    translated.update(said, no_fuzzy_matching=True, update_creation_date=False)
    translated.obsolete.clear()
    return translated


def write(file: Path, catalogue: Catalog) -> None:
    """Write a catalogue so that it differs only where its words do: without dates, names and line numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    header = _HEADER.format(language=catalogue.locale_identifier, plural_forms=catalogue.plural_forms)
    with file.open("wb") as written:
        written.write(header.encode())
        write_po(written, catalogue, width=120, include_lineno=False, omit_header=True)


def main() -> None:
    """Bring every catalogue up to date, and say how many messages wait for words."""
    for place in places():
        for language in LANGUAGES:
            file, catalogue = catalogue_of(place, language), brought_up_to_date(place, language)
            write(file, catalogue)
            waiting = sum(1 for message in catalogue if message.id and not _translated(message.string))
            print(f"{file.relative_to(ROOT)}: {len(catalogue)} messages, {waiting} to translate")


def _translated(words: object) -> bool:
    return all(words) if isinstance(words, tuple | list) else bool(words)


if __name__ == "__main__":
    main()
