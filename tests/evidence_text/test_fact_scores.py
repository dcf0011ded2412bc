"""What the reader understood once it goes on understanding; the shared articles are scored where they are at hand."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from score.articles import OWN, own_books, shared_books  # noqa: E402 — the score package stands beside src
from score.facts import measure  # noqa: E402
from score.meanings import same_property, same_subject  # noqa: E402


def test_own_articles():
    score = measure(own_books())
    assert score.facts >= 390
    assert score.hit >= 0.995
    assert score.full >= 0.95
    assert score.sure_right >= 0.95
    assert score.sure >= 100


def test_shared_articles():
    books = list(shared_books())
    if not books:
        pytest.skip("the shared cases are not beside the repository")
    score = measure(books)
    assert score.full >= 0.8
    assert score.sure_right >= 0.9
    assert score.sure >= 30


def test_own_texts_are_many_and_of_our_own_making():
    books = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert len(books) >= 20
    assert all("示例" in book["text"][:20] for book in books)


def test_scoring_is_strict_about_things_and_lenient_about_spelling():
    assert same_subject("江门市", "江门")
    assert same_subject("江门大型产业集聚区南组团", "南组团")
    assert not same_subject("江门市", "江门大型产业集聚区")
    assert not same_subject("深江经济合作区", "深中经济合作区")
    assert not same_subject("江门市", None)
    assert same_property("gdp", "gdp")
    assert not same_property("gdp", "gdp_target")
