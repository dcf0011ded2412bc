"""What does this sentence ask for?

Reads one Chinese (or English) sentence into a `Brief`, in a fixed order: the day of the question, places with
minutes, dates, amounts, words of the vocabulary, regions. Each step reads only characters that no earlier
step took; what nobody took is reported, apart from the function words of `words`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief, Choice, Span, find_contradictions
from yuantu.match.sentences.amounts import put_measure
from yuantu.match.sentences.anchors import read_roles, read_travel, refuse_distance
from yuantu.match.sentences.days import read_at_once, read_dates, read_durations, refuse_wishes
from yuantu.match.sentences.measures import Measure, find_measures
from yuantu.match.sentences.moments import read_as_of
from yuantu.match.sentences.places import Gazetteer, PlaceReader
from yuantu.match.sentences.regions import read_regions
from yuantu.match.sentences.text import Draft
from yuantu.match.sentences.words import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS, TRADE_TAILS, lexicon
from yuantu.ontology.vocabulary import word_at

LONGEST_TEXT = 100_000
_NEGATION = re.compile(
    r"(?:不需要|不要求|不要有|不用有|不考虑|不涉及|不需|不要|不用|无需|无须|没有|不能有|不做|不含|不带|不租"
    r"|不|非|无|no need for|without|not|no)"
    r"(?:有|带|配|做|是|要|a|any)? ?$"
)
_TRADE = (
    r"(?:专业|主要|专门)?(?:从事|生产|制造|主营|研发|加工"
    r"|做)(?P<trade>[\u4e00-\u9fffa-z0-9]{2,14}?)(?:的|为主|企业|公司|厂商|工厂|生意|行业|产业|业务|(?=[,，。;；、\s])|$)"
)
_ENGLISH_TRADE = (
    r"(?:manufactures?|manufacturers? of|producers? of|makers? of|we make|makes) "
    r"(?P<trade>[a-z][a-z -]{2,40}?)(?=[,.;]| and | in | need| want| look|$)"
)
_TRADE_VERBS = frozenset("从事生产制造主营研发加工做")
_LAND = re.compile(r"的?(?:空|净|熟|工业)?地(?![方块铁址产点段处面])")
_STOPS = frozenset(",，。．.;；:：、!！?？()（）[]【】“”\"'‘’…~\n\r\t|/\\-")
_ENGLISH_WORD = re.compile(r"[a-z][a-z'’-]*")


def parse_sentence(text: str, today: date, gazetteer: Gazetteer | None = None) -> Brief:
    """The brief that `text` states on the day `today`.

    Raises `BadInput`: `brief_empty`, or `brief_too_long` beyond 100,000 characters. Everything else is an
    answer: words that no field took are in `not_understood`, fields that contradict in `contradictions`.
    """
    if not text.strip():
        raise BadInput(Problem("brief_empty"))
    if len(text) > LONGEST_TEXT:
        raise BadInput(Problem("brief_too_long", {"value": f"{len(text):,}", "most": f"{LONGEST_TEXT:,}"}))
    known = gazetteer or Gazetteer()
    draft = Draft(text, today)
    places = PlaceReader(draft, known)
    read_as_of(draft, known.openings)
    read_dates(draft)
    _read_measures(draft, places)
    read_roles(draft, places)
    words = lexicon() if not known.industries else {**lexicon(), **_industries(known)}
    _read_trades(draft, words)
    _read_words(draft, words)
    _read_bare_land(draft)
    read_at_once(draft)
    refuse_wishes(draft)
    read_regions(draft, places)
    return _finish(draft)


def _industries(known: Gazetteer) -> dict[str, tuple[str, str]]:
    return {word: ("industry", value) for word, value in known.industries.items()}


def _read_measures(draft: Draft, places: PlaceReader) -> None:
    """Times first, since they own the places beside them; then durations, then everything else."""
    rest = []
    for measure in list(find_measures(draft.plain)):
        if not draft.is_free(measure.number_at, measure.end):
            continue
        if measure.group != "time" or not read_travel(draft, places, measure):
            rest.append(measure)
    tenure = re.search("购买|购置|收购|买|purchase|buy", draft.plain)
    for measure in rest:
        if measure.group == "days" and measure.label == "term":
            draft.refuse(measure.start, measure.end)
        elif measure.group == "days":
            read_durations(draft, measure)
        elif measure.group == "price" and tenure and "tenure" not in draft.single:
            draft.single["tenure"] = Choice("purchase")
            put_measure(draft, measure)
            del draft.single["tenure"]
        elif measure.group == "length" and refuse_distance(draft, places, measure):
            continue
        elif put_measure(draft, measure):
            _read_land(draft, measure)


def _read_land(draft: Draft, measure: Measure) -> None:
    """50亩的地: a bare 地 behind an area in 亩 is a parcel."""
    match = _LAND.match(draft.plain, measure.end)
    if measure.spelling in ("亩", "市亩", "公顷") and match and draft.is_free(*match.span()):
        draft.put("kind", Choice("parcel", draft.take(*match.span()), match.span()))


def _read_bare_land(draft: Draft) -> None:
    """江门的地, 想买地: a bare 地 at the end of a clause, when no other kind was named."""
    if "kind" in draft.single or "地" not in draft.plain:
        return
    for match in re.finditer(r"(?<=[的找买拿要])地(?=[,，。;；、\s]|$)", draft.plain):
        if draft.is_free(*match.span()):
            draft.put("kind", Choice("parcel", draft.take(*match.span()), match.span()))


def _read_trades(draft: Draft, words: Mapping[str, tuple[str, str]]) -> None:
    """做动力电池结构件的: what the company makes, by its vocabulary name when it has one, else as written."""
    patterns = [_TRADE] if _TRADE_VERBS & set(draft.plain) else []
    patterns += (
        [_ENGLISH_TRADE] if any(verb in draft.plain for verb in ("make", "produce", "manufact")) else []
    )
    for pattern in patterns:
        for match in re.finditer(pattern, draft.plain):
            start, end = match.span()
            negated = _NEGATION.search(draft.plain[max(0, start - 6) : start])
            if negated or not draft.is_free(start, end):
                continue
            hits = [words[word] for _s, _e, word in _scan(match["trade"], words)]
            if any(field in ("kind", "tenure", "process") for field, _value in hits):
                continue
            known = [value for field, value in hits if field == "industry"]
            draft.put(
                "industry",
                Choice(known[0] if known else match["trade"].strip(), draft.take(start, end), (start, end)),
            )


def _read_words(draft: Draft, words: Mapping[str, tuple[str, str]]) -> None:
    for start, end, word in _scan(draft.plain, words):
        if not draft.is_free(start, end):
            continue
        name, value = words[word]
        negated = _NEGATION.search(draft.plain[max(0, start - 10) : start])
        if negated and draft.is_free(start - len(negated.group()), start):
            span = (start - len(negated.group()), end)
            draft.add("not_required", Choice(value, draft.take(*span), span))
            continue
        span = _widen(draft, start, end, name)
        choice = Choice(value, draft.take(*span), span)
        if name == "infrastructure":
            draft.add("infrastructure", choice)
        elif name == "process":
            draft.add("processes", choice)
        elif name not in draft.single:
            draft.put(name, choice)
        elif getattr(draft.single[name], "value", None) != value:
            draft.refused.append(span)  # a second kind or tenure: one field cannot hold it, so say it


def _widen(draft: Draft, start: int, end: int, name: str) -> Span:
    """激光设备 + 企业, 允许 + 电镀: the words that belong to the trade go with it."""
    if name not in ("industry", "process"):
        return start, end
    lead = re.search(
        r"(?:允许做|可以做|允许|可做|能做|准许|涉及|有|含|环评能过|做)$",
        draft.plain[max(0, start - 5) : start],
    )
    if lead and draft.is_free(start - len(lead.group()), start):
        start -= len(lead.group())
    blank = draft.plain[end : end + 1] == " "
    tail = word_at(draft.plain, end + blank, TRADE_TAILS) if name == "industry" else ""
    stop = end + blank + len(tail)
    return start, stop if tail and draft.is_free(end, stop) else end


@cache
def _first_lengths(names: tuple[str, ...]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return longest


def _scan(plain: str, words: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Words of the vocabulary from left to right, the longest at each place; English ones only as whole words."""
    longest = _first_lengths(tuple(words))
    position = 0
    while position < len(plain):
        length = min(longest.get(plain[position], 0), len(plain) - position)
        while length > 0:
            word = plain[position : position + length]
            if word in words and _whole(plain, position, position + length):
                yield position, position + length, word
                break
            length -= 1
        position += max(length, 1)


