"""What would the answer be if a number, a weight or a requirement were another?

A supposition changes the question and nothing else: the same engine answers it, so that “what changes” is the
difference of two answers. Written as on the command line:

    rent=-2             every rent 2 lower; rent=+2 higher; rent=20 every rent 20
    s-017@rent=-2       that of one candidate; also of what nobody has stated: s-017@power=2000, s-017@rail=yes
    weight:rent=0.4     this share of the whole, the others in their proportion
    limit:area=9000     the bound of a requirement; 9000..12000 where it has two
    drop:rail           the requirement given up
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from yuantu.errors import BadInput, Problem
from yuantu.match.catalogue import Catalogue, Flag, Interval
from yuantu.match.knockouts import Test, Within
from yuantu.match.names import unknown_name
from yuantu.match.questions import Question
from yuantu.match.scoring import Criterion, normalise

NUMBER = r"[+-]?\d+(?:\.\d+)?"
WRITTEN = re.compile(
    rf"(?:(?P<word>weight|limit|drop):)?(?:(?P<who>[^@=]+)@)?(?P<name>[^@=:]+?)"
    rf"(?:=(?P<value>{NUMBER}|yes|no)(?:\.\.(?P<upto>{NUMBER}))?)?"
)
STATES = {"yes": 1, "no": -1}
MOST = 20
FindRow = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Supposition:
    """One change as it was written. `what`: shift, set, weight, limit or drop; `row` None is every candidate."""

    words: str
    what: str
    name: str
    value: float = 0.0
    upto: float | None = None
    row: int | None = None


def read_suppositions(written: Sequence[str], find: FindRow) -> tuple[Supposition, ...]:
    """The changes that somebody wrote; `find` gives the row of a candidate. Raises BadInput with every mistake."""
    found: list[Supposition] = []
    problems: list[Problem] = []
    if len(written) > MOST:
        raise BadInput(Problem("whatif_many", {"count": str(len(written)), "limit": str(MOST)}))
    for words in written:
        try:
            found.append(_read(words.strip(), find))
        except BadInput as refused:
            problems += refused.problems
    if problems:
        raise BadInput(problems)
    return tuple(found)


def suppose(question: Question, changes: Sequence[Supposition]) -> Question:
    """The question with all changes made, in their order. Raises BadInput for a name that it does not have."""
    for change in changes:
        match change.what:
            case "weight":
                question = replace(question, criteria=_weigh(question.criteria, change))
            case "limit" | "drop":
                question = replace(question, tests=_move(question.tests, change))
            case _:
                question = replace(question, candidates=_change_cells(question, change))
    return question


def column_of(question: Question, name: str) -> str:
    """The column that a name means: a column, a criterion or a test. Raises BadInput with near names."""
    known = {column: column for column in question.candidates.columns}
    known |= {test.name: test.column for test in reversed(question.tests)}
    known |= {one.name: one.column for one in question.criteria}
    if name not in known:
        raise BadInput(unknown_name("match_column_unknown", name, known))
    return known[name]


def _read(words: str, find: FindRow) -> Supposition:
    form = WRITTEN.fullmatch(words)
    whatever = form and (form["value"] or form["word"] == "drop")
    if form is None or not whatever or (form["word"] and form["who"]):
        raise BadInput(Problem("whatif_words", {"value": words[:60]}))
    value, upto = form["value"] or "", form["upto"]
    if form["word"] in ("weight", "limit") and value in STATES:
        raise BadInput(Problem("whatif_words", {"value": words[:60]}))
    row = find(form["who"].strip()) if form["who"] else None
    number = float(STATES.get(value, value)) if value else 0.0
    shifted = value[:1] in ("+", "-")
    what = form["word"] or ("flag" if value in STATES else "shift" if shifted else "set")
    return Supposition(words, what, form["name"].strip(), number, float(upto) if upto else None, row)


def _weigh(criteria: tuple[Criterion, ...], change: Supposition) -> tuple[Criterion, ...]:
    """One criterion has this share of the whole; the others keep their proportions."""
    names = {one.name: one for one in criteria} | {one.column: one for one in reversed(criteria)}
    if change.name not in names:
        raise BadInput(
            unknown_name("match_criterion_unknown", change.name, {one.name: one for one in criteria})
        )
    chosen = names[change.name].name
    rest = sum(one.weight for one in criteria if one.name != chosen)
    if not 0 <= change.value <= 1 or (rest == 0 and change.value < 1):
        raise BadInput(Problem("whatif_weight", {"name": chosen, "value": f"{change.value:g}"}))
    scale = (1 - change.value) / rest if rest else 0.0
    return normalise(
        tuple(
            replace(one, weight=change.value if one.name == chosen else one.weight * scale)
            for one in criteria
        )
    )


def _move(tests: tuple[Test, ...], change: Supposition) -> tuple[Test, ...]:
    at = next((at for at, test in enumerate(tests) if change.name in (test.name, test.column)), None)
    if at is None:
        raise BadInput(unknown_name("whatif_test_unknown", change.name, {test.name: test for test in tests}))
    if change.what == "drop":
        return (*tests[:at], *tests[at + 1 :])
    test = tests[at]
    if not isinstance(test, Within):
        raise BadInput(Problem("whatif_no_bound", {"name": test.name}))
    both = test.low is not None and test.high is not None
    if both != (change.upto is not None):
        raise BadInput(Problem("whatif_bounds", {"name": test.name, "value": change.words[:60]}))
    low, high = (change.value, change.upto) if both else (
        (change.value, None) if test.low is not None else (None, change.value)
    )  # fmt: skip
    if low is not None and high is not None and low > high:
        params = {"field": test.name, "min": f"{low:g}", "max": f"{high:g}"}
        raise BadInput(Problem("brief_bounds_crossed", params))
    return (*tests[:at], replace(test, low=low, high=high), *tests[at + 1 :])


def _change_cells(question: Question, change: Supposition) -> Catalogue:
    name = column_of(question, change.name)
    column = question.candidates.columns.get(name)
    rows = slice(None) if change.row is None else slice(change.row, change.row + 1)
    if change.what == "flag":
        flag = question.candidates.flag(name)
        if column is not None and not isinstance(column, Flag):
            raise BadInput(Problem("whatif_words", {"value": change.words[:60]}))
        state = flag.state.copy()
        state[rows] = int(change.value)
        return _with(question.candidates, name, Flag(state))
    if column is not None and not isinstance(column, Interval):
        raise BadInput(Problem("whatif_words", {"value": change.words[:60]}))
    number = question.candidates.interval(name)
    low, high = number.low.copy(), number.high.copy()
    if change.what == "set":
        low[rows] = high[rows] = change.value
    else:
        low[rows], high[rows] = low[rows] + change.value, high[rows] + change.value
    if np.isinf(change.value):
        raise BadInput(Problem("match_number", {"value": change.words[:60]}))
    return _with(question.candidates, name, Interval(low, high))


def _with(catalogue: Catalogue, name: str, column: Interval | Flag) -> Catalogue:
    return replace(catalogue, columns={**catalogue.columns, name: column})
