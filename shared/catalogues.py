"""Catalogues of translations: `.po` files (gettext), read as they are, so that nothing has to be built."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations


def catalogues(folder: Path, language: str) -> Iterator[Path]:
    """The catalogues of a language below a folder, which is laid out as gettext wants it."""
    yield from sorted((folder / language / "LC_MESSAGES").glob("*.po"))


def read_catalogue(file: Path, language: str) -> Catalog:
    """One catalogue. Raises PoFileError where it is none."""
    with file.open("rb") as lines:
        return read_po(lines, locale=language, domain=file.stem, abort_invalid=True)


def translations(file: Path, language: str) -> Translations:
    """A catalogue, ready to be asked. What is marked as fuzzy is left out."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(file, language))
    compiled.seek(0)
    return Translations(compiled, domain=file.stem)
