"""Which claims does an article make?

Sentence by sentence from the top: the names are resolved, every number gets its property, then the subject that can
have that property, then the period and the place; milestones and dated events follow. Nothing is invented: what
stays open is None, and the confidence says how often claims of that make are right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yuantu.evidence.text.articles import Article
from yuantu.evidence.text.batches import batch_subject, hand_on
from yuantu.evidence.text.blocks import Block
from yuantu.evidence.text.calibration import cell_of, confidence_of
from yuantu.evidence.text.casting import gather
from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.clean import CleanText
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.happenings import Happening, happenings
from yuantu.evidence.text.lexicon import Index
from yuantu.evidence.text.measuring import child_of, property_of
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.pairs import find_pairs
from yuantu.evidence.text.positions import is_honour, is_place, opens
from yuantu.evidence.text.properties import Property, with_basis
from yuantu.evidence.text.rows import row_names
from yuantu.evidence.text.scenes import Memory, Scene
from yuantu.evidence.text.sentences import Found, Sentence, split_sentences
from yuantu.evidence.text.subjects import Subject, Thread, find_subject
from yuantu.evidence.text.taggers import NameTagger
from yuantu.evidence.text.validity import place_of, usable_dates, valid_when

_AHEAD = re.compile(r"(?:工作|重点)?(?:安排|打算|思路|目标|计划|任务)[。：:]?\s*$|预期目标")
_BACK = re.compile(r"回顾|主要工作|工作情况|完成情况")
_WHOLE_PLACE = re.compile(r"(?:全年|年末|年底|上半年|[前一二三四]+季度|1[—\-至]\d+月|今年以来)")
_OFF_TOPIC = {"money": "amount", "count": "count", "date": "date"}
_HEADLINES = 4
_DETAILS = frozenset({"facility", "institution"})
_UNNAMED = re.compile(
    r"(?:国家级|省级|市级|[东西中]+部(?:地区)?|本|我|该)*(?:园区|项目|公司|经开区|高新区|开发区|新区)"
)
_UNNAMED_MOST = 0.5  # a subject without a name is never surer


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the reader is given beside the text: the names of a workspace, a model that points at names."""

    own: Index | None = None
    tagger: NameTagger | None = None


def read_article(
    clean: CleanText, blocks: Sequence[Block], article: Article, found: Found, knowledge: Knowledge
) -> Iterator[TextClaim]:
    """The claims of an article in order of appearance."""
    numbers = range(article.first, article.last + 1)
    sentences: list[Sentence] = []
    for number in numbers:
        if blocks[number].kind not in ("rule", "byline"):
            sentences.extend(split_sentences(clean.text, blocks[number], number, found, knowledge.own))
    headlines = frozenset(
        number for number in numbers[:_HEADLINES] if blocks[number].kind in ("heading", "kicker")
    )
    broken = frozenset(number for number in numbers if blocks[number].starts_mid)
    cast, names = gather(clean.text, sentences, headlines, knowledge.tagger, broken)
    memory = Memory(cast, rows=row_names(clean.text, blocks, article.first, article.last))
    for sentence, raw in zip(sentences, names, strict=True):
        scene = _scene(clean, article, blocks[sentence.block], sentence, raw, memory)
        claims = [_claim(scene, mention) for mention in sentence.quantities]
        claims.extend(_told(scene, one) for one in happenings(clean.text, sentence, scene.names))
        claims.sort(key=lambda claim: (claim.start, claim.end))
        _remember(scene)
        yield from claims if article.on_topic else _off_topic(claims)


def _scene(
    clean: CleanText, article: Article, block: Block, sentence: Sentence, raw: Sequence[Name], memory: Memory
) -> Scene:
    """The sentence with its names resolved, in the light of what was said before."""
    previous = memory.thread.previous
    if sentence.block != memory.block:
        kept = previous if block.kind == "paragraph" else None
        kept = _back_to_lead(memory, kept)
        previous = replace(kept, strength=kept.strength * 0.8) if kept is not None else None
        memory.date, memory.block = None, sentence.block
    names = []
    unknown_place = None
    for name in raw:
        meant = memory.cast.meaning(name)
        if meant is None and not memory.cast.seen and _stands_for_itself(clean.text, sentence, name):
            names.append(name)
        lost = meant is None and name.kind == "region" and memory.cast.region is None
        if lost and opens(clean.text, sentence, name):
            unknown_place = name.start
        if meant is not None:
            names.append(meant)
            if not is_honour(clean.text, sentence, meant):
                memory.cast.follow([meant])
    if _starts_afresh(clean.text, block, sentence, names):
        previous = None
    memory.thread = Thread(previous, names=names, unknown_place=unknown_place)
    memory.made.clear()
    memory.ahead = _tells_of_aims(clean.text, block, sentence, memory.ahead)
    dates = usable_dates(clean.text, sentence, names)
    return Scene(clean, article, sentence, names, dates, find_pairs(clean.text, sentence, names), memory)


def _back_to_lead(memory: Memory, kept: Subject | None) -> Subject | None:
    """A new paragraph goes on with what the article is about, not with a detail that was named but once."""
    lead = memory.cast.lead
    if kept is None or lead is None or kept.name == lead.text or memory.cast.counts[kept.name or ""] != 1:
        return kept
    return Subject(lead.text, lead.kind, "previous", kept.strength) if kept.kind in _DETAILS else kept


def _stands_for_itself(text: str, sentence: Sentence, name: Name) -> bool:
    """园区 at the head of a clause where no park is named: the words stay as the subject, for a person to fill in."""
    return name.short and _UNNAMED.fullmatch(name.text) is not None and opens(text, sentence, name)


