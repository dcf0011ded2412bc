"""A small piece of `python -m score.hostile`: the same seed, a few documents of every format."""

import random

import pytest
from score.hostile.mutations import damage
from score.hostile.searching import search
from score.hostile.seeds import SLOW, seeds
from score.hostile.trials import Broken, check_claims, try_document
from score.hostile.watching import Watch
from tests.made_documents import MAKERS

from yuantu.evidence.text.reading import read_text


@pytest.mark.parametrize("form", sorted(seeds()))
def test_damaged_documents_keep_what_is_promised(form: str) -> None:
    tally = search((form, 4 if form in SLOW else 60, 1))
    kept = {failure: count for failure, count in tally.failures.items() if " s for " not in failure}
    assert not kept, "time is not judged here: the machine may be busy"
    assert tally.runs > tally.refused or form in SLOW
    assert tally.reached > 100


@pytest.mark.parametrize("form", sorted(seeds()))
def test_the_documents_that_the_search_starts_from_are_read(form: str) -> None:
    for data in seeds()[form]:
        trial = try_document(data, form)
        assert not trial.refused
        assert not trial.failure or " s for " in trial.failure


def test_the_same_seed_damages_alike_and_another_does_not() -> None:
    data = seeds()["html"][0]
    first, again, other = (damage(data, "html", [data], random.Random(seed)) for seed in (1, 1, 2))  # noqa: S311 to repeat
    assert first == again != other
    assert first != data


def test_a_line_is_fresh_once() -> None:
    watch = Watch("/yuantu/evidence/text/")
    watch.run(lambda: read_text("面积12公顷。"))
    assert watch.fresh == watch.reached > 50
    watch.run(lambda: read_text("面积12公顷。"))
    assert not watch.fresh
    watch.run(lambda: read_text("同比增长5.7%，其中一半在新会区。"))
    assert watch.fresh


def test_a_claim_that_points_elsewhere_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_text("面积12公顷。")
    assert reading.claims
    monkeypatch.setattr("score.hostile.trials.read_text", lambda _text: reading)
    with pytest.raises(Broken):
        check_claims("。面积12公顷")
    assert try_document("。面积12公顷".encode(), "text").failure.startswith("Broken")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e308", "NaN"])
@pytest.mark.parametrize("kind", ["float", "percentage"])
def test_a_number_beyond_all_bounds_is_kept_as_it_is_shown(number: str, kind: str) -> None:
    shown = f'office:value-type="{kind}" office:value="{number}"><text:p>甲</text:p>'
    cell = f"<table:table-cell {shown}</table:table-cell>"
    data = MAKERS.ods(f"<table:table-row>{cell}{cell}</table:table-row>")
    assert not try_document(data, "ods").failure


@pytest.mark.parametrize(
    "text",
    ["**　：**", "# \n", "总投资0亿元，其中设备3亿元。", "面积0公顷（2300亩）。"],
)
def test_texts_that_once_broke_the_reader(text: str) -> None:
    check_claims(text)
