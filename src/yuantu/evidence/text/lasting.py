"""From which milestone to which is a length of time counted?"""

import re

from yuantu.evidence.text.lexicon import Meaning, Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property, find_figure
from yuantu.evidence.text.sentences import Sentence

_OWNERS = ("project", "site", "park", "company", "event", "institution", "region")
_AFTER = re.compile(r"(?P<after>后|之后)|内|以内|之内|左右的?时间")
_OFF = re.compile(
    r"(?:距离?|离|(?<!直)到|至)[^，,。;；:0-9]{2,14}?(?:仅需?|只要?|约|需|车程|步行|驾车|不到|不足)*$"
)
_STREAK = re.compile(r"连续(?:第|约|近|超)?$")
_NEAR = 18
_DURATION = frozenset({"duration"})
_Stage = tuple[Token, Meaning]


def lasting(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """What a length of time is: one with a name (工期), a streak, the way there, or from milestone to milestone."""
    named = find_figure(text, sentence, mention, _DURATION)
    if named is not None and named.strength >= 0.6:
        return named
    if _STREAK.search(text, max(sentence.start, mention.start - 3), mention.start):
        return Property("streak", _OWNERS, 0.7, mention.start)
    staged = _staged(text, sentence, mention)
    if staged is not None:
        return staged
    return Property("duration", ("project", "company", "region", "park"), 0.3, mention.start)


def _staged(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """50天签约到动工: from which milestone to which; one milestone only leaves the start unsaid."""
    start, end = sentence.clause_span(sentence.clause_of(mention.start))
    following = sentence.quantities_within(mention.end, end)
    limit = following[0].start if following else end
    earlier_ones = sentence.quantities_within(start, mention.start)
    taken = next((one.start for one in earlier_ones if one.kind == "duration"), end)
    behind = _stages(sentence, mention.end, min(limit, mention.end + _NEAR))
    before = _stages(sentence, max(start, mention.start - _NEAR), min(taken, mention.start))
    for pair in (behind, before):
        if len(pair) >= 2 and re.search(r"到|至|后", text[pair[0][0].end : pair[1][0].start]):
            return _between(pair, mention, 0.9)
    if not before and not behind:
        earlier = sentence.clauses[max(0, sentence.clause_of(mention.start) - 1)]
        far = _stages(sentence, earlier, mention.start)
        if len(far) == 2 and re.search(r"从[^，,]{0,4}$", text[earlier : far[0][0].start]):
            return _between(far, mention, 0.8)
    after = _AFTER.match(text, mention.end, mention.end + 5)
    if after and not after["after"] and behind and behind[0][0].start - mention.end <= 4:
        return Property(f"time_to_{behind[0][1].name}_{mention.unit}s", _OWNERS, 0.75, mention.start)
    if after:
        return Property("interval_after" if after["after"] else "horizon", _OWNERS, 0.55, mention.start)
    if mention.unit in ("hour", "minute") and _OFF.search(
        text, max(start, mention.start - 20), mention.start
    ):
        return Property("travel_time", ("park", "project", "site", "facility", "region"), 0.75, mention.start)
    if behind or before:
        stage = behind[0][1] if behind else before[-1][1]
        return Property(
            f"time_to_{stage.name}_{mention.unit}s", _OWNERS, 0.75 if behind else 0.5, mention.start
        )
    return None


def _stages(sentence: Sentence, start: int, end: int) -> list[_Stage]:
    """The milestones whose words begin in a span."""
    return [
        (token, stage)
        for token in sentence.tokens_within(start, end)
        if (stage := token.of("stage")) is not None
    ]


def _between(pair: list[_Stage], mention: QuantityMention, strength: float) -> Property:
    name = f"{pair[0][1].name}_to_{pair[1][1].name}_{mention.unit}s"
    return Property(name, _OWNERS, strength, mention.start)