def _is_short(text: str, block: Block, sentence: Sentence) -> bool:
    """Whether a sentence is a heading or opens its block like one (空间保障有力。)."""
    words = text[sentence.start : sentence.end].strip()
    opens = block.kind in ("heading", "kicker") or sentence.start == block.start
    return opens and len(words) <= 24 and not sentence.quantities and "，" not in words


def _starts_afresh(text: str, block: Block, sentence: Sentence, names: Sequence[Name]) -> bool:
    """A short opening sentence, or one on the whole year that names no one, takes no subject from before."""
    words = text[sentence.start : sentence.end].strip()
    if (
        sentence.start == block.start
        and _WHOLE_PLACE.match(words)
        and all(name.kind == "region" for name in names)
    ):
        return True
    named = any(name.kind in ("park", "project", "company") for name in names)
    asked = words.endswith(("?", "？"))
    return len(words) <= 16 and not named and not asked and _is_short(text, block, sentence)


def _tells_of_aims(text: str, block: Block, sentence: Sentence, before: bool) -> bool:
    """工作安排 says that aims follow, 工作回顾 that they end; so does any other heading."""
    if not _is_short(text, block, sentence):
        return before
    words = text[sentence.start : sentence.end].strip()
    if _BACK.search(words):
        return False
    return bool(_AHEAD.search(words)) or (before and block.kind == "paragraph")


def _claim(scene: Scene, mention: QuantityMention) -> TextClaim:
    clean, memory, pairing = scene.clean, scene.memory, scene.pairing
    wanted, basis = property_of(scene, mention)
    paired = pairing.subjects.get(mention.start)
    child = child_of(scene, mention, wanted) if paired is None else None
    if child is not None:
        paired, wanted = child
    row = memory.rows.get(scene.sentence.block)
    subject = (
        Subject(row.text, row.kind, "clause", 0.9)
        if row is not None
        else Subject(paired.text, paired.kind, "clause", 0.85)
        if paired is not None
        else batch_subject(scene, mention, wanted)
        or find_subject(scene.text, scene.sentence, mention, wanted, memory.cast, memory.thread)
    )
    if mention.start in pairing.others:
        subject = replace(subject, counterparty=pairing.others[mention.start].text)
    if wanted.name == "planned_area" and subject.kind in ("project", "company"):
        wanted = replace(wanted, name="site_area")
    start, end = clean.raw_span(mention.start, mention.end)
    parent = memory.parents.get(mention.unit) if mention.role == "part" or child is not None else None
    hand_on(scene, mention, wanted, subject, child is not None)
    if mention.role != "part" and child is None:
        memory.parents[mention.unit] = start
        memory.wholes[mention.unit] = wanted.name
    return TextClaim(
        start, end, clean.raw[start:end], scene.article.index, subject.name, subject.kind,
        with_basis(wanted.name, basis), wanted.kind or mention.kind,
        mention.value, mention.low, mention.high, mention.unit, mention.qualifier,
        valid_when(scene.sentence, mention, wanted.name, scene.dates, memory.date),
        place_of(scene.text, scene.sentence, subject, scene.names, memory.cast),
        _confidence(subject, wanted),
        "rules:" + cell_of(subject.context, subject.strength, wanted.strength),
        subject.counterparty, wanted.scope, mention.role, basis, subject.context,
        (parent,) if parent is not None else (),
    )  # fmt: skip


def _confidence(subject: Subject, wanted: Property) -> float:
    share = confidence_of(subject.context, subject.strength, wanted.strength)
    unnamed = subject.name is not None and _UNNAMED.fullmatch(subject.name) is not None
    return min(share, _UNNAMED_MOST) if unnamed else share


def _told(scene: Scene, told: Happening) -> TextClaim:
    """The claim of a date or a milestone: no number, a subject where one is named beside it."""
    start, end = scene.clean.raw_span(told.start, told.end)
    owner = told.owner
    place = owner.text if owner is not None and owner.kind == "region" else scene.memory.cast.region
    confidence = round(0.75 * told.strength * (1.0 if owner is not None else 0.5), 3)
    return TextClaim(
        start, end, scene.clean.raw[start:end], scene.article.index, owner.text if owner else None,
        owner.kind if owner else "unknown", told.property, told.kind, None, None, None, None, "exact",
        told.when.period() if told.when is not None else None, place, confidence, f"rules:{told.kind}",
        context="clause" if owner else "none",
    )  # fmt: skip


def _remember(scene: Scene) -> None:
    """What the next sentence may take up: the name that opened this one, and its last date."""
    names, memory = scene.names, scene.memory
    if not scene.sentence.quantities and names:
        free = [
            name
            for name in names
            if not (is_place(scene.text, scene.sentence, name) or is_honour(scene.text, scene.sentence, name))
        ]
        first = (free or names)[0]
        if first.start - scene.sentence.start <= 14 or len(names) == 1:
            memory.thread.previous = Subject(first.text, first.kind, "previous", 0.6)
    definite = [date for date in scene.dates if date.first is not None and not date.lasting]
    if definite:
        memory.date = definite[-1]


def _off_topic(claims: Sequence[TextClaim]) -> Iterator[TextClaim]:
    """A number of an article about something else stays a number: no park, no land, no project."""
    for claim in claims:
        if claim.kind in ("area", "capacity", "event"):
            continue
        keep = claim.subject_kind in ("company", "institution", "event")
        yield replace(
            claim, subject=claim.subject if keep else None, subject_kind=claim.subject_kind if keep else "unknown",
            property=_OFF_TOPIC.get(claim.kind, claim.kind), confidence=min(claim.confidence, 0.1),
            role="off_topic", place=None, scope=None,
        )  # fmt: skip
