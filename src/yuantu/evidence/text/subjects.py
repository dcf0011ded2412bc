"""Whose number is this?

Names of the sentence are weighed: the one that the number describes (总投资10亿元的…项目), the one right before it,
the one that opens its clause or an earlier one. Names behind a preposition (从深圳, 对全市) are the other side or the
scope; names of a list that the number counts (甲、乙等24个) are its members. Where the sentence names nobody fitting,
the number before, the sentence before, the heading and the topic are asked, in that order, and the claim says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yuantu.evidence.text.casting import Cast
from yuantu.evidence.text.claims import Context, SubjectKind
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.positions import PREDICATE, opens, stands_free, weight_of
from yuantu.evidence.text.properties import Property
from yuantu.evidence.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """Who it is and where that was found; `strength` from 0 to 1."""

    name: str | None
    kind: SubjectKind
    context: Context
    strength: float
    counterparty: str | None = None


@dataclass(slots=True)
class Thread:
    """What earlier numbers and sentences hand on: the last subject, that of the last number here, the batch here.

    `parts`: names of this sentence that had a part of a whole each. `unknown_place`: where the sentence says 全市 and
    nobody knows which.
    """

    previous: Subject | None = None
    here: Subject | None = None
    here_end: int = 0
    batch: Subject | None = None
    names: Sequence[Name] = field(default_factory=tuple)
    unknown_place: int | None = None
    parts: set[str] = field(default_factory=set)


_PHRASE = re.compile(
    r"[“\"●•\-\s]*(?P<who>[一-鿿A-Za-z0-9()“”]{2,14}?)(?:是(?!否)|为(?!了|进)|拥有|现有|已(?!经?成)|共(?!同|建)|计划|预计|将|总投资|占地|成立|注册|主营|年产|投产|达产|位于|坐落|可)"
)
_NO_PHRASE = re.compile(
    r"^(?:每|年|据|目前|如今|其|该|此|这|那|今年|去年|近|截至|同时|此外|其中|当|在|从|以|随着|通过|一|二|三|两|各|全|我|本|并|还|也|更|而|但|不|有|接下来|下一步|园区|基地|项目|公司|企业|集团|新区|记者|\d)|全[市区县省镇]|我[市区县省]|的|了|我们|来说|方面|以来|产业$|企业$|项目$"
)


def find_subject(
    text: str, sentence: Sentence, mention: QuantityMention, wanted: Property, cast: Cast, thread: Thread
) -> Subject:
    """The subject of a number."""
    described = None if mention.role == "condition" else described_by(text, sentence, mention, thread.names)
    if described is not None and described.kind in (*wanted.owners, "project", "event"):
        return Subject(described.text, described.kind, "modified", 0.95)
    handed = _handed_on(text, sentence, mention, wanted, thread)
    if handed is not None:
        return handed
    best: tuple[float, Name] | None = None
    origin = [
        name
        for name in thread.names
        if name.kind == "region" and mention.end <= name.start <= mention.end + 1 and name.end <= wanted.place
    ]
    for name in thread.names:
        if name.text in thread.parts or (origin and name.text == origin[0].text):
            continue
        weight = weight_of(text, sentence, mention, wanted, name)
        if weight is not None and name.kind == "region" and _is_far(text, sentence, name, cast):
            weight -= 1.7
        if weight is not None and (best is None or weight > best[0]):
            best = weight, name
    if best is not None and best[0] > 0.4:
        found = _from_sentence(text, sentence, mention, best, thread.names)
        return replace(found, counterparty=origin[0].text) if origin else found
    if (
        thread.unknown_place is not None
        and thread.unknown_place < mention.start
        and "region" in wanted.owners
    ):
        return Subject(None, "unknown", "none", 0.05)
    phrase = _phrase(text, sentence, mention, wanted)
    return phrase or _inherited(wanted, cast, thread)


def _is_far(text: str, sentence: Sentence, name: Name, cast: Cast) -> bool:
    """Another place than the article's, in the middle of a clause: 北京科研、人才等资源."""
    return (
        cast.region is not None
        and name.text != cast.region
        and not name.short
        and not opens(text, sentence, name)
    )


def described_by(
    text: str, sentence: Sentence, mention: QuantityMention, names: Sequence[Name]
) -> Name | None:
    """总投资200亿元的中创新航项目, 近300亿元的重大项目集中开工: the name right behind the number, or around it."""
    if PREDICATE.search(text[max(sentence.start, mention.start - 10) : mention.start]):
        return None
    for name in names:
        if name.start <= mention.start and mention.end <= name.end and mention.kind != "count":
            return name
        if name.start < mention.end or (name.short and text.startswith("——", name.end)):
            continue
        gap = re.sub(r"^(?:\([^()]{2,16}\)|\))", "", text[mention.end : name.start])
        if mention.kind == "rank" and re.fullmatch(r"的项目——[^，,。]{0,14}的", gap):
            return name
        if gap not in ("的", "", "的项目——", "的项目"):
            return None
        if mention.kind == "count":
            return name if name.kind == "event" and not gap else None
        return name if name.kind in ("project", "park", "event", "facility") else None
    return None


