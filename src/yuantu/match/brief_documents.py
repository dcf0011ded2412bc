"""How does a brief come back from a form, a JSON document or a TOML file?

The document has the shape of `Brief.to_json`. A person may write less: `kind = "plant"`,
`area_m2 = 10000`, `regions = ["江门"]`, `needed_by = "2026-12-22"`. Unknown keys and values of the wrong
shape are refused together, each with its place.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import (
    AMOUNTS,
    KINDS,
    MODES,
    SEVERAL,
    SINGLE,
    TENURES,
    Amount,
    Anchor,
    Brief,
    Choice,
    Deadline,
    Moment,
    Price,
    RegionWanted,
    Span,
    find_contradictions,
)
from yuantu.match.terms import TERMS, read_terms
from yuantu.ontology.regions import find_region, find_regions
from yuantu.ontology.units import find_unit

_READ_ONLY = {"not_understood", "contradictions", "assumptions"}
_CLOSED = {"kind": KINDS, "tenure": TENURES}


class _Mistake(Exception):
    """A value of the wrong shape; carries the problem without its place."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, {key: str(value) for key, value in params.items()})


def brief_from_json(document: Mapping[str, Any], today: date, place: str = "brief") -> Brief:
    """The brief that `document` states. Raises `BadInput` with every mistake; contradictions are kept in the brief."""
    problems: list[Problem] = []
    known = {"text", "today", *SINGLE, *SEVERAL, *TERMS, *_READ_ONLY}
    for key in document:
        if key not in known:
            params = {"value": str(key), "known": ", ".join(sorted(known - _READ_ONLY))}
            problems.append(Problem("brief_key_unknown", params, place))
    fields: dict[str, Any] = {}
    today = _read_today(document.get("today"), today, place, problems)
    for name in SINGLE:
        if document.get(name) is not None:
            _keep(fields, name, lambda name=name: _read_single(name, document[name], today), place, problems)
    for name in SEVERAL:
        items = document.get(name) or []
        if not isinstance(items, list):
            problems.append(Problem("brief_value", {"value": str(items)}, f"{place}: {name}"))
            continue
        _keep(
            fields, name, lambda n=name, i=items: tuple(_read_several(n, item) for item in i), place, problems
        )
    terms = read_terms(document, place, problems)
    left_over = document.get("not_understood") or []
    if not isinstance(left_over, list):
        problems.append(Problem("brief_value", {"value": str(left_over)}, f"{place}: not_understood"))
    if problems:
        raise BadInput(problems)
    not_understood = tuple(str(words) for words in left_over)
    brief = Brief(
        str(document.get("text") or ""), today, terms=terms, not_understood=not_understood, **fields
    )
    return replace(brief, contradictions=find_contradictions(brief))


def brief_from_toml(text: str, today: date, place: str = "brief.toml") -> Brief:
    """The brief of a TOML file. Raises `BadInput` (`brief_toml`, and those of `brief_from_json`)."""
    import tomllib  # noqa: PLC0415 - only who reads a file pays for it

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(Problem("brief_toml", {"value": str(error)}, place)) from error
    return brief_from_json(document, today, place)


def _keep(fields: dict[str, Any], name: str, read: Any, place: str, problems: list[Problem]) -> None:
    try:
        fields[name] = read()
    except _Mistake as mistake:
        problems.append(mistake.problem.at(f"{place}: {name}"))


def _read_today(value: object, today: date, place: str, problems: list[Problem]) -> date:
    if value is None:
        return today
    try:
        return _read_day(value)
    except _Mistake as mistake:
        problems.append(mistake.problem.at(f"{place}: today"))
        return today


def _read_single(name: str, value: Any, today: date) -> Any:
    if name in AMOUNTS:
        return _read_amount(value)
    if name == "price":
        return _read_price(value)
    if name == "needed_by":
        return _read_deadline(value, today)
    if name == "as_of":
        form = value if isinstance(value, Mapping) else {"value": value}
        return Moment(_read_day(_get(form, "value", "words", "span")), *_origin(form))
    choice = _read_choice(value)
    if name in _CLOSED and choice.value not in _CLOSED[name]:
        raise _Mistake("brief_choice", value=choice.value, known=", ".join(_CLOSED[name]))
    return choice


