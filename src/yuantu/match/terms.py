"""What may somebody state over the columns of a catalogue: knock-outs, criteria and weights of their own?

These are the parts of a brief that name columns. They are read here without knowing which columns there are;
`questions` puts them to a catalogue and says which names it does not have.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.assumptions import read_assumptions
from yuantu.match.knots import Knots, line, read_knots

Bound = float | date | None
KNOCKOUT_KEYS = ("column", "min", "max", "unit", "one_of", "none_of", "must", "known")
CRITERION_KEYS = ("column", "knots", "worst", "best", "weight", "unit")
WEIGHT_WAYS = ("direct", "swing", "pairwise")
MOST = 1e15


@dataclass(frozen=True, slots=True)
class Knockout:
    """A test over a column: bounds of a number or day, members of a set, a flag, or that anything is known."""

    column: str
    low: Bound = None
    high: Bound = None
    unit: str = ""
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    must: bool | None = None
    known: bool = False

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {"column": self.column}
        for key, value in (("min", self.low), ("max", self.high)):
            if value is not None:
                form[key] = value.isoformat() if isinstance(value, date) else value
        form |= {"unit": self.unit} if self.unit else {}
        form |= {
            key: list(names) for key, names in (("one_of", self.one_of), ("none_of", self.none_of)) if names
        }
        form |= {"must": self.must} if self.must is not None else {}
        return form | ({"known": True} if self.known else {})


@dataclass(frozen=True, slots=True)
class CriterionWanted:
    """A criterion by the name of a column, or of a criterion that the catalogue has; None: as it has it."""

    column: str
    knots: Knots | None = None
    weight: float | None = None
    unit: str = ""

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {"column": self.column}
        form |= {"knots": [list(pair) for pair in self.knots]} if self.knots else {}
        form |= {"weight": self.weight} if self.weight is not None else {}
        return form | ({"unit": self.unit} if self.unit else {})


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a brief states over columns. `criteria`, where there are any, are the whole list.

    `costs` are what is assumed where yearly costs are compared.
    `wanted`: members that a candidate had better have, by column; the more of them the better, none is a must.
    """

    knockouts: tuple[Knockout, ...] = ()
    criteria: tuple[CriterionWanted, ...] = ()
    weights: Mapping[str, Any] = field(default_factory=dict)
    costs: Mapping[str, float] = field(default_factory=dict)
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.knockouts or self.criteria or self.weights or self.wanted)

    def to_json(self) -> dict[str, Any]:
        return {
            "knockouts": [one.to_json() for one in self.knockouts],
            "criteria": [one.to_json() for one in self.criteria],
            "weights": dict(self.weights),
            "costs": dict(self.costs),
            "wanted": {column: list(members) for column, members in self.wanted.items()},
        }


NO_TERMS = Terms()
TERMS = ("knockouts", "criteria", "weights", "costs", "wanted")


def read_terms(document: Mapping[str, Any], place: str, problems: list[Problem]) -> Terms:
    """The terms of a brief document; what is wrong goes to `problems`, each with its place."""
    lists: dict[str, tuple[Any, ...]] = {}
    for name, read in (("knockouts", _read_knockout), ("criteria", _read_criterion)):
        items = document.get(name) or []
        if not isinstance(items, list):
            problems.append(Problem("brief_value", {"value": str(items)[:80]}, f"{place}: {name}"))
            continue
        found = [_kept(read, item, f"{place}: {name}[{at}]", problems) for at, item in enumerate(items)]
        lists[name] = tuple(one for one in found if one is not None)
    weights = _kept(_read_weights, document.get("weights") or {}, f"{place}: weights", problems)
    costs = _kept(_read_costs, document.get("costs") or {}, f"{place}: costs", problems)
    wanted = _kept(_read_wanted, document.get("wanted") or {}, f"{place}: wanted", problems)
    return Terms(
        lists.get("knockouts", ()), lists.get("criteria", ()), weights or {}, costs or {}, wanted or {}
    )


