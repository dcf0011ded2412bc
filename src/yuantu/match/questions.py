"""How do the terms of a brief become tests and criteria over a declared catalogue?

A name that the catalogue does not have is refused with the nearest ones that it has; nothing that was stated is left
out in silence. What the brief leaves open is as the catalogue declares it.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yuantu.atlas.places import Place
from yuantu.errors import BadInput, Problem, Refusal
from yuantu.match.catalogue import Catalogue
from yuantu.match.columns import industry_chain
from yuantu.match.declarations import Declaration, DefaultCriterion, Meaning
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Test, Within
from yuantu.match.names import unknown_name
from yuantu.match.scoring import Criterion, normalise
from yuantu.match.terms import Bound, CriterionWanted, Knockout, Terms
from yuantu.match.weights import Judged, weigh_by_pairs, weigh_by_swings
from yuantu.ontology.reading import read_value
from yuantu.ontology.units import convert
from yuantu.ontology.values import Code

DAYS_IN_YEAR = 365.0
FindPlace = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for the engine: tests in the order of the brief, criteria and candidates.

    `anchors` are the places that the anchors of the brief were taken for (None: not known, its words then stand in
    `not_understood`). `judged`: how consistent the comparisons are that the weights come from.
    """

    tests: tuple[Test, ...]
    criteria: tuple[Criterion, ...]
    candidates: Catalogue
    anchors: tuple[Place | None, ...]
    not_understood: tuple[str, ...]
    day: date
    judged: Judged | None = None


def state_tests(terms: Terms, declaration: Declaration, find_region: FindPlace) -> tuple[Test, ...]:
    """The tests that a brief states over columns. Raises BadInput with every mistake.

    `find_region` gives the id of a region in the workspace for a name or code, None when it is not known.
    """
    problems: list[Problem] = []
    tests: list[Test] = []
    for at, knockout in enumerate(terms.knockouts):
        try:
            tests.append(_test(knockout, declaration, find_region))
        except BadInput as refused:
            problems += [one.at(f"knockouts[{at}]") for one in refused.problems]
    if problems:
        raise BadInput(problems)
    return tuple(tests)


def silent_tests(declaration: Declaration, of_class: str, asked: Iterable[str]) -> tuple[Test, ...]:
    """What must be known of a candidate of that class and was not asked."""
    taken = set(asked)
    columns = [(name, column_tested(declaration, name)) for name in declaration.must_know.get(of_class, ())]
    forms = {name: declaration.meaning(name).form for name, _ in columns}
    return tuple(
        MustKnow(name, column, "number" if forms[name] == "date" else forms[name])  # type: ignore[arg-type]
        for name, column in columns
        if column not in taken
    )


def column_tested(declaration: Declaration, name: str) -> str:
    """The column in which a property is tested: days from now rather than the date, when there is such a one."""
    days = (one.name for one in declaration.columns.values() if one.days_until == name)
    return next(days, name)


def default_criteria(
    declaration: Declaration,
    of_class: str,
    asked: Mapping[str, float],
    parts: Mapping[str, tuple[str, ...]],
    drawn: Container[str] = (),
) -> tuple[Criterion, ...]:
    """The criteria of the catalogue for this question, weights not yet made to sum to one.

    `asked`: what the brief asks of a column, for knots that are multiples of it. `parts`: the columns that stand
    for each part of the brief (`anchor` → minutes_0, minutes_1); they share the weight. `drawn`: the columns of degree
    that the brief asks for; a criterion over another one is left out.
    """
    criteria: list[Criterion] = []
    for one in declaration.criteria:
        if (one.classes and of_class not in one.classes) or (one.times_asked and not asked.get(one.column)):
            continue
        if not declaration.asks(one.column, drawn):
            continue
        columns = parts.get(one.per, ()) if one.per else (one.column,)
        criteria += [
            _criterion(declaration, one, column, asked, share=len(columns), several=bool(one.per))
            for column in columns
        ]
    return tuple(criteria)


