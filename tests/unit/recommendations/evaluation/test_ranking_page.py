"""The organiser's page of ranking quality."""

import re
from datetime import UTC, datetime

from services.recommendations.evaluation.measures import AgendaQuality, RankingQuality
from services.recommendations.evaluation.ports import Evaluation
from services.recommendations.evaluation.ranking_page import ranking_page
from shared.languages import speaking
from tests.unit.recommendations.organiser.visiting import VISIT, text

FOUND = Evaluation(
    people=312,
    agendas=AgendaQuality(kept=0.62, planned=0.71),
    rankers={"in use": RankingQuality(0.41, 0.83, 0.52), "bm25": RankingQuality(0.333, 0.7, 0.4)},
    at=datetime(2027, 3, 5, 23, 0, tzinfo=UTC),
)


def test_rankers_are_beside_each_other_under_what_each_figure_means():
    html = ranking_page(VISIT, FOUND, going=False)
    said = text(html)

    assert "Of 312 people with goals" in said
    assert "measured 5 March, 6 pm." in said
    assert "The right sessions on top How far up each list" in said
    assert "The one in use 41% Words, the rarer the more (BM25) 33%" in said
    assert "Of what was planned, attended 62% Of what was attended, planned 71%" in said
    widths = re.findall(r'class="bar-(?:strong|quiet)" width="([\d.]+)%"', html)
    assert widths == ["41.0", "33.3", "83.0", "70.0", "52.0", "40.0", "62.0", "71.0"]


def test_a_ranker_of_somebody_elses_keeps_its_name():
    found = Evaluation(5, FOUND.agendas, {"ours": RankingQuality(1, 1, 1)}, FOUND.at)

    assert "ours 100%" in text(ranking_page(VISIT, found, going=False))


def test_of_fewer_than_five_no_part_is_told():
    found = Evaluation(5, AgendaQuality(1.0, None), {"bm25": RankingQuality(None, 1.0, None)}, FOUND.at)
    said = text(ranking_page(VISIT, found, going=False))

    assert "Of what was planned, attended 100% Of what was attended, planned under 5" in said
    assert "(BM25) under 5" in said


def test_until_it_was_measured_it_says_what_to_do_when():
    said = text(ranking_page(VISIT, None, going=False, asked="too_few"))

    assert "Nothing was measured yet. Once five people with goals" in said
    assert "Fewer than five people with goals were in a session" in said
    assert "A measurement is under way." in text(ranking_page(VISIT, None, going=True))
    with speaking("es"):
        assert "83 %" in text(ranking_page(VISIT, FOUND, going=False))
