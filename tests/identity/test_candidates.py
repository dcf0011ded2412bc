import builtins
import importlib
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from yuantu.facts.identity import linkage
from yuantu.facts.identity.blocking import find_candidates, find_pairs

BOOK = Path(__file__).parent / "pairs.jsonl"


def test_pairs_that_are_the_same_share_a_block() -> None:
    pairs = [json.loads(line) for line in BOOK.read_text(encoding="utf-8").splitlines()]
    same = [pair for pair in pairs if pair["expect"] == "same"]
    rows = [(f"{number}{side}", pair[side]) for number, pair in enumerate(same) for side in "ab"]
    found = find_pairs(rows).pairs
    reached = sum((f"{number}a", f"{number}b") in found for number in range(len(same)))
    assert reached / len(same) >= 0.9
    assert len(found) < len(rows) ** 2 / 20, "far fewer than all pairs"


def test_a_letter_more_at_the_end_of_a_short_core_is_no_other_block() -> None:
    assert find_pairs([("p-1", "新会智产业园"), ("p-2", "新会智造产业园")]).pairs == {("p-1", "p-2")}


def test_a_block_that_is_too_large_is_divided_by_place_and_else_reported() -> None:
    cities = ["江门市", "中山市", "深圳市", "珠海市"]
    rows = [
        (f"{city}{number}", f"{city}宏达{'甲乙丙丁戊己'[number]}有限公司")
        for city in cities
        for number in range(6)
    ]
    blocks = find_pairs(rows, most=8)
    assert ("江门市0", "江门市1") in blocks.pairs
    assert ("中山市0", "江门市1") not in blocks.pairs
    assert not blocks.oversized
    crowded = find_pairs([(str(number), f"宏达{number}号有限公司") for number in range(20)], most=6)
    assert max(crowded.oversized.values()) == 20


def test_candidates_come_surest_first_and_with_their_names() -> None:
    rows = [
        ("c-1", "江门市长优实业有限公司"), ("c-2", "长优实业"), ("c-3", "江门市长优实业有限公司新会分公司"),
        ("c-4", "鹤山市东古调味食品有限公司"),
    ]  # fmt: skip
    found, oversized = find_candidates(rows)
    assert not oversized
    assert [(one.one, one.other, one.verdict.relation) for one in found][:1] == [("c-1", "c-2", "same")]
    assert {(one.one, one.other) for one in found[1:]} == {("c-1", "c-3"), ("c-2", "c-3")}
    assert all(one.verdict.relation == "related" for one in found[1:])


def test_a_name_without_a_place_is_none_of_several_namesakes() -> None:
    rows = [("1", "永兴实业有限公司"), ("2", "江门市永兴实业有限公司"), ("3", "中山市永兴实业有限公司")]
    found, _ = find_candidates(rows)
    assert {one.verdict.relation for one in found} == {"related"}
    assert find_candidates(rows[:2])[0][0].verdict.relation == "same"


def test_linking_in_bulk_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("splink"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setattr(linkage, "import_module", refuse)
    with pytest.raises(linkage.LinkageMissing, match=r"pip install 'yuantu\[linkage\]'"):
        list(linkage.link_names([("1", "甲乙有限公司"), ("2", "甲乙公司")]))


def test_the_library_is_not_loaded_before_it_is_used() -> None:
    importlib.reload(linkage)
    assert "splink" not in sys.modules or linkage.__name__ in sys.modules


def test_linking_in_bulk_finds_what_was_doubled() -> None:
    pytest.importorskip("splink")
    draw = random.Random(4)  # noqa: S311 — invented names, no secrets
    letters = (
        "长优科恒海目星宏达华龙永兴金环光明天富宝德利益昌春凯信诚世友承誉飞派神舞福马盈通周罗景鸿钧森强瑞"
    )
    names = {
        f"江门市{''.join(draw.choices(letters, k=3))}{draw.choice(['实业', '电器', '五金制品'])}有限公司"
        for _ in range(600)
    }
    plain = sorted(names)
    rows = [(f"a{number}", name) for number, name in enumerate(plain)]
    rows += [(f"b{number}", name.replace("江门市", "江门")) for number, name in enumerate(plain[:80])]
    found = {(one.one, one.other) for one in linkage.link_names(rows) if one.verdict.relation == "same"}
    assert sum((f"a{number}", f"b{number}") in found for number in range(80)) >= 76