def criteria_of(
    terms: Terms, declaration: Declaration, defaults: tuple[Criterion, ...]
) -> tuple[Criterion, ...]:
    """The criteria of a question, weights summing to one. Raises BadInput with every mistake."""
    problems: list[Problem] = []
    criteria = list(defaults)
    if terms.criteria:
        criteria = []
        for at, wanted in enumerate(terms.criteria):
            try:
                criteria.append(_wanted(wanted, declaration, defaults))
            except BadInput as refused:
                problems += [one.at(f"criteria[{at}]") for one in refused.problems]
    names = [one.name for one in criteria]
    problems += [
        Problem("match_criterion_twice", {"value": name}, "criteria")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if problems:
        raise BadInput(problems)
    return normalise(weigh(tuple(criteria), terms.weights))


def weigh(criteria: tuple[Criterion, ...], weights: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """The criteria with the weights that a brief states. Raises BadInput for a criterion that is not used.

    Direct weights replace those that they name; swings and comparisons in pairs have to name every criterion.
    """
    if "direct" in weights:
        weight = _by_criterion(weights["direct"], criteria)
    elif "swing" in weights:
        weight = weigh_by_swings(_all_of(_by_criterion(weights["swing"], criteria), criteria, "swing"))
    else:
        judged = judge(criteria, weights)
        weight = dict(zip(judged.names, judged.weights.tolist(), strict=True)) if judged else {}
    return tuple(
        replace(one, weight=weight[one.name], origin="brief") if one.name in weight else one
        for one in criteria
    )


def judge(criteria: tuple[Criterion, ...], weights: Mapping[str, Any]) -> Judged | None:
    """The weights that comparisons in pairs give, with how consistent they are; None when there are none."""
    if "pairwise" not in weights:
        return None
    stated = weights["pairwise"]
    named = _by_criterion(dict.fromkeys(stated["criteria"], 1.0), criteria)
    return weigh_by_pairs(list(_all_of(named, criteria, "pairwise")), stated["matrix"])


def _by_criterion(stated: Mapping[str, float], criteria: tuple[Criterion, ...]) -> dict[str, float]:
    """Numbers by the name of their criterion, which may be stated by its column."""
    by_name = {one.name: one for one in criteria}
    by_column = {one.column: one.name for one in reversed(criteria)}
    found: dict[str, float] = {}
    problems = []
    for name, number in stated.items():
        criterion = name if name in by_name else by_column.get(name)
        if criterion is None:
            problems.append(unknown_name("match_criterion_unknown", name, by_name).at("weights"))
        else:
            found[criterion] = number
    if problems:
        raise BadInput(problems)
    return found


def _all_of(stated: dict[str, float], criteria: tuple[Criterion, ...], way: str) -> dict[str, float]:
    missing = [one.name for one in criteria if one.name not in stated]
    if missing:
        raise BadInput(Problem("match_weights_missing", {"way": way, "names": ", ".join(missing)}, "weights"))
    return stated


def _criterion(
    declaration: Declaration,
    one: DefaultCriterion,
    column: str,
    asked: Mapping[str, float],
    share: int,
    several: bool,
) -> Criterion:
    knots = one.knots
    if one.times_asked:
        knots = tuple((number * asked[one.column], value) for number, value in knots)
    unit = declaration.columns[one.column].unit
    return Criterion(column if several else one.name, column, one.weight / share, knots, unit)


def _wanted(wanted: CriterionWanted, declaration: Declaration, defaults: tuple[Criterion, ...]) -> Criterion:
    """One criterion of a brief: what it leaves open is taken from the default of that name or column."""
    by_name = {one.column: one for one in reversed(defaults)} | {one.name: one for one in defaults}
    base = by_name.get(wanted.column) or _unused(wanted.column, declaration)
    knots = wanted.knots or base.knots
    if not knots:
        raise BadInput(Problem("match_knots_missing", {"column": wanted.column}))
    if wanted.knots and wanted.unit:
        knots = tuple(sorted((_in_unit(number, wanted.unit, base.unit), value) for number, value in knots))
    weight = base.weight if wanted.weight is None else wanted.weight
    return replace(base, knots=knots, weight=weight, origin="brief")


def _unused(name: str, declaration: Declaration) -> Criterion:
    """A criterion over a column that this question does not score by itself; without knots where none fit."""
    declared = declaration.default(name)
    if declared is None:
        declaration.meaning(name, ("number", "date"))
        column = column_tested(declaration, name)
        return Criterion(name, column, 1.0, (), declaration.columns[column].unit)
    knots = () if declared.times_asked or declared.per else declared.knots
    unit = declaration.columns[declared.column].unit
    return Criterion(declared.name, declared.column, declared.weight, knots, unit)


def _test(knockout: Knockout, declaration: Declaration, find_region: FindPlace) -> Test:
    name = knockout.column
    meaning = declaration.meaning(name)
    if knockout.known:
        form = "number" if meaning.form == "date" else meaning.form
        return MustKnow(name, column_tested(declaration, name), form)
    if knockout.must is not None:
        declaration.meaning(name, ("flag",))
        return MustHave(name, name, wanted=knockout.must)
    if knockout.one_of or knockout.none_of:
        declaration.meaning(name, ("label",))
        allowed, excluded = (
            frozenset(_member(one, meaning, find_region) for one in names)
            for names in (knockout.one_of, knockout.none_of)
        )
        return OneOf(name, name, allowed, excluded)
    dated = isinstance(knockout.low, date) or isinstance(knockout.high, date)
    declaration.meaning(name, ("date",) if dated else ("number",))
    low, high = (_number(bound, knockout.unit, meaning) for bound in (knockout.low, knockout.high))
    return Within(name, name, low, high, "date" if dated else meaning.unit, DAYS_IN_YEAR if dated else None)


def _number(bound: Bound, unit: str, meaning: Meaning) -> float | None:
    if isinstance(bound, date):
        return float(bound.toordinal())
    return bound if bound is None or not unit else _in_unit(bound, unit, meaning.unit)


def _in_unit(number: float, unit: str, wanted: str) -> float:
    try:
        return round(convert(number, unit, wanted), 9)
    except ValueError:
        raise BadInput(Problem("match_unit", {"value": unit[:40], "unit": wanted or "1"})) from None


def _member(word: str, meaning: Meaning, find_region: FindPlace) -> str:
    """A member of a set as the column holds it. Raises BadInput for one that it cannot hold."""
    if meaning.tree == "regions":
        found = find_region(word)
        if found is None:
            raise BadInput(Problem("match_member_unknown", {"value": word[:40], "column": meaning.name}))
        return found
    if meaning.tree == "gbt4754":
        chain = industry_chain(word)
        if not chain:
            raise BadInput(Problem("match_member_unknown", {"value": word[:40], "column": meaning.name}))
        return chain[0]
    if meaning.property is not None and meaning.property.values:
        try:
            value = read_value(meaning.property, word)
        except Refusal as refused:
            raise BadInput(refused.problem) from refused
        return value.code if isinstance(value, Code) else word
    return word
