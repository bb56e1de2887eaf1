"""Every set of a folder, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from rich.progress import Progress, TaskID

from benchmarks.ranking import collections_on_disk, contest, speed
from benchmarks.ranking.collections_on_disk import Collection
from benchmarks.ranking.contest import OURS, REFERENCE
from benchmarks.ranking.measures import NDCG
from services.recommendations.rankers import NoRanker, choose

Contestant = dict[str, dict[str, float]]
"""The means of one set by contestant and measure."""


class NothingToMeasure(Exception):
    """There is no set, or it cannot be read, or the ranker cannot be had."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, by set."""

    figures: dict[str, Contestant] = field(default_factory=dict)
    speeds: dict[str, dict[str, float]] = field(default_factory=dict)

    def ratios(self, measure: str = NDCG) -> dict[str, float]:
        """Ours as so many times BM25; 0 where that has nothing."""
        return {name: ratio(each, measure) for name, each in self.figures.items()}

    def means(self, measure: str) -> dict[str, float]:
        """The mean over the sets, by contestant."""
        return {name: fmean(each[name][measure] for each in self.figures.values()) for name in contest.CONTESTANTS}


def ratio(figures: Contestant, measure: str) -> float:
    """Ours as so many times BM25; 0 where that has nothing."""
    reference = figures[REFERENCE][measure]
    return figures[OURS][measure] / reference if reference else 0.0


def hold(folder: Path, ranker: str, progress: Progress) -> Outcome:
    """All sets in a folder. Raises NothingToMeasure."""
    collections = _read(folder)
    try:
        chosen = choose(ranker)
    except NoRanker as absent:
        raise NothingToMeasure(str(absent)) from absent
    outcome = Outcome()
    for collection in collections:
        told = _teller(progress, collection)
        outcome.figures[collection.name] = contest.hold(collection, chosen, told)
        told("measuring speed", 0, 1)
        outcome.speeds[collection.name] = speed.measure(collection, chosen)
        told("done", 1, 1)
    return outcome


def _read(folder: Path) -> Sequence[Collection]:
    if not folder.is_dir():
        raise NothingToMeasure(f"{folder} is not a folder.")
    folders = collections_on_disk.find(folder)
    if not folders:
        raise NothingToMeasure(f"No set in {folder}: one is a folder with {', '.join(collections_on_disk.FILES)}.")
    try:
        collections = [collections_on_disk.read(each) for each in folders]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as broken:
        raise NothingToMeasure(f"{type(broken).__name__}: {broken}") from broken
    if judged := [each for each in collections if each.documents and each.questions]:
        return judged
    raise NothingToMeasure(f"No question in {folder} is answered by any document.")


def _teller(progress: Progress, collection: Collection) -> Callable[[str, int, int], None]:
    """One line of progress for a set, whatever is being done with it."""
    task: TaskID = progress.add_task(collection.name)

    def told(what: str, done: int, of: int) -> None:
        progress.update(task, description=f"{collection.name}: {what}", completed=done, total=of)

    return told