def read_number(value: Any) -> float:
    """A number as a document may state it. Raises BadInput (`match_number`) for anything else, NaN included."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < MOST:
        raise BadInput(Problem("match_number", {"value": str(value)[:40]}))
    return float(value)


def _kept(read: Any, item: Any, place: str, problems: list[Problem]) -> Any:
    try:
        return read(item)
    except BadInput as refused:
        problems += [one.at(place) for one in refused.problems]
        return None


def _form(item: Any, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """A mapping with a column and with no key but these."""
    form = {"column": item} if isinstance(item, str) else item
    if not isinstance(form, Mapping):
        raise BadInput(Problem("brief_value", {"value": str(item)[:80]}))
    unknown = sorted(set(map(str, form)) - set(keys))
    if unknown:
        raise BadInput(Problem("brief_key_unknown", {"value": ", ".join(unknown), "known": ", ".join(keys)}))
    if not isinstance(form.get("column"), str) or not form["column"].strip():
        raise BadInput(Problem("match_no_column", {"keys": ", ".join(keys)}))
    return form


def _read_knockout(item: Any) -> Knockout:
    form = _form(item, KNOCKOUT_KEYS)
    low, high = (_bound(form.get(key)) for key in ("min", "max"))
    allowed, excluded = (_names(form.get(key)) for key in ("one_of", "none_of"))
    must, known = form.get("must"), form.get("known", False)
    if not (must is None or isinstance(must, bool)) or not isinstance(known, bool):
        raise BadInput(Problem("brief_value", {"value": str(must)[:40]}))
    ways = [low is not None or high is not None, bool(allowed or excluded), must is not None, known]
    if sum(ways) != 1:
        raise BadInput(Problem("match_knockout_ways", {"column": form["column"]}))
    if low is not None and high is not None:
        if type(low) is not type(high):
            raise BadInput(Problem("brief_value", {"value": f"{low} / {high}"}))
        if low > high:  # type: ignore[operator]
            params = {"field": str(form["column"]), "min": str(low), "max": str(high)}
            raise BadInput(Problem("brief_bounds_crossed", params))
    unit = str(form.get("unit") or "")
    return Knockout(form["column"].strip(), low, high, unit, allowed, excluded, must, known)


def _bound(value: Any) -> Bound:
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise BadInput(Problem("brief_day", {"value": value[:40]})) from None
    return read_number(value)


def _names(value: Any) -> tuple[str, ...]:
    listed = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
        raise BadInput(Problem("brief_value", {"value": str(value)[:80]}))
    return tuple(one.strip() for one in listed)


def _read_criterion(item: Any) -> CriterionWanted:
    form = _form(item, CRITERION_KEYS)
    knots = None
    if form.get("knots") is not None:
        pairs = form["knots"]
        if not isinstance(pairs, list) or not all(
            isinstance(one, (list, tuple)) and len(one) == 2 for one in pairs
        ):
            raise BadInput(Problem("match_knots", {"value": str(pairs)[:80]}))
        knots = read_knots([[read_number(part) for part in pair] for pair in pairs])
    elif form.get("worst") is not None or form.get("best") is not None:
        worst, best = read_number(form.get("worst")), read_number(form.get("best"))
        if worst == best:
            raise BadInput(Problem("match_bounds_equal", {"column": form["column"], "value": f"{worst:g}"}))
        knots = line(worst, best)
    weight = None if form.get("weight") is None else read_number(form["weight"])
    if weight is not None and weight < 0:
        raise BadInput(Problem("weights_number", {"name": form["column"], "value": f"{weight:g}"}))
    return CriterionWanted(form["column"].strip(), knots, weight, str(form.get("unit") or ""))


def _read_wanted(item: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(item, Mapping):
        raise BadInput(Problem("brief_value", {"value": str(item)[:80]}))
    return {str(column): _names(members) for column, members in item.items()}


def _read_weights(item: Any) -> dict[str, Any]:
    if not isinstance(item, Mapping) or set(item) - set(WEIGHT_WAYS) or len(item) > 1:
        raise _no_weights(item)
    return {
        way: _read_pairs(stated) if way == "pairwise" else _read_shares(stated)
        for way, stated in item.items()
    }


def _read_shares(stated: Any) -> dict[str, float]:
    if not isinstance(stated, Mapping) or not stated:
        raise _no_weights(stated)
    weights = {str(name): read_number(weight) for name, weight in stated.items()}
    for name, weight in weights.items():
        if weight < 0:
            raise BadInput(Problem("weights_number", {"name": name, "value": f"{weight:g}"}))
    return weights


def _read_pairs(stated: Any) -> dict[str, Any]:
    """`{criteria = [...], matrix = [[...]]}`; whether the numbers make sense together is seen when they are used."""
    if not isinstance(stated, Mapping) or set(stated) != {"criteria", "matrix"}:
        raise _no_weights(stated)
    rows = stated["matrix"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _no_weights(rows)
    return {
        "criteria": list(_names(stated["criteria"])),
        "matrix": [[read_number(one) for one in row] for row in rows],
    }


def _read_costs(item: Any) -> dict[str, float]:
    if not isinstance(item, Mapping):
        raise BadInput(Problem("brief_value", {"value": str(item)[:80]}))
    return read_assumptions(item)


def _no_weights(value: Any) -> BadInput:
    return BadInput(Problem("match_weights_way", {"value": str(value)[:80], "known": ", ".join(WEIGHT_WAYS)}))