def _read_several(name: str, item: Any) -> Any:
    if name in ("regions", "excluded_regions"):
        return _read_region(item)
    if name == "anchors":
        return _read_anchor(item)
    return _read_choice(item)


def _get(form: Mapping[str, Any], required: str, *optional: str) -> Any:
    unknown = set(form) - {required, *optional}
    if unknown or form.get(required) is None:
        raise _Mistake("brief_value", value=", ".join(sorted(map(str, unknown))) or required)
    return form[required]


def _origin(form: Mapping[str, Any]) -> tuple[str, Span | None]:
    span = form.get("span")
    ok = isinstance(span, (list, tuple)) and len(span) == 2 and all(isinstance(end, int) for end in span)
    return str(form.get("words") or ""), ((int(span[0]), int(span[1])) if span is not None and ok else None)


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e15:
        raise _Mistake("brief_number", value=value)
    return float(value)


def _read_choice(value: Any) -> Choice:
    form = value if isinstance(value, Mapping) else {"value": value}
    word = _get(form, "value", "words", "span")
    if not isinstance(word, str) or not word.strip():
        raise _Mistake("brief_value", value=word)
    return Choice(word.strip(), *_origin(form))


def _read_amount(value: Any) -> Amount:
    form = value if isinstance(value, Mapping) else {"min": value}
    if set(form) - {"min", "max", "about", "words", "span"}:
        raise _Mistake("brief_value", value=", ".join(map(str, form)))
    least, most, about = (_number(form.get(key)) for key in ("min", "max", "about"))
    if least is None and most is None and about is None:
        raise _Mistake("brief_value", value=value)
    return Amount(least, most, about, *_origin(form))


def _read_price(value: Any) -> Price:
    if not isinstance(value, Mapping) or set(value) - {"max", "min", "about", "unit", "words", "span"}:
        raise _Mistake("brief_price", value=value)
    unit = value.get("unit")
    found = find_unit(unit) if isinstance(unit, str) else None
    if not isinstance(unit, str) or found is None or found.dimension not in ("price", "money"):
        raise _Mistake("brief_price", value=unit)
    most, least, about = (_number(value.get(key)) for key in ("max", "min", "about"))
    if most is None and least is None and about is None:
        raise _Mistake("brief_price", value=value)
    return Price(most, unit, least, about, *_origin(value))


def _read_deadline(value: Any, today: date) -> Deadline:
    form = value if isinstance(value, Mapping) else {"days" if isinstance(value, int) else "date": value}
    if set(form) - {"days", "date", "words", "span"}:
        raise _Mistake("brief_value", value=", ".join(map(str, form)))
    if form.get("date") is not None:
        day = _read_day(form["date"])
    else:
        days = _number(form.get("days"))
        if days is None or days > 36_500:
            raise _Mistake("brief_number", value=form.get("days"))
        try:
            day = today + timedelta(days=int(days))
        except OverflowError:
            raise _Mistake("brief_number", value=form.get("days")) from None
    return Deadline((day - today).days, day, *_origin(form))


def _read_day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _Mistake("brief_day", value=value) from None


def _read_region(value: Any) -> RegionWanted:
    form = value if isinstance(value, Mapping) else {"name": value}
    if set(form) - {"code", "name", "words", "span"}:
        raise _Mistake("brief_value", value=", ".join(map(str, form)))
    code, name = str(form.get("code") or ""), str(form.get("name") or "")
    division = find_region(code or name)
    if division is not None:
        return RegionWanted(division.code, division.name, *_origin(form))
    if code and name:
        return RegionWanted(code, name, *_origin(form))
    several = ", ".join(f"{d.code} {d.name}" for d in find_regions(name))
    raise _Mistake(
        "brief_region_ambiguous" if several else "brief_region_unknown", value=code or name, known=several
    )


def _read_anchor(value: Any) -> Anchor:
    form = value if isinstance(value, Mapping) else {"place": value}
    place = _get(form, "place", "max_minutes", "mode", "words", "span")
    mode = str(form.get("mode") or "car")
    if mode not in MODES:
        raise _Mistake("brief_choice", value=mode, known=", ".join(MODES))
    return Anchor(str(place), _number(form.get("max_minutes")), mode, *_origin(form))
