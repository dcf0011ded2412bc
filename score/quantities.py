"""How well are quantities and dates found, on which cases?

Case books: the annotated articles (quotes located in their source, offsets with white space removed), the short
sentences beside them, and this project's own books. Nothing is fitted to a book: a wrong case is written down.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from score.matching import Figure, Tally, Value
from yuantu.evidence.text.clean import CleanText, clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.mentions import DateMention, QuantityMention
from yuantu.evidence.text.quantities import find_quantities
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "evidence_text" / "cases"
ARTICLES = (SHARED / "cases" / "text", SHARED / "seeds")
PUBLISHED = {"000_33af14330ab52c92.txt": "2023-02", "004_f46cb10acc22a3bf.txt": "2024-06"}
Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DateScore:
    """How many dates were right to the precision of the text; `wrong` has a line for each other one."""

    right: int
    cases: int
    wrong: tuple[str, ...]


def report(verbose: bool = False) -> Iterator[str]:
    """The figures of every case book that is at hand, a line each; with `verbose`, what was wrong as well."""
    if (SHARED / "cases").is_dir():
        facts = read_cases(SHARED / "cases" / "facts.jsonl")
        yield from _lines("articles", score_articles(facts), verbose)
        yield from _date_lines("articles", score_article_dates(facts), verbose)
        book = read_cases(SHARED / "cases" / "quantities_and_dates.jsonl")
        sentences = [case for case in book if case["type"] == "quantity"]
        nothing = [case for case in sentences if not case["expect"]]
        yield from _lines("sentences", score_sentences(sentences), verbose)
        yield from _lines("sentences with nothing to find", score_sentences(nothing), verbose)
        dates = [case for case in book if case["type"] == "date"]
        yield from _date_lines("sentences", score_dates(dates), verbose)
    yield from _lines("own sentences", score_sentences(read_cases(OWN / "quantities.jsonl")), verbose)
    rejections = score_sentences(read_cases(OWN / "rejections.jsonl"))
    yield from _lines("own sentences with nothing to find", rejections, verbose)
    yield from _date_lines("own sentences", score_dates(read_cases(OWN / "dates.jsonl")), verbose)


def _lines(name: str, tally: Tally, verbose: bool) -> Iterator[str]:
    yield (
        f"quantities, {name}: {tally.facts} facts, {tally.found} found, {tally.hits} hit; "
        f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}; qualifier {tally.qualifier_share:.3f}"
    )
    yield from (f"    {line}" for line in tally.wrong if verbose)


def _date_lines(name: str, score: DateScore, verbose: bool) -> Iterator[str]:
    share = score.right / max(1, score.cases)
    yield f"dates, {name}: {score.right} of {score.cases} right, {share:.3f}"
    yield from (f"    {line}" for line in score.wrong if verbose)


def read_cases(path: Path) -> list[Case]:
    """The cases of a book, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_sentences(cases: list[Case]) -> Tally:
    """Sentences with everything that must be found in them, in any place; an empty list: nothing may be found."""
    tally = Tally()
    for case in cases:
        text = clean_text(case["text"])
        whole = (0, max(1, len(case["text"])))
        facts = [
            Figure(*whole, _value(one), one["unit"], one["qualifier"], case["text"]) for one in case["expect"]
        ]
        tally.add(case["text"], facts, [_figure(text, one) for one in find_quantities(text)])
    return tally


def score_articles(cases: list[Case]) -> Tally:
    """Facts with their quotes in whole articles; facts without a value (events, days) are not quantities."""
    tally = Tally()
    for source, facts in _by_source(cases).items():
        wanted = [
            Figure(
                fact["norm_start"],
                fact["norm_end"],
                _value(fact),
                fact["unit"],
                fact["qualifier"],
                fact["quote"],
            )
            for fact in facts
            if fact["value"] is not None
        ]
        tally.add(source, wanted, quantities_without_blanks(_article(source)))
    return tally