def _whole(plain: str, start: int, end: int) -> bool:
    if not plain[start].isascii():
        return True
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _finish(draft: Draft) -> Brief:
    fields = {**draft.single, **{name: tuple(items) for name, items in draft.several.items()}}
    if "industry" not in fields and draft.several.get("processes"):
        fields["industry"] = draft.several["processes"][0]
    brief = Brief(draft.text, draft.today, **fields)  # type: ignore[arg-type]
    return replace(
        brief,
        not_understood=tuple(
            draft.text[start:end] for start, end in sorted({*_leftovers(draft), *draft.refused})
        ),
        contradictions=(*draft.contradictions, *find_contradictions(brief)),
        assumptions=tuple(draft.assumptions),
    )


# ── what was not understood ──────────────────────────────────────────────────────────────────────


@cache
def _function_words() -> dict[str, int]:
    return _first_lengths(tuple(FUNCTION_WORDS))


def _leftovers(draft: Draft) -> Iterator[Span]:
    """Runs of unread characters between stops, without the function words at their ends."""
    start: int | None = None
    for position in range(len(draft.plain) + 1):
        stop = position == len(draft.plain) or draft.taken[position] or _is_stop(draft.plain, position)
        if not stop and start is None:
            start = position
        elif stop and start is not None:
            span = _meaningful(draft.plain, start, position)
            if span is not None:
                yield span
            start = None


def _is_stop(plain: str, position: int) -> bool:
    character = plain[position]
    if character == " ":
        around = plain[max(0, position - 1) : position] + plain[position + 1 : position + 2]
        return not around.isascii()
    if character in ".'’-" and 0 < position < len(plain) - 1:
        return not (plain[position - 1].isalnum() and plain[position + 1].isalnum())
    return character in _STOPS


def _meaningful(plain: str, start: int, end: int) -> Span | None:
    """First to last character that is no function word; None when there is none."""
    first: int | None = None
    last = start
    longest, position = _function_words(), start
    while position < end:
        if plain[position] == " ":
            position += 1
            continue
        word = _ENGLISH_WORD.match(plain, position, end)
        if word:
            length, known = len(word.group()), word.group() in ENGLISH_FUNCTION_WORDS
        else:
            length = min(longest.get(plain[position], 0), end - position)
            while length > 0 and plain[position : position + length] not in FUNCTION_WORDS:
                length -= 1
            length, known = (length, True) if length else (1, False)
        if not known:
            first = position if first is None else first
            last = position + length
        position += length
    return None if first is None else (first, last)
