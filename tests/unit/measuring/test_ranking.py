"""The measurement of ranking itself: figures worked out by hand, and the ones others measured."""

import gzip
import json
import os
from math import log
from pathlib import Path

import pytest
from rich.progress import Progress

from benchmarks.ranking import baselines, collections_on_disk, contest, measures, part
from benchmarks.ranking.__main__ import main
from benchmarks.ranking.collections_on_disk import Document
from services.recommendations.rankers import NoRanker, choose

DOCUMENTS = [
    Document("a", "Apples", "Apples and more apples"),
    Document("b", "Bananas", "The banana is a fruit"),
    Document("c", "Fruit", "Apples, bananas, cherries"),
]
DATA = Path(os.environ.get("RANKING_DATA", Path(__file__).parents[4] / "shared" / "data"))


def measured_set(name: str) -> collections_on_disk.Collection:
    if not (DATA / name).is_dir():
        pytest.skip(f"RANKING_DATA names no folder with the set {name}")
    return collections_on_disk.read(DATA / name)


def test_ndcg() -> None:
    # Gains 0, 3, 1 at ranks 1 to 3: 3 / log2(3) + 1 / 2 = 2.3928; at best 3 + 1 / log2(3) = 3.6309.
    assert measures.ndcg(["x", "b", "a"], {"a": 1, "b": 3}) == pytest.approx(2.3928 / 3.6309, abs=1e-4)
    assert measures.ndcg([*"0123456789", "a"], {"a": 1}) == 0
    assert measures.ndcg(["a"], {"a": 1, "b": 1}) == pytest.approx(1 / 1.6309, abs=1e-4)


def test_reciprocal_rank_and_recall() -> None:
    assert measures.reciprocal_rank(["x", "y", "a", "b"], {"a": 1, "b": 1}) == pytest.approx(1 / 3)
    assert measures.reciprocal_rank([*"0123456789", "a"], {"a": 1}) == 0
    assert measures.recall(["x", "a"], {"a": 1, "b": 1}) == 0.5
    assert measures.recall([*(str(number) for number in range(20)), "a"], {"a": 1}) == 0


def test_bm25() -> None:
    # Words: a apples x 3, b bananas x 2 and fruit, c one of each and cherries. Lengths 3, 3, 4.
    scores = baselines.bm25(DOCUMENTS)("apple")
    rarity = log(1 + 1.5 / 2.5)
    assert scores == {
        "a": pytest.approx(rarity * 3 * 2.5 / (3 + 1.5 * (0.25 + 0.75 * 3 / (10 / 3)))),
        "c": pytest.approx(rarity * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 4 / (10 / 3)))),
    }
    assert baselines.bm25(DOCUMENTS)("apple apples")["a"] == pytest.approx(2 * scores["a"])


def test_tfidf() -> None:
    # c holds four words once: rarity ln(4/3) + 1 for three of them, ln 2 + 1 for the one that nobody else has.
    common, rare = log(4 / 3) + 1, log(2) + 1
    scores = baselines.tfidf(DOCUMENTS)("cherry")
    assert scores == {"c": pytest.approx(rare * rare / (3 * common**2 + rare**2) ** 0.5)}


def test_keyword() -> None:
    assert baselines.keyword(DOCUMENTS)("the apple and a banana, apple") == {"a": 1, "b": 1, "c": 2}


@pytest.mark.parametrize(("name", "expected"), [("csunplugged", 0.550), ("cacm", 0.496)])
def test_the_reference_is_as_good_as_others_found_it(name: str, expected: float) -> None:
    collection = measured_set(name)
    asked = baselines.bm25(collection.documents)
    figures = contest._asked_all("bm25", asked, collection, lambda *_: None)
    assert figures["ndcg@10"] == pytest.approx(expected, abs=0.001)


@pytest.mark.timeout(400)
def test_ours_is_better_by_what_the_documents_say() -> None:
    collection = measured_set("csunplugged")
    try:
        chosen = choose("hybrid")
    except NoRanker as absent:
        pytest.skip(str(absent))
    figures = contest.hold(collection, chosen, lambda *_: None)
    assert figures["ours"]["ndcg@10"] > 1.08 * figures["bm25"]["ndcg@10"]


def write(folder: Path, name: str, rows: list[dict]) -> None:
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / f"{name}.jsonl.gz", "wt") as file:
        file.write("\n".join(json.dumps(row) for row in rows))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set among other things."""
    fruit = tmp_path / "fruit"
    write(fruit, "docs", [{"id": each.id, "title": each.title, "text": each.text, "kind": "?"} for each in DOCUMENTS])
    write(fruit, "queries", [{"id": "q", "text": "apples"}, {"id": "unjudged", "text": "bananas"}])
    write(fruit, "qrels", [{"q": "q", "d": "a", "rel": 1}, {"q": "q", "d": "b", "rel": 0}])
    write(tmp_path / "schedules", "33c3", [{"id": 1}])
    (tmp_path / "README.md").write_text("Not a set.")
    return tmp_path


@pytest.mark.parametrize("inside", ["", "fruit"])
def test_a_folder_of_sets_or_one_of_them(folder: Path, inside: str, capsys: pytest.CaptureFixture) -> None:
    target = folder / "figures.json"
    assert main([str(folder / inside), "--json", str(target), "--ranker", "bm25"]) == 0
    figures = json.loads(target.read_text())
    assert list(figures["sets"]) == ["fruit"]
    assert figures["sets"]["fruit"]["bm25"] == {"ndcg@10": 1, "mrr@10": 1, "recall@20": 1}
    assert set(figures["sets"]["fruit"]) == {"ours", "bm25", "tfidf", "keyword"}
    printed = capsys.readouterr().out
    assert "fruit" in printed
    assert "1.000 ×" in printed


def test_nothing_to_measure_says_what_is_wanted(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main([str(tmp_path)]) == 2
    assert "docs.jsonl.gz, queries.jsonl.gz, qrels.jsonl.gz" in capsys.readouterr().err
    assert main([str(tmp_path / "nowhere")]) == 2


def test_a_ranker_that_does_not_exist_is_told(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert main([str(folder), "--ranker", "none"]) == 2
    assert "there is no such ranker" in capsys.readouterr().err


def test_the_whole_benchmark_has_a_table_of_it(folder: Path) -> None:
    result = part.measure(folder, Progress(disable=True))
    assert [(row.name, row.median) for row in result.rows][1] == ("bm25", 1)
    assert result.rows[1].details == {"fruit": 1}
    assert [target.bound for target in result.targets] == [1.13, 1.03]


def test_a_broken_line_is_named(folder: Path, capsys: pytest.CaptureFixture) -> None:
    with gzip.open(folder / "fruit" / "docs.jsonl.gz", "at") as file:
        file.write("\n{broken")
    assert main([str(folder), "--ranker", "bm25"]) == 2
    assert "fruit/docs.jsonl.gz, line 4" in capsys.readouterr().err
