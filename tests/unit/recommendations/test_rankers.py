"""Which ranker the settings give."""

import logging
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

from services.recommendations import rankers
from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.domain.keyword import Keyword
from services.recommendations.embeddings import model
from services.recommendations.rankers import NoRanker, choose


class Service:
    name = "house-service-2"
    languages: frozenset[str] = frozenset()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)


def broken() -> Service:
    raise ConnectionError("the service does not answer")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entry points as a distribution of an organiser would bring them."""
    points = {"house": "Service", "plain": "Bm25", "broken": "broken"}
    found = [EntryPoint(name, f"{__name__}:{value}", rankers.GROUP) for name, value in points.items()]
    monkeypatch.setattr(rankers, "entry_points", lambda group: found if group == rankers.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda point: globals()[point.attr])


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model, "PREPARED", tmp_path / "nothing")
    monkeypatch.setattr(model, "PACKAGE", "no_such_package_anywhere")


def test_by_name() -> None:
    assert isinstance(choose("keyword").ranker, Keyword)
    assert isinstance(choose("bm25").ranker, Bm25)


def test_an_encoder_of_others_is_mixed_with_words_and_remembered(offered) -> None:
    chosen = choose("house")
    assert isinstance(chosen.ranker, Hybrid)
    assert chosen.remembered is not None
    assert chosen.ranker.encoder is chosen.remembered
    assert chosen.remembered.name == "house-service-2"


def test_a_ranker_of_others_is_taken_as_it_is(offered) -> None:
    chosen = choose("plain")
    assert isinstance(chosen.ranker, Bm25)
    assert chosen.remembered is None


def test_one_that_fails_says_why(offered) -> None:
    with pytest.raises(NoRanker, match=r"broken.*ConnectionError: the service does not answer"):
        choose("broken")


def test_one_that_does_not_exist_says_what_there_is(offered) -> None:
    with pytest.raises(NoRanker, match=r"'bm52'.*best, keyword, bm25, hybrid, broken, house, plain"):
        choose("bm52")


def test_the_best_without_its_model_is_bm25_and_says_so(no_model, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert isinstance(choose("best").ranker, Bm25)
    assert "sessions are ranked by their words alone" in caplog.text


def test_hybrid_without_its_model_is_refused(no_model) -> None:
    with pytest.raises(NoRanker, match="not installed"):
        choose("hybrid")
