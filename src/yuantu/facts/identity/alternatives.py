"""Which other names does a line give beside the name: 甲公司(原乙公司), 比亚迪(BYD)?"""

import re
from functools import lru_cache

from yuantu.facts.identity.known import find_known
from yuantu.facts.identity.names import kind_of
from yuantu.facts.identity.places import place_of
from yuantu.facts.identity.spelling import fold
from yuantu.facts.identity.words import LEGAL_FORMS, longest_end

_NOTE = re.compile(
    r"\((?:原名称|原名|原为|原|曾用名称|曾用名|曾名|前身为|前身|旧称|旧名|又名|又称|亦称|也称|俗称|别称|别名|简称|全称|"
    r"以下简称|下称|即|现名称|现名|现为|现更名为|现|后更名为|更名为|更名|英文名称|英文名|英文|formerly known as|"
    r"formerly|previously|now known as|now|also known as|aka|a\.k\.a\.|or|i\.e\.)[:,]?\s*(.+)\)$"
)
_LETTERS = re.compile(r"^(.*[\u3400-\u9fff].*)\(([a-z][a-z0-9&.' -]{2,})\)$")
_HAN = re.compile(r"^([a-z][a-z0-9&.,' -]{2,})\((.*[\u3400-\u9fff].*)\)$")


_ROAD = re.compile(r"^([gs]\d{1,4})((?!国道|省道|线)[\u3400-\u9fff]{2,}高速(?:公路)?)$")


@lru_cache(maxsize=65536)
def spread(text: str) -> tuple[str, ...]:
    """The name itself and what stands behind it in brackets as another name of the same thing."""
    key = fold(text)
    if found := _ROAD.match(key):
        return (text, found.group(2), found.group(1))
    if "(" not in key or not key.endswith(")"):
        return (text,)
    if found := _NOTE.search(key):
        return (key[: found.start()], found.group(1)) if found.start() else (text,)
    head, _, place = key[:-1].rpartition("(")
    if (kind_of(head) in {"park", "place", "way"} or head.endswith("医院")) and place_of(place):
        return (text, place + head)
    if len(place) > 7 and longest_end(place, LEGAL_FORMS) and kind_of(head) == "company":
        return (head, place)
    areas = {"park", "way", "institute"}
    if len(place) > 3 and kind_of(head) in areas and (kind_of(place) in areas or find_known(place)):
        return (head, place)  # 江门站(珠西综合交通枢纽站)
    if found := _LETTERS.match(key) or _HAN.match(key):
        return (found.group(1), found.group(2))
    return (text,)
