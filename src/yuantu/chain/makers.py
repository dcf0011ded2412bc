"""Who makes what?

A company is placed on a node by what is stated of it: the words of its products, the code of its industry, the name of
its industry. Every placement keeps the statement, the exact words, the rule and how sure the rule is; nothing is placed
by a likeness that cannot be read. In Chinese the head of a compound stands last: who makes 动力电池结构件 makes a
structural part and not a battery. So a word that ends its item says what is made, and a word that something else
follows only says what it is for: that is noted to be checked, unless the rest of the item is another known product.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yuantu.chain.model import Chain, fold
from yuantu.chain.words import ALPHABET, BREAK, Block, Ints, WordIndex, original_span
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity
from yuantu.ontology.industries import find_industry

Rule = Literal["product_exact", "product_head", "product_within", "industry_head", "industry_code", "judged"]
State = Literal["confirmed", "by_rule", "to_check", "rejected"]
RULES: tuple[Rule, ...] = (
    "product_exact",
    "product_head",
    "product_within",
    "industry_head",
    "industry_code",
)
# How sure a rule is, before it is asked who says so. Set by hand on the companies of the pack: docs/reference/chain.md.
SURENESS: dict[Rule, float] = {
    "product_exact": 0.95, "product_head": 0.85, "product_within": 0.4, "industry_head": 0.5, "industry_code": 0.6,
    "judged": 1.0,
}  # fmt: skip
# A source that nobody can look up makes a placement less sure: class G is what its compiler thinks he knows.
SOURCE_FACTOR = {"A": 1.0, "S": 1.0, "B": 0.95, "C": 0.9, "X": 0.9, "G": 0.8}
MOST_OF_A_CODE = 3  # nodes that share an industry code; beyond, the code alone places nobody
COUNTED = 0.6  # from here on a placement by rule counts a company as a maker; below it is to be checked
# After NFKC. Between the parts that a soft one joins one word may reach across: 动力和储能电池.
HARD, SOFT = "、,;/|·()[]:。“”'\"<>《》", "和及与等+"
# What may follow a product without changing what it is.
TAILS = (
    "系列产品",
    "系列",
    "产品",
    "制品",
    "的研发",
    "的生产",
    "研发",
    "生产",
    "制造",
    "加工",
    "销售",
    "研制",
    "项目",
    "基地",
)
MOST_TAILS = 3  # 研发生产销售
WITHIN = 2  # the place of product_within in RULES
LEAST_FACTOR = 0.8


@dataclass(frozen=True, slots=True)
class Placement:
    """A company on a node. `words` is what is stated, `span` the characters of it that the rule rests on.

    `statement` is empty when somebody placed the company by judgement alone.
    """

    company: str
    node: str
    rule: Rule
    confidence: float
    state: State
    statement: str = ""
    words: str = ""
    span: tuple[int, int] = (0, 0)

    @property
    def counts(self) -> bool:
        """Whether the company is counted as a maker."""
        return self.state in {"confirmed", "by_rule"}


class Hits(NamedTuple):
    """Product words found in texts: number of the text, characters of it, node number, place in RULES, each (k,)."""

    text: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    node: Ints
    rule: Ints


class Placer:
    """Places companies on the nodes of one chain."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        meant = _meanings(chain)
        self.index = WordIndex.of(meant)
        nodes = [list(meant[word]) for word in self.index.words]
        self._counts = np.array([len(several) for several in nodes], dtype=np.int64)
        self._first = np.cumsum(self._counts) - self._counts
        self._nodes = np.array([one for several in nodes for one in several], dtype=np.int32)
        tails = {fold(word) for word in TAILS}
        self._is_tail = np.array(
            [word in tails and not meant[word] for word in self.index.words], dtype=np.bool_
        )
        self._by_code: dict[str, list[str]] = {}
        for node in chain.nodes:
            for code in node.codes:
                self._by_code.setdefault(code, []).append(node.id)

    def find(self, texts: Sequence[str]) -> Hits:
        """The product words of folded texts, and by which rule each says what is made. Linear in the texts."""
        parts = [self._hits(block) for block in self.index.find(texts)]
        if not parts:
            nothing = np.zeros(0, dtype=np.int32)
            return Hits(
                nothing.astype(np.int64), nothing.astype(np.int64), nothing.astype(np.int64), nothing, nothing
            )
        return Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _hits(self, block: Block) -> Hits:
        begins, ends = self._bounds(block)
        product = (self._counts[block.word] > 0) & ~_inside_a_word(block)
        rule = np.where(ends, np.where(begins, 0, 1), 2).astype(np.int32)
        # A word that a product follows in the same item says what that product is for.
        spoken_for = ~ends & _before_another(block, product & ends)
        matches = np.flatnonzero(product & ~spoken_for)
        counts = self._counts[block.word[matches]]
        rows = np.repeat(matches, counts)
        offset = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        node = self._nodes[self._first[block.word[rows]] + offset]
        text = block.text_of(block.start[rows])
        at = block.begins[text - block.first]
        return Hits(text, block.start[rows] - at, block.end[rows] - at, node, rule[rows])

    def _bounds(self, block: Block) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether each match begins its item, and whether it ends it: at a separator, or with a tail that does."""
        parting = _SEPARATES[block.letters]
        begins = np.concatenate(([True], parting))[block.start]
        ends = parting[block.end]
        tail = self._is_tail[block.word[1:]] & (block.start[1:] == block.end[:-1])
        for _ in range(MOST_TAILS):
            ends[:-1] |= tail & ends[1:]
        return begins, ends

    # ── companies ────────────────────────────────────────────────────────────────────────────────

    def place(self, companies: Sequence[Entity], classes: Mapping[str, str]) -> list[Placement]:
        """The surest placement of each company on each node, in the order of companies and nodes.

        `classes`: source id → its class. Judgements are not looked at: see `judge`.
        """
        stated = [
            (company, name, statement)
            for company in companies
            for name in ("products", "industry")
            for statement in (company.held[name].statements if name in company.held else ())
        ]
        hits = self.find([fold(statement.words) for _, _, statement in stated])
        found: dict[tuple[str, str], Placement] = {}
        for text, start, end, node, number in zip(*(column.tolist() for column in hits), strict=True):
            company, name, statement = stated[text]
            rule: Rule = RULES[number] if name == "products" else "industry_head"
            if name == "products" or number < WITHIN:
                span = original_span(statement.words, start, end)
                _keep(found, _placed(company.id, self.chain.nodes[node].id, rule, statement, span, classes))
        for company, name, statement in stated:
            code = find_industry(statement.words) if name == "industry" else None
            makes = self._by_code.get(code.code, ()) if code else ()
            # One code for twenty products does not say which of them: nobody is placed on all twenty by it.
            for identifier in makes if len(makes) <= MOST_OF_A_CODE else ():
                span = (0, len(statement.words))
                _keep(found, _placed(company.id, identifier, "industry_code", statement, span, classes))
        return list(found.values())


def _meanings(chain: Chain) -> dict[str, dict[int, None]]:
    """Folded word → the numbers of the nodes that it means: none for a tail and for what only looks like a product.

    A look-alike of one node may still end in the word of another: 动力电池回收 is no battery, but it is 电池回收.
    """
    meant: dict[str, dict[int, None]] = {}
    for number, node in enumerate(chain.nodes):
        for word in (node.name.zh, node.name.en, *node.synonyms):
            meant.setdefault(fold(word), {})[number] = None
    products = dict(meant)
    for number, node in enumerate(chain.nodes):
        for word in map(fold, node.look_alikes):
            endings = (products.get(word[place:], {}) for place in range(1, len(word)))
            other = next((ending for ending in endings if ending and number not in ending), {})
            meant.setdefault(word, dict(other))
    return {fold(word): {} for word in TAILS} | meant


def _placed(
    company: str,
    node: str,
    rule: Rule,
    statement: Statement,
    span: tuple[int, int],
    classes: Mapping[str, str],
) -> Placement:
    confidence = round(SURENESS[rule] * SOURCE_FACTOR.get(classes.get(statement.source, ""), LEAST_FACTOR), 3)
    state: State = "by_rule" if confidence >= COUNTED else "to_check"
    return Placement(company, node, rule, confidence, state, statement.id, statement.words, span)


def _keep(found: dict[tuple[str, str], Placement], placed: Placement) -> None:
    """Of two placements on one node the surer one, of two that are as sure the earlier."""
    key = (placed.company, placed.node)
    if key not in found or found[key].confidence < placed.confidence:
        found[key] = placed


def judge(placements: Iterable[Placement], judged: Mapping[tuple[str, str], State]) -> list[Placement]:
    """The same with what people judged of (company, node); whom they placed without any rule comes last."""
    left = dict(judged)
    found = []
    for one in placements:
        state = left.pop((one.company, one.node), None)
        found.append(replace(one, state=state) if state else one)
    return found + [Placement(*key, "judged", SURENESS["judged"], state) for key, state in left.items()]


def _inside_a_word(block: Block) -> NDArray[np.bool_]:
    """Whether a match cuts a word of Latin letters or digits in two: reel in reeling."""
    latin = _LATIN[block.letters]
    before = np.concatenate(([False], latin))[block.start] & latin[block.start]
    after = latin[block.end] & latin[block.end - 1]
    return before | after


def _before_another(block: Block, heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether one of `heads` follows each match inside the same item."""
    if not len(block.start):
        return np.zeros(0, dtype=np.bool_)
    items = np.searchsorted(np.flatnonzero(_CLOSES[block.letters]), block.start)
    last = np.full(int(items[-1]) + 1, -1, dtype=np.int64)
    np.maximum.at(last, items, np.where(heads, block.start, -1))
    return last[items] > block.start


def _table(characters: Iterable[str]) -> NDArray[np.bool_]:
    table = np.zeros(ALPHABET, dtype=np.bool_)
    table[[ord(one) for one in characters]] = True
    return table


_CLOSES = _table(f"{HARD}{BREAK}")
_SEPARATES = _table(f"{HARD}{SOFT}{BREAK}")
_LATIN = _table("abcdefghijklmnopqrstuvwxyz0123456789")
