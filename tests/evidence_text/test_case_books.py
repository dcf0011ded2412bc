"""The case books: own sentences in many styles, the shared ones where they are at hand; floors, not fits."""

import pytest
from score.quantities import (
    OWN,
    SHARED,
    read_cases,
    score_article_dates,
    score_articles,
    score_dates,
    score_sentences,
)

shared = pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="the shared cases are not at hand")


def test_own_quantities() -> None:
    tally = score_sentences(read_cases(OWN / "quantities.jsonl"))
    assert tally.facts >= 500
    assert tally.f1 >= 0.99, "\n".join(tally.wrong)
    assert tally.qualifier_share >= 0.99, "\n".join(tally.wrong)


@pytest.mark.parametrize("text", [case["text"] for case in read_cases(OWN / "rejections.jsonl")])
def test_own_rejections(text: str) -> None:
    assert not score_sentences([{"text": text, "expect": []}]).wrong


def test_own_dates() -> None:
    score = score_dates(read_cases(OWN / "dates.jsonl"))
    assert score.cases >= 70
    assert score.right / score.cases >= 0.98, "\n".join(score.wrong)


@shared
def test_shared_articles() -> None:
    facts = read_cases(SHARED / "cases" / "facts.jsonl")
    tally, dates = score_articles(facts), score_article_dates(facts)
    assert tally.f1 >= 0.99, "\n".join(tally.wrong)
    assert tally.qualifier_share >= 0.98, "\n".join(tally.wrong)
    assert dates.right / dates.cases >= 0.95, "\n".join(dates.wrong)


@shared
def test_shared_sentences() -> None:
    book = read_cases(SHARED / "cases" / "quantities_and_dates.jsonl")
    tally = score_sentences([case for case in book if case["type"] == "quantity"])
    nothing = score_sentences([case for case in book if case["type"] == "quantity" and not case["expect"]])
    dates = score_dates([case for case in book if case["type"] == "date"])
    assert tally.f1 >= 0.99, "\n".join(tally.wrong)
    assert tally.qualifier_share >= 0.98, "\n".join(tally.wrong)
    assert nothing.found == 0, "\n".join(nothing.wrong)
    assert dates.right / dates.cases >= 0.95, "\n".join(dates.wrong)