def _handed_on(
    text: str, sentence: Sentence, mention: QuantityMention, wanted: Property, thread: Thread
) -> Subject | None:
    """The batch that this sentence speaks of, or the subject of its last number, when no other name came between."""
    own = sentence.clause_of(mention.start)
    own_start = sentence.clauses[own]
    between = [
        name
        for name in thread.names
        if thread.here_end < name.end <= mention.start and stands_free(text, sentence, name)
    ]
    if thread.batch is not None and ("event" in wanted.owners or "project" in wanted.owners):
        named = [
            name
            for name in between
            if name.kind in ("project", "company", "park") and not name.short and opens(text, sentence, name)
        ]
        if not named and thread.batch.name is not None:
            return Subject(thread.batch.name, thread.batch.kind, "sentence", min(0.8, thread.batch.strength))
    here = thread.here
    if (
        here is None
        or here.name is None
        or here.kind not in (*wanted.owners, "unknown")
        or here.context in ("none", "topic", "heading")
    ):
        return None
    if any(name.kind in wanted.owners and name.text != here.name for name in between):
        return None
    if here.context == "modified" and own_start > thread.here_end:
        return None
    return Subject(
        here.name,
        here.kind,
        here.context if here.context != "clause" else "sentence",
        here.strength * 0.97,
        here.counterparty,
    )


def _from_sentence(
    text: str, sentence: Sentence, mention: QuantityMention, best: tuple[float, Name], names: Sequence[Name]
) -> Subject:
    weight, name = best
    clause = sentence.clause_of(mention.start)
    context: Context = "clause" if sentence.clause_of(name.start) == clause else "sentence"
    if name.short:
        context = "short_form"
    strength = max(0.3, min(0.95, 0.32 + 0.17 * weight))
    return Subject(
        name.text, name.kind, context, strength, _counterparty(text, sentence, mention, name, names)
    )


def _counterparty(
    text: str, sentence: Sentence, mention: QuantityMention, subject: Name, names: Sequence[Name]
) -> str | None:
    """从深圳引进, 与深圳合作: the other side, in the same clause as the number or the one before."""
    for name in reversed(names):
        if (
            name is subject
            or name.end > mention.start
            or sentence.clause_of(mention.start) - sentence.clause_of(name.start) > 1
        ):
            continue
        if re.search(r"(?:从|与|同|来自|承接)$", text[max(sentence.start, name.start - 2) : name.start]):
            return name.text
    return None


def _phrase(text: str, sentence: Sentence, mention: QuantityMention, wanted: Property) -> Subject | None:
    """The words that open the sentence before its verb, for a subject that no rule can name (协鑫集成是…)."""
    if (wanted.owners[0] == "region" and mention.kind != "rank") or sentence.clause_of(mention.start) > 2:
        return None
    found = _PHRASE.match(text, sentence.start, mention.start)
    if found is None or _NO_PHRASE.search(found["who"]):
        return None
    if any(
        token.start < found.end("who") and found.start("who") < token.end and token.of("suffix") is None
        for token in sentence.tokens
    ):
        return None
    return Subject(found["who"], "unknown", "sentence", 0.35)


def _inherited(wanted: Property, cast: Cast, thread: Thread) -> Subject:
    """The subject that goes on from before, the event or park of the headline, or the place the article is about."""
    previous = thread.previous
    if previous is not None and previous.name is not None and previous.kind in (*wanted.owners, "unknown"):
        rank = wanted.rank(previous.kind) if previous.kind in wanted.owners else 2
        if rank < 3 or previous.kind == "park":
            return Subject(previous.name, previous.kind, "previous", 0.55 - 0.08 * min(rank, 3))
    nearer = wanted.owners[: max(2, wanted.owners.index("region") if "region" in wanted.owners else 9)]
    for name in cast.headline:
        if name.kind in nearer and not name.short:
            return Subject(name.text, name.kind, "heading", 0.45)
    if cast.region is not None and "region" in wanted.owners:
        return Subject(cast.region, "region", "topic", 0.6 if wanted.owners[0] == "region" else 0.35)
    for name in cast.headline:
        if not name.short:
            return Subject(name.text, name.kind, "heading", 0.3)
    for kind in wanted.owners:
        last = cast.last.get(kind)
        if last is not None:
            return Subject(last.text, last.kind, "previous", 0.25)
    return Subject(None, "unknown", "none", 0.05)
