"""Ranking as a part of the whole benchmark, where there are sets to measure on."""

from pathlib import Path
from statistics import fmean

from rich.progress import Progress

from benchmarks.ranking.contest import CONTESTANTS, REFERENCE
from benchmarks.ranking.contests import hold
from benchmarks.ranking.measures import NDCG
from benchmarks.results import Result, Row, Target

NOTES = {
    "ours": "what the product does unless it is told otherwise",
    "bm25": "k1 1.5, b .75, stemmed",
    "tfidf": "cosine, stemmed",
    "keyword": "how many words are shared, stemmed",
}


def measure(folder: Path, progress: Progress) -> Result:
    """Every contestant's nDCG@10. Raises NothingToMeasure."""
    outcome = hold(folder, "best", progress)
    means = outcome.means(NDCG)
    ratios = list(outcome.ratios().values())
    return Result(
        part="ranking",
        title="Sessions for goals, nDCG@10",
        note=f"Mean over {len(ratios)} public sets, which are in the columns. More: python -m benchmarks.ranking.",
        rows=[
            Row(name, NOTES[name], "", [means[name]], {set: each[name][NDCG] for set, each in outcome.figures.items()})
            for name in CONTESTANTS
        ],
        targets=[
            Target("ours as so many times BM25, in the mean over the sets", fmean(ratios), 1.13),
            Target("ours as so many times BM25, on the worst set", min(ratios), 1.03),
        ],
        reference=REFERENCE,
    )
