"""Where do the words before the ending of a name begin?"""

import re

from yuantu.evidence.text.lexicon import Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.namewords import LEFT_EDGE, YEARLY_MAKE
from yuantu.evidence.text.sentences import Sentence

_REACH = 30


def left_edge(text: str, sentence: Sentence, token: Token) -> tuple[int, bool]:
    """Where the words before an ending begin, and whether a count stands right before them."""
    left, counted = max(sentence.start, token.start - _REACH), False
    for mention in sentence.quantities_ending(left, token.start):
        if left < mention.end and not _inside_name(text, mention, token.start):
            left, counted = mention.end, mention.kind == "count"
    if token.of("suffix") is not None and token.word.endswith(("项目", "基地", "生产线")):
        left, counted = _from_what_is_made(text, sentence, token, left, counted)
    for edge in LEFT_EDGE.finditer(text, left, token.start):
        if not _quoted_name(text, edge, token.start):
            left, counted = edge.end(), False
    return _after_open_bracket(text, left, token.start), counted


def _from_what_is_made(
    text: str, sentence: Sentence, token: Token, left: int, counted: bool
) -> tuple[int, bool]:
    """年产5万吨正极材料项目: a project that is named by what it will make a year begins with 年产."""
    for mention in sentence.quantities_ending(left - 1, left):
        if left < token.start:
            made = YEARLY_MAKE.search(text, max(sentence.start, mention.start - 6), mention.start)
            if made is not None and not re.search(r"[，。,;；的]", text[left : token.start]):
                return made.start(), False
    return left, counted


def _inside_name(text: str, mention: QuantityMention, until: int) -> bool:
    """Whether a quantity is part of a name rather than said of it (12英寸…项目, “万亩千亿”大平台)."""
    if mention.kind == "length" and text[mention.end - 1] in "寸纳":
        return True
    opened = text.rfind("“", max(0, mention.start - 6), mention.start + 1)
    closed = text.find("”", mention.end - 1, until)
    return opened >= 0 and 0 < closed <= mention.end + 6


def _quoted_name(text: str, edge: re.Match[str], until: int) -> bool:
    """Quotation marks around a short word inside a name (“江门号”国际货运班列) are no border."""
    mark = edge[0]
    if mark == "“":
        return text.find("”", edge.end(), until) > 0
    return mark == "”" and text.rfind("“", edge.start() - 10, edge.start()) >= 0


def _after_open_bracket(text: str, left: int, end: int) -> int:
    """An opening bracket that is not closed before the ending is a border; so is a closing one never opened."""
    depth = 0
    for at in range(end - 1, left - 1, -1):
        character = text[at]
        if character in ")）":
            depth += 1
        elif character in "(（":
            if depth == 0:
                return at + 1
            depth -= 1
    if depth:
        return max(text.rfind(")", left, end), text.rfind("）", left, end)) + 1
    return left