def score_article_dates(cases: list[Case]) -> DateScore:
    """The facts that are days, in whole articles with their dates of publication."""
    dated = [case for case in cases if case["kind"] == "date"]
    wrong = []
    for source, facts in _by_source(dated).items():
        raw = _article(source)
        text, offsets = clean_text(raw), offsets_without_blanks(raw)
        found = find_dates(text, published(facts[0].get("pub_date") or PUBLISHED.get(source)))
        for fact in facts:
            near = [one for one in found if _overlaps(text, offsets, one, fact)]
            if fact["period_or_date"] not in map(iso, near):
                read = ", ".join(map(iso, near)) or "nothing"
                wrong.append(f"{source}: {fact['quote']}: want {fact['period_or_date']}, read {read}")
    return DateScore(len(dated) - len(wrong), len(dated), tuple(wrong))


def _overlaps(text: CleanText, offsets: list[int], one: DateMention, fact: Case) -> bool:
    start, end = text.raw_span(one.start, one.end)
    return bool(offsets[start] < fact["norm_end"] and fact["norm_start"] < offsets[end])


def _by_source(cases: list[Case]) -> dict[str, list[Case]]:
    by_source: dict[str, list[Case]] = {}
    for case in cases:
        by_source.setdefault(case["source"], []).append(case)
    return by_source


def _article(source: str) -> str:
    return next(path for folder in ARTICLES if (path := folder / source).exists()).read_text(encoding="utf-8")


def offsets_without_blanks(raw: str) -> list[int]:
    """For each code point, and the end, how many that are no white space stand before it."""
    offsets, count = [], 0
    for character in raw:
        offsets.append(count)
        count += not character.isspace()
    return [*offsets, count]


def quantities_without_blanks(raw: str) -> list[Figure]:
    """The quantities of a text at the offsets it has with all white space removed."""
    text, offsets = clean_text(raw), offsets_without_blanks(raw)
    figures = []
    for one in find_quantities(text):
        start, end = text.raw_span(one.start, one.end)
        figures.append(
            Figure(offsets[start], offsets[end], _found_value(one), one.unit, one.qualifier, raw[start:end])
        )
    return figures


def score_dates(cases: list[Case]) -> DateScore:
    """Date expressions with the day of publication; right to the precision of the text."""
    wrong = []
    for case in cases:
        got = list(resolved_dates(case))
        if case["expect"] not in got:
            wrong.append(
                f"{case['text']} ({case['published']}): want {case['expect']}, read {', '.join(got) or 'nothing'}"
            )
    return DateScore(len(cases) - len(wrong), len(cases), tuple(wrong))


def resolved_dates(case: Case) -> Iterator[str]:
    """The dates of a case as ISO words; `同年5月(前句1994年2月)` puts the sentence before into brackets."""
    words, _bracket, note = case["text"].partition("(")
    before = note.removeprefix("前句").removesuffix(")") + "，" if note.startswith("前句") else ""
    text = clean_text(before + (words if note.startswith(("前句", "当月")) else case["text"]))
    anchor = published(case.get("published"))
    for one in find_dates(text, anchor):
        if one.start >= len(before):
            yield iso(one)


def published(words: str | None) -> Period | None:
    """The day or month of publication as a period."""
    return read_period(words) if words else None


def iso(mention: DateMention) -> str:
    """`2022-08-06`, `2022-08`, `2017-Q1`, `2024-H1`, `2022`, `2022-01/2022-10`; unresolved ones keep their words."""
    first, last = mention.first, mention.last
    if first is None or last is None:
        return f"?{mention.expression}"
    match mention.precision:
        case "day":
            return first.isoformat()
        case "month":
            return f"{first:%Y-%m}"
        case "quarter":
            return f"{first.year}-Q{(first.month + 2) // 3}"
        case "half":
            return f"{first.year}-H{1 if first.month == 1 else 2}"
        case "year":
            return str(first.year)
    return _iso_span(first, last)


def _iso_span(first: date, last: date) -> str:
    whole_months = first.day == 1 and _next_day(last).day == 1
    if whole_months and first.year < last.year and first.month == 1 and last.month == 12:
        return f"{first.year}/{last.year}"
    if whole_months:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _value(case: Case) -> Value:
    value = case["value"]
    return (float(value[0]), float(value[1])) if isinstance(value, list) else float(value)


def _found_value(one: QuantityMention) -> Value:
    if one.value is not None:
        return one.value
    return one.low or 0.0, one.high or 0.0


def _figure(text: CleanText, one: QuantityMention) -> Figure:
    start, end = text.raw_span(one.start, one.end)
    return Figure(start, end, _found_value(one), one.unit, one.qualifier, text.raw[start:end])
