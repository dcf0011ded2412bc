"""How is it told which single requirement, moved by how much, would admit how many more?"""

import math
from typing import Any

from yuantu.match.knockouts import Within
from yuantu.match.relaxing import Relaxation, Step, relax
from yuantu.ontology.formats import show_number
from yuantu.workspace import values, wording
from yuantu.workspace.items import DIGITS, Presenter, rounded

EXAMPLES = 5
Both = dict[str, str]


def relaxations_json(presenter: Presenter) -> list[dict[str, Any]]:
    """The relaxations of a shortlist, nearest first, each with its steps in words.

    What the catalogue always rules out (a site that is let or sold) is nobody's requirement, so it is not relaxed.
    """
    found = relax(presenter.drawn.verdict, presenter.candidates)
    return [_relaxation(one, presenter) for one in found if one.test not in presenter.declaration.knockouts]


def _relaxation(one: Relaxation, presenter: Presenter) -> dict[str, Any]:
    label = presenter.label(one.test.column, one.test.name)
    need = wording.need(one.test, presenter.declaration.columns, presenter.member_words)
    steps = [_step(step, one, label, presenter) for step in one.steps]
    return {
        "test": one.test.name, "label": label, "side": one.side, "need": need, "text": steps[0]["text"],
        "steps": steps,
    }  # fmt: skip


def _step(step: Step, one: Relaxation, label: Both, presenter: Presenter) -> dict[str, Any]:
    by, ratio, move = None, None, _move(step, one, label, presenter)
    if isinstance(one.test, Within) and not isinstance(step.to, str):
        bound = (one.test.low if one.side == "low" else one.test.high) or 0.0
        by = rounded(step.to - bound)
        scale = one.test.scale or abs(bound)
        ratio = rounded(by / scale) if scale else None
    gain = _gain(step)
    to = step.to or None if isinstance(step.to, str) else _outward(step.to, one.side, DIGITS)
    return {
        "to": to, "by": by, "ratio": ratio,
        "admits": step.admits, "to_verify": step.verify,
        "text": {language: move[language] + gain[language] for language in values.LANGUAGES},
        "candidates": [str(presenter.candidates.ids[row]) for row in step.rows[:EXAMPLES]],
    }  # fmt: skip


def _move(step: Step, one: Relaxation, label: Both, presenter: Presenter) -> Both:
    """What is moved: 面积放宽到 9,600 ㎡（差 400 ㎡ · 4 %）."""
    if isinstance(step.to, str):
        column = one.test.column
        member = {at: presenter.member_words(column, step.to, at) for at in values.LANGUAGES}
        match one.side:
            case "allow":
                return values.both(f"{label['zh']}加上{member['zh']}", f"{label['en']}: also {member['en']}")
            case "permit":
                return values.both(
                    f"{label['zh']}不再排除{member['zh']}", f"{label['en']}: {member['en']} after all"
                )
            case _:
                return values.both(f"不再要求{label['zh']}", f"without {label['en']}")
    assert isinstance(one.test, Within)  # noqa: S101 — only numbers have other sides
    test, unit = one.test, one.test.unit
    bound = (test.low if one.side == "low" else test.high) or 0.0
    to = _outward(step.to, one.side, 2 if abs(step.to) >= 1 else DIGITS)
    gap, percent = abs(to - bound), ""
    if unit not in ("d", "date") and bound:
        percent = f" · {show_number(gap / abs(bound) * 100, 1)} %"
    of_gap = "d" if unit == "date" else unit
    words = {
        at: wording.limits(step.to, None, unit, at)
        if one.side == "low"
        else wording.limits(None, step.to, unit, at)
        for at in values.LANGUAGES
    }
    away = {at: wording.number(gap, of_gap, at) + percent for at in values.LANGUAGES}
    return values.both(
        f"{label['zh']}放宽到 {words['zh']}（{away['zh']}）",
        f"{label['en']} {words['en']} ({away['en']} off)",
    )


def _outward(number: float, side: str, digits: int) -> float:
    """Rounded so that what was admitted still is."""
    scale = 10.0**digits
    near = round(number, digits)
    if (near <= number) if side == "low" else (near >= number):
        return near
    return (math.floor(number * scale) if side == "low" else math.ceil(number * scale)) / scale


def _gain(step: Step) -> Both:
    chinese, english = f"：多 {step.admits} 处满足", f": {step.admits} more would pass"
    if step.verify:
        chinese += f"，另有 {step.verify} 处待核实" if step.admits else f"，{step.verify} 处转为待核实"
        english += f", {step.verify} more to verify"
    return values.both(chinese, english)
