"""XML from anywhere as elements that know their line. Entities, which can be made to eat memory, are refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from services.recommendations.programme_files.found import Remark, Unreadable

DEEPEST = 100
"""Elements inside each other: a schedule has seven."""


@dataclass
class Element:
    """One element. `text`: what is directly in it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written in it, without the space around."""
        return "".join(self.pieces).strip()

    def child(self, name: str) -> "Element | None":
        """The first child of that name."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)


def read_xml(content: bytes) -> Element:
    """The root. Raises Unreadable with the line."""
    before = len(content) - len(content.lstrip())
    builder = _Builder(skipped=content.count(b"\n", 0, before))
    try:
        parseString(content[before:], builder)
    except SAXParseException as wrong:
        line = (wrong.getLineNumber() or 1) + builder.skipped
        raise Unreadable(Remark("", f"is no XML: {wrong.getMessage()}", line=line)) from wrong
    except DefusedXmlException as wrong:
        raise Unreadable(Remark("", "defines entities, which no schedule needs", line=builder.line)) from wrong
    except (ValueError, LookupError) as wrong:
        raise Unreadable(Remark("", f"is no XML: {wrong}")) from wrong
    assert builder.root is not None
    return builder.root


class _Builder(ContentHandler):
    def __init__(self, skipped: int) -> None:
        super().__init__()
        self.skipped = skipped
        self.root: Element | None = None
        self._open: list[Element] = []
        self._locator: Locator | None = None

    @property
    def line(self) -> int:
        return (self._locator.getLineNumber() or 1 if self._locator else 1) + self.skipped

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name SAX calls
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name SAX calls
        if len(self._open) >= DEEPEST:
            raise ValueError(f"elements lie more than {DEEPEST} deep")
        element = Element(name.rpartition(":")[2], dict(attrs.items()), self.line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002 - the name SAX calls
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].pieces.append(content)
