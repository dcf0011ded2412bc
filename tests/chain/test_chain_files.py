"""Is every mistake in a chain's file said with its line and how to mend it?"""

from pathlib import Path

import pytest

from yuantu.chain.model import Chain
from yuantu.chain.reading import read_chain, read_chain_file
from yuantu.errors import BadInput


def problems(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_chain(text.encode(), "kites.yaml")
    return [f"{one.place} {one.code}" for one in refused.value.problems]


def test_a_chain_keeps_what_its_file_says(kites: Chain) -> None:
    assert [node.id for node in kites.nodes][:3] == ["paper", "bamboo", "line"]
    assert kites.stages["paper"] == "upstream"
    assert kites.stages["kite"] == "downstream"
    assert kites.by_id["bamboo"].look_alikes == ("竹条帘",)
    assert [(edge.start, edge.end) for edge in kites.edges_of("kind_of")] == [("stunt", "kite")]
    assert kites.bases["shop"].source == "a shop, 2026"


def test_a_node_is_found_by_id_name_and_synonym_in_any_width(kites: Chain) -> None:
    for words in ("frame", "风筝骨架", "骨架", "Kite Frame", "ｋｉｔｅ frame"):
        found = kites.node(words)
        assert found is not None, words
        assert found.id == "frame"
    assert kites.node("飞机") is None


SPOILED = [
    ("en: kite line", "", "kites.yaml:12 chain_name"),
    ('codes: ["2221"]', 'codes: ["9999"]', "kites.yaml:10 chain_code"),
    ("{from: line, to: reel}", "{from: lime, to: reel}", "kites.yaml:21 chain_dangling"),
    ("{from: line, to: reel}", "{from: line, to: line}", "kites.yaml:21 chain_self_loop"),
    ("{from: line, to: reel}", "{from: paper, to: kite}", "kites.yaml:21 chain_edge_twice"),
    ("kind: kind_of", "kind: sort_of", "kites.yaml:23 chain_choice"),
    ("kind: kind_of", "kind: kind_of, why: x", "kites.yaml:23 chain_key"),
    ("basis: shop", "basis: shops", "kites.yaml:22 chain_basis"),
    ("segment: parts}", "segment: bits}", "kites.yaml:14 chain_segment"),
    ("stage: upstream", "stage: up", "kites.yaml:6 chain_choice"),
    ("id: reel,", "id: line,", "kites.yaml:14 chain_twice"),
    ("id: reel,", "id: re el,", "kites.yaml:14 chain_id"),
    ("id: reel,", "", "kites.yaml:14 chain_missing"),
    ("zh: 线轮", "zh: 风筝 线", "kites.yaml:14 chain_same_words"),
    ("[竹条]", "竹条", "kites.yaml:11 chain_list"),
    ("[竹条]", "[竹]", "kites.yaml:11 chain_short_word"),
    ("[竹条帘]", "[草帘]", "kites.yaml:11 chain_look_alike"),
    ("basis: made up for tests\n", "", "kites.yaml:17 chain_no_basis"),
    ("- {from: line, to: reel}", "- line", "kites.yaml:21 chain_shape"),
]


@pytest.mark.parametrize(("good", "bad", "said"), SPOILED)
def test_a_mistake_is_said_with_its_line(kites_text: str, good: str, bad: str, said: str) -> None:
    assert good in kites_text
    assert said in problems(kites_text.replace(good, bad))


def test_full_width_letters_make_no_second_product(kites_text: str) -> None:
    twin = "".join(
        f"  - {{id: {one}, name: {{zh: {zh}, en: {one} film}}, segment: raw}}\n"
        for one, zh in (("p1", "PVC膜"), ("p2", "ＰＶＣ 膜"))
    )
    assert "kites.yaml:11 chain_same_words" in problems(kites_text.replace("nodes:\n", "nodes:\n" + twin))


def test_a_circle_is_told_as_a_path(kites_text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_chain(kites_text.replace("from: bamboo, to: frame", "from: kite, to: frame").encode(), "k.yaml")
    circle = refused.value.problem
    assert (circle.code, circle.params["path"]) == ("chain_circle_input", "frame → kite → frame")


def test_material_that_comes_back_is_no_mistake_when_it_is_declared(kites_text: str) -> None:
    back = kites_text.replace("from: bamboo, to: frame", "from: kite, to: frame, returns: true")
    assert any(edge.returns for edge in read_chain(back.encode(), "kites.yaml").edges)


def test_nothing_is_a_kind_of_itself(kites_text: str) -> None:
    circle = kites_text.replace(
        "kind: kind_of}", "kind: kind_of}\n  - {from: kite, to: stunt, kind: kind_of, returns: true}"
    )
    assert "kites.yaml:23 chain_circle_kind_of" in problems(circle)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: [1", "yaml_broken"),
        ("id: a\nid: b", "yaml_repeated_key"),
        ("a: &x {b: c}\nd: *x", "yaml_alias"),
        ("", "chain_shape"),
    ],
)
def test_what_is_no_chain_at_all_is_refused(text: str, code: str) -> None:
    assert any(one.endswith(code) for one in problems(text))


def test_a_file_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read_chain("名: 链".encode("gb18030"), "链.yaml")
    assert refused.value.problem.code == "file_not_utf8"


def test_the_name_of_a_file_is_the_id_of_its_chain(tmp_path: Path, kites_text: str) -> None:
    (tmp_path / "drachen.yaml").write_text(kites_text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_chain_file(tmp_path / "drachen.yaml")
    assert refused.value.problem.code == "chain_file_name"


def test_all_mistakes_are_said_at_once_in_the_order_of_the_lines(kites_text: str) -> None:
    found = problems(kites_text.replace("to: kite", "to: kit").replace("2221", "9").replace("en: reel", ""))
    lines = [int(one.split()[0].rpartition(":")[2]) for one in found]
    assert lines == sorted(lines)
    assert len(lines) >= 5


def test_one_language_is_enough_where_a_chain_says_so(kites_text: str) -> None:
    german = kites_text.replace("id: kites\n", "id: kites\nlanguages: [zh]\n").replace(", en: kite line", "")
    assert read_chain(german.encode(), "kites.yaml").by_id["line"].name.en == "风筝线"
