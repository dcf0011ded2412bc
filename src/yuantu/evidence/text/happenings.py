"""Which milestones and dated events does a sentence tell of, without a number?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.lexicon import Token
from yuantu.evidence.text.mentions import DateMention
from yuantu.evidence.text.sentences import Sentence

_SAYS = re.compile(r"[一-鿿]{0,3}(?:说|表示|介绍|透露|告诉)")
_NOT_YET = re.compile(
    r"(?:将|拟|计划|预计|即将|争取|力争|如期|有望|推动|加快|促进|支持|力促|后|前)[^，,。]{0,8}$"
)
_OWNERS = ("project", "park", "event", "institution", "facility", "company")
_DATED = {
    "held": "held_on", "signed": "signed_on", "groundbreaking": "groundbreaking_on", "topped_out": "topped_out_on",
    "production": "production_on", "opened": "opened_on", "completed": "completed_on", "published": "published_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """A date or a milestone at clean offsets. `owner`: the named thing it is told of. `strength`: how plain it is."""

    start: int
    end: int
    kind: str
    property: str
    strength: float
    owner: Name | None
    when: DateMention | None


def happenings(text: str, sentence: Sentence, names: Sequence[Name]) -> Iterator[Happening]:
    """The dates of a sentence with what happened on them, and the milestones that were reached."""
    for date in sentence.dates:
        if date.role == "when" and "规划" not in date.expression:
            name, strength = _dated_property(text, sentence, date)
            yield Happening(date.start, date.end, "date", name, strength, _nearest(names, date.end), date)
    told = [date for date in sentence.dates if date.role == "when"]
    for token, name, owner in _milestones(text, sentence, names):
        when = next((date for date in reversed(told) if date.end <= token.start), None)
        yield Happening(token.start, token.end, "event", name, 0.6, owner, when)


def _nearest(names: Sequence[Name], place: int) -> Name | None:
    """The named thing that stands next behind a date, a thing rather than a division."""
    behind = [name for name in names if name.start >= place]
    things = [name for name in behind if name.kind != "region"] or behind
    return things[0] if things else None


def _dated_property(text: str, sentence: Sentence, date: DateMention) -> tuple[str, float]:
    """What happened on a date: the nearest milestone behind it, in its clause or the next two; else plain `date`."""
    if _SAYS.match(text, date.end, date.end + 8):
        return "statement_date", 0.8
    own = sentence.clause_of(date.start)
    for token in sentence.tokens:
        stage = token.of("stage")
        if stage is None or token.start < date.end:
            continue
        distance = sentence.clause_of(token.start) - own
        if distance > 2:
            break
        later = [one for one in sentence.dates if date.end < one.start < token.start]
        if not later:
            return _DATED.get(stage.name, stage.name), 0.7 - 0.12 * distance
    return "date", 0.2


def _milestones(text: str, sentence: Sentence, names: Sequence[Name]) -> Iterator[tuple[Token, str, Name]]:
    """Milestones reached, with the named thing that opens their clause; at most one for a clause."""
    done: set[int] = set()
    for token in sentence.tokens:
        stage = token.of("stage")
        clause = sentence.clause_of(token.start)
        if stage is None or clause in done:
            continue
        start, end = sentence.clause_span(clause)
        if any(start <= mention.start < end for mention in sentence.quantities):
            continue
        owner = next(
            (
                name
                for name in reversed(names)
                if start <= name.start and name.end <= token.start and name.kind in _OWNERS
            ),
            None,
        )
        if (
            owner is None
            or _NOT_YET.search(text[start : token.start])
            or len(text[owner.end : token.start]) > 14
        ):
            continue
        done.add(clause)
        yield token, "milestone_" + stage.name, owner
