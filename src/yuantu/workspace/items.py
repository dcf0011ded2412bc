"""What does a person read about one candidate of a shortlist?

A `Presenter` puts rows of one drawn shortlist into words, for any catalogue: values, reasons, questions, what fails
and by how much. What only sites have (minutes, a place on the map) is in `siteitems`.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from yuantu.facts.freshness import all_stale
from yuantu.facts.views import Entity, Held
from yuantu.match.catalogue import Catalogue
from yuantu.match.declarations import Declaration, DefaultCriterion
from yuantu.match.knockouts import Outcome, Within
from yuantu.match.scoring import Contribution, Criterion, Scores
from yuantu.match.shortlist import Shortlist
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Value
from yuantu.workspace import values, wording

DIGITS, MILLION = 6, 1_000_000


class Presenter:
    """Puts rows of one drawn shortlist into words. `entities` by row, those of `drawn` at least."""

    def __init__(
        self,
        declaration: Declaration,
        candidates: Catalogue,
        criteria: tuple[Criterion, ...],
        drawn: Shortlist,
        entities: dict[int, Entity],
        day: date,
    ) -> None:
        self.declaration = declaration
        self.candidates = candidates
        self.criteria = criteria
        self.drawn = drawn
        self.entities = entities
        self.day = day

    def item(self, row: int) -> dict[str, Any]:
        """One candidate: identity, score or band, reasons, tested values, open questions, first failed test."""
        entity = self.entities[row]
        scores, verdict = self.drawn.scores, self.drawn.verdict
        parts = score_parts(scores, row)
        band = shown_band(scores, row)
        failed = verdict.first_failed(row)
        return {
            "id": entity.id, "name": entity.name, **self.place(entity), "sample": entity.sample,
            "score": band[0] if band[0] == band[1] else None, "band": band,
            "reasons": [
                self.reason(one, row, part) for one, part in zip(scores.contributions, parts, strict=True)
            ],
            "values": [self.shown(name, entity) for name in self.listed() if name in entity.held],
            "unknown": [self.question(one) for one in verdict.unknown(row)],
            "failed": self.failure(failed, row) if failed else None,
            "failed_tests": sum(1 for one in verdict.outcomes if one.state[row] < 0),
        }  # fmt: skip

    def criteria_json(self) -> list[dict[str, Any]]:
        """The value functions that were used: fixed knots, weights, and who set them."""
        weights = _apportion([one.weight for one in self.criteria], 1.0, {})
        return [
            self._criterion(one, weight / MILLION) for one, weight in zip(self.criteria, weights, strict=True)
        ]

    def _criterion(self, one: Criterion, weight: float) -> dict[str, Any]:
        default = self._default(one.name)
        why = default.why if default and one.origin == "default" else None
        return {
            "criterion": one.name, "label": self.label(one.column, one.name), "weight": weight,
            "worst": one.worst, "best": one.best, "knots": [list(pair) for pair in one.knots], "unit": one.unit,
            "origin": one.origin, "text": wording.curve(one),
            "why": values.both(why.zh, why.en) if why else None,
        }  # fmt: skip

    def _default(self, name: str) -> DefaultCriterion | None:
        """The declared criterion behind one of a question: `minutes_0` is one of several `minutes`."""
        for one in self.declaration.criteria:
            if one.name == name or (one.per and name.rpartition("_")[0] == one.name):
                return one
        return None

    def reason(self, one: Contribution, row: int, parts: list[float]) -> dict[str, Any]:
        """What one criterion adds to the score of a candidate, and on which statements that rests."""
        entity, column = self.entities[row], one.criterion.column
        number = self.candidates.interval(column)
        low, high = float(number.low[row]), float(number.high[row])
        return {
            "criterion": one.criterion.name, "label": self.label(column, one.criterion.name),
            "value": rounded(low) if low == high and np.isfinite(low) else None, "unit": one.criterion.unit,
            "text": self.words(column, row),
            "contribution": parts[0] if parts[0] == parts[1] else None, "band": parts,
            "weight": rounded(one.criterion.weight), "statements": self.behind(column, row),
            "stale": self.is_stale(self.property_of(column, entity), entity),
        }  # fmt: skip

    def shown(self, name: str, entity: Entity) -> dict[str, Any]:
        """What is held of one property."""
        meaning, held = self.declaration.kind.property(name), entity.held[name]
        return {
            "property": name, "label": values.label(meaning), "text": self.joined(held, meaning),
            "statements": list(held.ids), "conflict": held.conflict, "stale": self.is_stale(name, entity),
        }  # fmt: skip

    def joined(self, held: Held, meaning: Property) -> dict[str, str]:
        """All values of a property in words."""
        words = [self.value_words(value, meaning) for value in held.values]
        return {language: "、".join(one[language] for one in words) for language in values.LANGUAGES}

    def question(self, outcome: Outcome) -> dict[str, Any]:
        """What to ask the owner so that a test can be decided."""
        test = outcome.test
        label = self.label(test.column, test.name)
        meaning = self.declaration.columns.get(test.column)
        asked = wording.question(
            test, label, self.need(outcome),
            days=bool(meaning and meaning.days_until and meaning.unit == "d"),
            near=bool(meaning and meaning.near),
        )  # fmt: skip
        return {"test": test.name, "label": label, "ask": asked}

    def failure(self, outcome: Outcome, row: int) -> dict[str, Any]:
        """Which test fails, and how far the candidate is from passing it."""
        test = outcome.test
        label, have = self.label(test.column, test.name), self.words(test.column, row)
        found: dict[str, Any] = {
            "test": test.name, "label": label, "need": self.need(outcome), "have": have, "distance": None,
            "ratio": None, "unit": None, "statements": self.behind(test.column, row),
        }  # fmt: skip
        if isinstance(test, Within):
            distance, ratio = float(outcome.distance[row]), float(outcome.ratio[row])
            bound = float((test.low if distance < 0 else test.high) or 0.0)
            found |= {
                "need": bound, "have": rounded(distance + bound), "distance": rounded(distance),
                "ratio": rounded(ratio) if np.isfinite(ratio) else None, "unit": test.unit,
            }  # fmt: skip
        found["text"] = wording.failure(label, have, found)
        return found

    def need(self, outcome: Outcome) -> dict[str, str]:
        """What a test asks for, in words."""
        return wording.need(outcome.test, self.declaration.columns, self.member_words)

    def member_words(self, column: str, member: str, language: str) -> str:
        """A member of a set as a person writes it."""
        meaning = self.declaration.columns.get(column)
        category = meaning.property.category(member) if meaning and meaning.property else None
        return category.label.text(language) if category else member

    def words(self, column: str, row: int) -> dict[str, str]:
        """What is known of a candidate in one column."""
        entity = self.entities[row]
        name = self.property_of(column, entity)
        meaning = self.declaration.columns.get(column)
        if meaning is not None and meaning.likeness:
            number = self.candidates.interval(column)
            return wording.degree(float(number.low[row]), float(number.high[row]), meaning.unit)
        if name not in entity.held:
            return values.both("未知", "unknown")
        words: dict[str, str] = self.shown(name, entity)["text"]
        planned = bool(
            meaning and meaning.days_until and np.isinf(self.candidates.interval(column).high[row])
        )
        return values.both(f"{words['zh']}（计划）", f"{words['en']} (planned)") if planned else words

    def label(self, column: str, name: str) -> dict[str, str]:
        """What a column, or a criterion over it, is called."""
        default = self._default(name)
        if default is not None and default.label is not None and default.times_asked:
            return values.both(default.label.zh, default.label.en)
        meaning = self.declaration.columns.get(column)
        if meaning is None:
            return values.both(column, column.replace("_", " "))
        if meaning.property is None and meaning.days_until:
            return values.label(self.declaration.kind.property(meaning.behind))
        return values.both(meaning.label.zh, meaning.label.en)

    def property_of(self, column: str, entity: Entity) -> str:
        """The property that a column was computed from."""
        meaning = self.declaration.columns.get(column)
        return meaning.behind if meaning and meaning.behind else column

    def behind(self, column: str, row: int) -> list[str]:
        """The statements that a cell rests on."""
        entity = self.entities[row]
        return list(entity.ids(self.property_of(column, entity)))

    def is_stale(self, name: str, entity: Entity) -> bool:
        """Whether nobody has confirmed a property for longer than it stays fresh. 示例 inventory does not age."""
        if entity.sample or name not in entity.held:
            return False
        return all_stale(entity.held[name], self.declaration.kind.property(name), self.day)

    def place(self, entity: Entity) -> dict[str, Any]:
        """What an item says of where and what it is, beside its name."""
        return {"kind": entity.text(self.declaration.class_column or "kind")}

    def listed(self) -> Sequence[str]:
        """The properties that an item shows, in order."""
        return tuple(name for name in self.declaration.kind.properties if name != "name")

    def value_words(self, value: Value, meaning: Property) -> dict[str, str]:
        """One value in words."""
        return values.text(value, meaning)


def score_parts(scores: Scores, row: int) -> list[list[float]]:
    """Lowest and highest contribution of each criterion to one candidate, to six decimals.

    They are rounded together, so that what is shown adds up exactly to the score that is shown (largest remainders).
    """
    low = [float(one.low[row]) for one in scores.contributions]
    high = [float(one.high[row]) for one in scores.contributions]
    least = _apportion(low, float(scores.low[row]), {})
    known = {at: least[at] for at, number in enumerate(low) if number == high[at]}
    most = _apportion(high, float(scores.high[row]), known)
    return [[one / MILLION, other / MILLION] for one, other in zip(least, most, strict=True)]


def shown_band(scores: Scores, row: int) -> list[float]:
    """Worst and best case of the score of one candidate as an answer shows it."""
    return [
        round(float(scores.low[row]) * MILLION) / MILLION,
        round(float(scores.high[row]) * MILLION) / MILLION,
    ]


def _apportion(numbers: Sequence[float], total: float, fixed: Mapping[int, int]) -> list[int]:
    """Whole millionths, each next to its number, whose sum is `total`; those in `fixed` are given."""
    units = [fixed.get(at, math.floor(number * MILLION)) for at, number in enumerate(numbers)]
    missing = round(total * MILLION) - sum(units)
    free = sorted(
        (at for at in range(len(numbers)) if at not in fixed),
        key=lambda at: (units[at] - numbers[at] * MILLION, at),
    )
    for turn in range(abs(missing) if free else 0):
        units[free[turn % len(free)]] += 1 if missing > 0 else -1
    return units


def rounded(number: Any) -> float:
    """A number as an answer shows it."""
    return round(float(number), DIGITS)
