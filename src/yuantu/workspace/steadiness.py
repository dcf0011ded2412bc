"""How is it told how sure the order of a shortlist is, and what would change it?

The figures are those of `match.stability`; here they get names, words in both languages, and the digits that an answer
shows. The list that is judged is the first that has anybody in it: those who pass, else those to verify.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from yuantu.match.catalogue import UNKNOWN, YES
from yuantu.match.questions import Question
from yuantu.match.stability import Stability, assess_stability
from yuantu.ontology.formats import show_number
from yuantu.workspace import values, wording
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.items import Presenter, rounded

Both = dict[str, str]
MOST = 10_000
OPEN = values.both("待核实的候选里，", "of those to verify, ")


def stability_json(inventory: Inventory, question: Question, presenter: Presenter) -> dict[str, Any] | None:
    """The stability of the first list that has at least two candidates; None when none has.

    Of more than `MOST` candidates the best by score are judged; `of` says how many there are.
    """
    verdict, scores = presenter.drawn.verdict, presenter.drawn.scores
    lists = {
        "passed": np.flatnonzero(verdict.state == YES),
        "to_verify": np.flatnonzero(verdict.state == UNKNOWN),
    }
    judged = next((name for name, rows in lists.items() if len(rows) > 1), None)
    if judged is None or not question.criteria:
        return None
    rows = lists[judged]
    best = rows[np.argsort(-np.round(scores.middle()[rows], 12), kind="stable")[:MOST]]
    found = assess_stability(question.criteria, question.candidates, np.sort(best).tolist())
    ids = question.candidates.ids
    said = {one.id for one in found.standings} | {name for one in found.without for name in one.first}
    said |= {one.first for one in found.weight_flips}
    said |= {name for one in found.value_flips for name in (one.first, one.candidate)}
    named = {str(ids[row]): row for row in best.tolist() if str(ids[row]) in said}
    words = inventory.names(named.values())
    names = {name: words[row] for name, row in named.items()}
    return {"list": judged, "of": len(rows), **_Teller(found, judged, names, presenter).told()}


class _Teller:
    """Puts one stability into words."""

    def __init__(self, found: Stability, judged: str, names: Mapping[str, str], presenter: Presenter) -> None:
        self.found, self.judged, self.names = found, judged, names
        self.labels = {one.name: presenter.label(one.column, one.name) for one in presenter.criteria}

    def told(self) -> dict[str, Any]:
        form: dict[str, Any] = _shown(self.found.to_json())
        for one in form["standings"]:
            one["name"] = self.names[one["id"]]
        # At a weight of one or nought nothing else counts, or the criterion does not: `without` says that.
        flips = [self._weight_flip(one) for one in form["weight_flips"] if 0 < one["to"] < 1]
        flips += [self._value_flip(one) for one in form["value_flips"]]
        del form["weight_flips"], form["value_flips"]
        for one in form["without"]:
            one["label"] = self.labels[one["criterion"]]
        return {**form, "flips": flips, "text": self._text(), "error": self._error()}

    def _text(self) -> Both:
        """Whether the first place can be called."""
        first = self.found.standings[0]
        name, share = self.names[first.id], _percent(first.ranks[0])
        told = values.both(
            f"{name}领先：随机取权重，排第一的占 {share}", f"{name} leads: first in {share} of random weights"
        )
        if self.found.close:
            tied = [self.names[one] for one in self.found.bands[0]]
            told = values.both(
                f"难分高下：{'、'.join(tied)}；随机取权重，{name}排第一的占 {share}",
                f"too close to call: {', '.join(tied)}; under random weights {name} is first in {share}",
            )
        where = OPEN if self.judged == "to_verify" else values.both("", "")
        return {language: where[language] + told[language] for language in values.LANGUAGES}

    def _error(self) -> Both:
        width, draws = _percent(self.found.half_width, 1), f"{self.found.draws:,}"
        return values.both(
            f"{draws} 次抽样，种子 {self.found.seed}，误差不超过 ±{width}（95%）",
            f"{draws} draws, seed {self.found.seed}, error at most ±{width} (95%)",
        )

    def _weight_flip(self, one: dict[str, Any]) -> dict[str, Any]:
        label, to, first = self.labels[one["criterion"]], show_number(one["to"]), self.names[one["first"]]
        more = one["to"] > one["weight"]
        return one | {
            "kind": "weight", "name": first, "label": label,
            "text": values.both(
                f"{label['zh']}的权重{'高' if more else '低'}于 {to}（现 {show_number(one['weight'])}）：{first}第一",
                f"weight of {label['en']} {'above' if more else 'below'} {to} (now {show_number(one['weight'])}): "
                f"{first} first",
            ),
        }  # fmt: skip

    def _value_flip(self, one: dict[str, Any]) -> dict[str, Any]:
        label, first, who = (
            self.labels[one["criterion"]],
            self.names[one["first"]],
            self.names[one["candidate"]],
        )
        to = {at: wording.number(one["to"], one["unit"] or "1", at) for at in values.LANGUAGES}
        higher = one["number"] is None or one["to"] > one["number"]
        sign = {"zh": "到", "en": "at"} if one["number"] is None else (
            {"zh": "高于", "en": "above"} if higher else {"zh": "低于", "en": "below"}
        )  # fmt: skip
        return one | {
            "kind": "value", "name": first, "label": label,
            "text": values.both(
                f"{who}的{label['zh']}{sign['zh']} {to['zh']}：{first}第一",
                f"{label['en']} of {who} {sign['en']} {to['en']}: {first} first",
            ),
        }  # fmt: skip


def _shown(value: Any) -> Any:
    """The same with the digits of an answer."""
    if isinstance(value, dict):
        return {key: _shown(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(inner) for inner in value]
    return rounded(value) if isinstance(value, float) else value


def _percent(share: float, decimals: int = 0) -> str:
    return f"{share * 100:.{decimals}f}%"
