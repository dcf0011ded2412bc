"""Who asks for what, who may stand in for whom, and what a shared industry code can tell."""

from collections.abc import Callable

import numpy as np

from yuantu.chain.gaps import Links
from yuantu.chain.model import Chain
from yuantu.chain.reading import read_chain


def read(text: str) -> Chain:
    return read_chain(text.encode(), "kites.yaml")


def links(chain: Chain) -> tuple[Links, Callable[[str], int]]:
    return Links(chain), [node.id for node in chain.nodes].index


def test_demand_halves_with_every_step_down_the_chain(kites: Chain) -> None:
    found, at = links(kites)
    assert found.demand[at("frame"), at("kite")] == 1
    assert found.demand[at("bamboo"), at("kite")] == 0.5
    assert found.demand[at("kite"), at("bamboo")] == 0


def test_nobody_asks_for_a_product_by_way_of_what_comes_back(kites_text: str) -> None:
    """Old kites give paper again; who makes frames from bamboo does not therefore need kites."""
    back = "  - {from: kite, to: paper, returns: true}\nbases:"
    chain = read(kites_text.replace("bases:", back, 1))
    found, at = links(chain)
    assert found.demand[at("kite"), at("paper")] == 0
    assert np.array_equal(found.demand, Links(read(kites_text)).demand)


def test_kinds_replace_each_other_only_where_the_chain_says_so(kites_text: str) -> None:
    kinds = (
        "  - {from: line, to: frame, kind: kind_of%s}\n  - {from: paper, to: frame, kind: kind_of%s}\nbases:"
    )
    plain = read(kites_text.replace("bases:", kinds % ("", ""), 1))
    assert not Links(plain).siblings.any()
    named = (", basis: alternative",) * 2
    basis = "bases:\n  alternative: {zh: 可互相替代, en: may replace each other, source: made up}"
    chain = read(kites_text.replace("bases:", kinds % named, 1).replace("bases:", basis, 1))
    found, at = links(chain)
    assert found.siblings[at("line"), at("paper")]
    assert found.siblings[at("paper"), at("line")]
    assert found.siblings.sum() == 2


def test_a_note_is_kept_in_both_languages(kites_text: str) -> None:
    noted = kites_text.replace("segment: raw}\n", "segment: raw, note: {zh: 棉线, en: cotton}}\n", 1)
    (line,) = (node for node in read(noted).nodes if node.id == "line")
    assert line.note is not None
    assert (line.note.zh, line.note.en) == ("棉线", "cotton")
