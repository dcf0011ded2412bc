"""How is it told what an answer would be if something were another?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.questions import Question
from yuantu.match.shortlist import LISTS, Shortlist, draw_shortlist
from yuantu.match.supposing import Supposition, column_of, read_suppositions, suppose
from yuantu.ontology.formats import show_number
from yuantu.workspace import values, wording
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.items import Presenter, shown_band

Both = dict[str, str]
LIST_WORDS = {
    "passed": values.both("满足", "passed"),
    "to_verify": values.both("待核实", "to verify"),
    "rejected": values.both("不满足", "rejected"),
}


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two answers, with every list whole."""

    drawn: Shortlist
    place: dict[int, tuple[str, int]]

    @classmethod
    def of(cls, question: Question) -> "_Side":
        candidates = question.candidates
        drawn = draw_shortlist(candidates, question.tests, question.criteria, len(candidates))
        place = {row: (name, at) for name in LISTS for at, row in enumerate(getattr(drawn, name), start=1)}
        return cls(drawn, place)

    def top(self, most: int) -> list[int]:
        return [row for name in LISTS for row in getattr(self.drawn, name)[:most]]

    def stands(self, row: int) -> dict[str, Any]:
        name, rank = self.place[row]
        low, high = shown_band(self.drawn.scores, row)
        return {"list": name, "rank": rank, "score": low if low == high else None, "band": [low, high]}


def what_if_json(
    inventory: Inventory, question: Question, written: Sequence[str], top: int
) -> dict[str, Any]:
    """What the changes do to the answer: counts, the first places, and who among the shown moves."""
    changes = read_suppositions(written, lambda words: find_row(inventory, words))
    before, after = _Side.of(question), _Side.of(suppose(question, changes))
    shown = dict.fromkeys([*before.top(top), *after.top(top)])
    moved = [row for row in shown if before.stands(row) != after.stands(row)]
    names = inventory.names(shown)
    presenter = inventory.presenter(question, before.drawn, ())
    answer = {
        "changes": [{"change": one.words, "text": _words(one, question, presenter)} for one in changes],
        "counts": {"before": before.drawn.counts, "after": after.drawn.counts},
        "first": {side: _first(one, names, inventory) for side, one in (("before", before), ("after", after))},
        "moves": [
            {
                "id": str(inventory.ids[row]), "name": names[row], "before": before.stands(row),
                "after": after.stands(row),
            }
            for row in sorted(moved, key=lambda row: (LISTS.index(after.place[row][0]), after.place[row][1]))
        ],
    }  # fmt: skip
    return answer | {"text": _summary(answer)}


def find_row(inventory: Inventory, words: str) -> int:
    """The one candidate of that id or name. Raises BadInput when the words mean several."""
    rows = inventory.find(words)
    if len(rows) != 1:
        raise BadInput(Problem("compare_several", {"value": words[:40], "count": str(len(rows))}))
    return rows[0]


def _first(side: _Side, names: dict[int, str], inventory: Inventory) -> dict[str, str] | None:
    """Who stands first of those that pass; nobody when none does."""
    row = next(iter(side.drawn.passed), None)
    return None if row is None else {"id": str(inventory.ids[row]), "name": names[row]}


def _words(change: Supposition, question: Question, presenter: Presenter) -> Both:
    """The change in words: 租金低 2 元/㎡·月."""
    if change.what in ("weight", "limit", "drop"):
        label = _label_of(change, question, presenter)
        number = show_number(change.value) + (
            f"–{show_number(change.upto)}" if change.upto is not None else ""
        )
        match change.what:
            case "weight":
                return values.both(f"{label['zh']}占权重 {number}", f"{label['en']} has the weight {number}")
            case "limit":
                return values.both(
                    f"{label['zh']}的要求改为 {number}", f"the bound of {label['en']} is {number}"
                )
            case _:
                return values.both(f"不再要求{label['zh']}", f"without {label['en']}")
    column = column_of(question, change.name)
    label = presenter.label(column, change.name)
    who = values.both("所有候选的", "for all candidates ")
    if change.row is not None:
        name = str(question.candidates.ids[change.row])
        who = values.both(f"{name} 的", f"for {name} ")
    if change.what == "flag":
        there = values.both("有", "yes") if change.value > 0 else values.both("没有", "no")
        return values.both(
            f"{who['zh']}{label['zh']}：{there['zh']}", f"{who['en']}{label['en']}: {there['en']}"
        )
    unit = next((one.unit for one in question.criteria if one.column == column), "")
    meaning = presenter.declaration.columns.get(column)
    unit = unit or (meaning.unit if meaning else "") or "1"
    amount = {at: wording.number(abs(change.value), unit, at) for at in values.LANGUAGES}
    if change.what == "set":
        return values.both(
            f"{who['zh']}{label['zh']}为 {amount['zh']}", f"{who['en']}{label['en']} is {amount['en']}"
        )
    lower = change.value < 0
    return values.both(
        f"{who['zh']}{label['zh']}{'低' if lower else '高'} {amount['zh']}",
        f"{who['en']}{label['en']} {amount['en']} {'lower' if lower else 'higher'}",
    )


def _label_of(change: Supposition, question: Question, presenter: Presenter) -> Both:
    parts = question.criteria if change.what == "weight" else question.tests
    one = next((one for one in parts if change.name == one.name), None) or next(
        one for one in parts if change.name == one.column
    )
    return presenter.label(one.column, one.name)


def _summary(answer: dict[str, Any]) -> Both:
    before, after = answer["first"]["before"], answer["first"]["after"]
    counts = answer["counts"]
    passed = (counts["before"]["passed"], counts["after"]["passed"])
    if before == after:
        first = values.both("第一名不变", "the first place stays")
        if before is None:
            first = values.both("仍然没有满足的", "still nobody passes")
    else:
        names = [one["name"] if one else None for one in (before, after)]
        first = values.both(
            f"第一名由{names[0] or '（无）'}变为{names[1] or '（无）'}",
            f"the first place goes from {names[0] or '(none)'} to {names[1] or '(none)'}",
        )
    moves = len(answer["moves"])
    return values.both(
        f"{first['zh']}；满足 {passed[0]} → {passed[1]}；显示的候选里 {moves} 处有变动",
        f"{first['en']}; passed {passed[0]} → {passed[1]}; {moves} of those shown change",
    )
