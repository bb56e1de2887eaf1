"""Sets of documents, questions and judgements, as they lie in folders."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILES = ("docs.jsonl.gz", "queries.jsonl.gz", "qrels.jsonl.gz")
"""What a folder must hold to be a set."""


@dataclass(frozen=True, slots=True)
class Document:
    """What stands for a session."""

    id: str
    title: str
    text: str
    language: str = "en"

    @property
    def whole(self) -> str:
        """All there is to read."""
        return f"{self.title} {self.text}"


@dataclass(frozen=True, slots=True)
class Question:
    """What stands for a goal. `relevant` tells how much each document helps, by id; all others do not."""

    id: str
    text: str
    relevant: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Collection:
    """One set. Only questions that some document helps are asked."""

    name: str
    documents: Sequence[Document]
    questions: Sequence[Question]


def find(folder: Path) -> list[Path]:
    """The sets in a folder, or the folder itself if it is one. Other folders and files are passed by."""
    candidates = [folder, *sorted(each for each in folder.iterdir() if each.is_dir())]
    return [each for each in candidates if all((each / name).is_file() for name in FILES)]


def read(folder: Path) -> Collection:
    """One set. Raises OSError, ValueError or KeyError on what is not one."""
    documents, queries, judgements = ([*_lines(folder / name)] for name in FILES)
    relevant: dict[str, dict[str, float]] = defaultdict(dict)
    for judged in judgements:
        if judged["rel"] > 0:
            relevant[str(judged["q"])][str(judged["d"])] = float(judged["rel"])
    return Collection(
        folder.name,
        [_document(each) for each in documents],
        [Question(str(q["id"]), q["text"], relevant[str(q["id"])]) for q in queries if str(q["id"]) in relevant],
    )


def _document(found: Mapping[str, Any]) -> Document:
    return Document(str(found["id"]), found.get("title") or "", found.get("text") or "", found.get("language") or "en")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as broken:
                    raise ValueError(f"{path.parent.name}/{path.name}, line {number}: {broken}") from broken
