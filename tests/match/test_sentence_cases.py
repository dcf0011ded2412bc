"""The case book: seventy needs in varied words, scored field by field."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yuantu.match.brief import SEVERAL, SINGLE, Brief
from yuantu.match.sentences.parsing import parse_sentence

TODAY = date(2026, 11, 22)
CASES = [
    json.loads(line) for line in (Path(__file__).parent / "briefs.jsonl").read_text("utf-8").splitlines()
]
FIELDS = (*SINGLE, *SEVERAL, "not_understood", "contradictions")
FLOOR = 0.98


def flat(brief: Brief) -> dict[str, Any]:
    """The brief in the short form of the case book; absent fields are None or []."""
    form: dict[str, Any] = dict.fromkeys(SINGLE) | {name: [] for name in (*SEVERAL, "contradictions")}
    for name, item in brief.stated():
        if name in ("area_m2", "clear_height_m", "floor_load_t_m2", "power_kva"):
            form[name] = {
                k: round(v, 3) for k in ("min", "max", "about") if (v := getattr(item, k)) is not None
            }
        elif name == "price":
            form[name] = [item.max, item.unit]  # type: ignore[union-attr]
        elif name == "needed_by":
            form[name] = item.date.isoformat()  # type: ignore[union-attr]
        elif name == "as_of":
            form[name] = item.value.isoformat()  # type: ignore[union-attr]
        elif name in ("regions", "excluded_regions"):
            form[name].append(item.code)  # type: ignore[union-attr]
        elif name == "anchors":
            form[name].append([item.place, item.max_minutes, item.mode])  # type: ignore[union-attr]
        elif name in SEVERAL:
            form[name].append(item.value)  # type: ignore[union-attr]
        else:
            form[name] = item.value  # type: ignore[union-attr]
    return form | {
        "not_understood": list(brief.not_understood),
        "contradictions": [problem.code for problem in brief.contradictions],
    }


def wanted(expect: dict[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = dict.fromkeys(SINGLE)
    form |= {name: [] for name in (*SEVERAL, "not_understood", "contradictions")}
    form |= expect
    form["anchors"] = [[*anchor, "car"] if len(anchor) == 2 else anchor for anchor in form["anchors"]]
    return form


def same(name: str, got: Any, want: Any) -> bool:
    if name in ("regions", "excluded_regions", "infrastructure", "not_required", "processes", "anchors"):
        return sorted(map(str, got)) == sorted(map(str, _floats(want)))
    if isinstance(want, dict) and isinstance(got, dict):
        return got.keys() == want.keys() and all(
            abs(got[k] - want[k]) <= 1e-3 * max(1, want[k]) for k in want
        )
    return bool(got == want)


def _floats(items: Any) -> Any:
    return [
        [float(x) if isinstance(x, int) else x for x in item] if isinstance(item, list) else item
        for item in items
    ]


def score_case(case: dict[str, Any]) -> list[str]:
    got, want = flat(parse_sentence(case["text"], TODAY)), wanted(case["expect"])
    return [
        f"{name}: got {got[name]}, want {want[name]}"
        for name in FIELDS
        if not same(name, got[name], want[name])
    ]


def test_case_book_score(capsys: pytest.CaptureFixture[str]) -> None:
    misses = {case["text"]: wrong for case in CASES if (wrong := score_case(case))}
    wrong_fields = sum(map(len, misses.values()))
    stated = sum(len(case["expect"]) for case in CASES)
    score = 1 - wrong_fields / stated
    with capsys.disabled():
        print(  # noqa: T201 - the score is the result
            f"\nbriefs: {len(CASES)} sentences, {stated} stated fields, {wrong_fields} wrong, score {score:.3f}"
        )
        for text, wrong in misses.items():
            print("  ", text, *wrong, sep="\n     ")  # noqa: T201
    assert len(CASES) >= 60
    assert score >= FLOOR
