"""What does a person read about one candidate of a shortlist?"""

from functools import cached_property
from typing import Any

import numpy as np

from yuantu.access.minutes import Reach, reach_from
from yuantu.facts.freshness import all_stale
from yuantu.facts.views import Entity
from yuantu.match.candidates import DAYS_UNTIL, FREIGHT_LIFT, INDUSTRY, World
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Outcome, Within
from yuantu.match.scoring import Contribution
from yuantu.match.sentence_words import INFRASTRUCTURE
from yuantu.match.shortlist import Shortlist
from yuantu.match.siting import Siting
from yuantu.ontology.formats import show_number, show_value
from yuantu.ontology.values import Coordinate, Quantity
from yuantu.workspace import answers, evidence, values
from yuantu.workspace.session import Session

# Columns that were computed for the match, and the property whose statements stand behind them.
BEHIND = {DAYS_UNTIL: "available_from", INDUSTRY: "allowed_industries", FREIGHT_LIFT: "freight_lift"}
SHOWN = ("kind", "area", "stage", "available_from", "clear_height", "floor_load", "power", "rent", "land_price",
         "total_price", "region", "park", "address", "allowed_use")  # fmt: skip
DIGITS = 6


class Presenter:
    """Puts rows of one drawn shortlist into words."""

    def __init__(self, session: Session, world: World, siting: Siting, drawn: Shortlist) -> None:
        self._session = session
        self._world = world
        self._siting = siting
        self._drawn = drawn
        self._kind = session.schema.kind("site")
        rows = [*drawn.passed, *drawn.to_verify, *drawn.rejected]
        self._sites = session.sites([str(world.sites.ids[row]) for row in rows], world.day)

    def item(self, row: int) -> dict[str, Any]:
        """One candidate: identity, score or band, reasons, tested values, open questions, first failed test."""
        site = self._sites[str(self._world.sites.ids[row])]
        scores, verdict = self._drawn.scores, self._drawn.verdict
        band = [_rounded(scores.low[row]), _rounded(scores.high[row])]
        failed = verdict.first_failed(row)
        region = self._world.regions.regions.get(site.text("region"))
        position = site.value("coordinate")
        return {
            "id": site.id, "name": site.name, "kind": site.text("kind"),
            "region": region.name if region else "", "region_id": site.text("region") or None,
            "region_label": values.both(region.name, region.name_en or region.name) if region else None,
            "lon": getattr(position, "lon", None), "lat": getattr(position, "lat", None), "sample": site.sample,
            "score": band[0] if band[0] == band[1] else None, "band": band,
            "reasons": [self._reason(one, row, site) for one in scores.contributions],
            "values": [self._shown(name, site) for name in SHOWN if name in site.held],
            "unknown": [self._question(one) for one in verdict.unknown(row)],
            "failed": self._failure(failed, row, site) if failed else None,
            "failed_tests": sum(1 for one in verdict.outcomes if one.state[row] < 0),
        }  # fmt: skip

    def criteria(self) -> list[dict[str, Any]]:
        """The value functions that were used, with their fixed bounds and weights."""
        return [
            {
                "criterion": one.name, "label": self._label(one.column, one.name), "weight": _rounded(one.weight),
                "worst": one.worst, "best": one.best, "unit": one.unit,
            }
            for one in self._siting.criteria
        ]  # fmt: skip

    def anchors(self) -> list[dict[str, Any] | None]:
        """The places that the anchors of the brief were taken for."""
        return [answers.place_json(one) if one else None for one in self._siting.anchors]

    def _reason(self, one: Contribution, row: int, site: Entity) -> dict[str, Any]:
        column = self._siting.candidates.interval(one.criterion.column)
        low, high = float(column.low[row]), float(column.high[row])
        known = bool(low == high)
        parts = [_rounded(one.low[row]), _rounded(one.high[row])]
        return {
            "criterion": one.criterion.name, "label": self._label(one.criterion.column, one.criterion.name),
            "value": _rounded(low) if known and np.isfinite(low) else None, "unit": one.criterion.unit,
            "text": self._words(one.criterion.column, row, site),
            "contribution": parts[0] if parts[0] == parts[1] else None, "band": parts,
            "weight": _rounded(one.criterion.weight), "statements": self._behind(one.criterion.column, site),
            "stale": self._is_stale(self._property(one.criterion.column, site), site),
        }  # fmt: skip

    def _shown(self, name: str, site: Entity) -> dict[str, Any]:
        meaning, held = self._kind.property(name), site.held[name]
        words = [evidence.shown(self._session, value, meaning) for value in held.values]
        joined = {language: "、".join(one[language] for one in words) for language in values.LANGUAGES}
        return {
            "property": name, "label": values.label(meaning), "text": joined, "statements": list(held.ids),
            "conflict": held.conflict, "stale": self._is_stale(name, site),
        }  # fmt: skip

    def _is_stale(self, name: str, site: Entity) -> bool:
        """Whether nobody has confirmed a property for longer than it stays fresh. 示例 inventory does not age."""
        if site.sample or name not in site.held:
            return False
        return all_stale(site.held[name], self._kind.property(name), self._world.day)

    def _question(self, outcome: Outcome) -> dict[str, Any]:
        test, need = outcome.test, self._need(outcome)
        label = self._label(test.column, test.name)
        if isinstance(test, MustHave):
            asked = values.both(f"有没有{label['zh']}？", f"Is there {label['en']}?")
        elif test.column == DAYS_UNTIL:
            asked = values.both("哪天可以进场？", "From which day can one move in?")
        elif test.column.startswith("minutes_"):
            asked = values.both("准确位置在哪里？", "Where exactly is it?")
        else:
            asked = values.both(f"{label['zh']}是多少？", f"What is the {label['en']}?")
        if need["zh"] and not isinstance(test, MustHave):
            asked = values.both(
                f"{asked['zh'][:-1]}（需 {need['zh']}）？", f"{asked['en'][:-1]} (needed: {need['en']})?"
            )
        return {"test": test.name, "label": label, "ask": asked}

    def _failure(self, outcome: Outcome, row: int, site: Entity) -> dict[str, Any]:
        test = outcome.test
        label = self._label(test.column, test.name)
        have = self._words(test.column, row, site)
        failure: dict[str, Any] = {
            "test": test.name, "label": label, "need": self._need(outcome), "have": have, "distance": None,
            "ratio": None, "unit": None, "statements": self._behind(test.column, site),
        }  # fmt: skip
        if isinstance(test, Within):
            distance, ratio = float(outcome.distance[row]), float(outcome.ratio[row])
            short = distance < 0
            failure |= {
                "need": test.low if short else test.high,
                "have": _rounded(distance + float((test.low if short else test.high) or 0.0)),
                "distance": _rounded(distance), "ratio": _rounded(ratio) if np.isfinite(ratio) else None,
                "unit": test.unit,
            }  # fmt: skip
        failure["text"] = self._failure_words(label, have, failure)
        return failure

    def _failure_words(
        self, label: dict[str, str], have: dict[str, str], failure: dict[str, Any]
    ) -> dict[str, str]:
        distance, ratio = failure["distance"], failure["ratio"]
        if distance is None:
            need = failure["need"]
            wanted = [f"（需 {need['zh']}）", f" (needed: {need['en']})"] if need["zh"] else ["", ""]
            return values.both(
                f"{label['zh']}：{have['zh']}{wanted[0]}", f"{label['en']}: {have['en']}{wanted[1]}"
            )
        gap = Quantity(abs(distance), abs(distance), failure["unit"], "exact", abs(distance))
        percent = (
            "" if ratio is None or failure["unit"] == "d" else f" · {show_number(abs(ratio) * 100, 1)} %"
        )
        chinese = ("差 " if distance < 0 else "超出 ") + _amount(gap, "zh") + percent
        english = _amount(gap, "en") + (" short" if distance < 0 else " over") + percent
        return values.both(f"{label['zh']} {have['zh']}，{chinese}", f"{label['en']} {have['en']}, {english}")

    def _need(self, outcome: Outcome) -> dict[str, str]:
        test = outcome.test
        match test:
            case Within(low=low, high=high, unit=unit):
                return {language: _range(low, high, unit, language) for language in values.LANGUAGES}
            case OneOf(allowed=allowed, column=column) if column in self._kind.properties:
                return {
                    language: self._member_words(column, allowed, language) for language in values.LANGUAGES
                }
            case MustHave():
                return values.both("有", "yes")
            case MustKnow() | OneOf():
                return values.both("", "")

    def _member_words(self, column: str, codes: frozenset[str], language: str) -> str:
        meaning = self._kind.property(column)
        words = []
        for code in sorted(codes):
            category = meaning.category(code)
            region = self._world.regions.regions.get(code)
            words.append(category.label.text(language) if category else region.name if region else code)
        return "、".join(words)

    def _words(self, column: str, row: int, site: Entity) -> dict[str, str]:
        """What is known of a candidate in one column, in words."""
        name = self._property(column, site)
        number = self._siting.candidates.interval(column)
        if name in site.held:
            words: dict[str, str] = self._shown(name, site)["text"]
            planned = column == DAYS_UNTIL and np.isinf(number.high[row])
            return values.both(f"{words['zh']}（计划）", f"{words['en']} (planned)") if planned else words
        if column.startswith("minutes_") and number.known[row]:
            minutes = show_number(float(number.low[row]), 0)
            return values.both(f"{minutes} 分钟", f"{minutes} min")
        return values.both("未知", "unknown")

    def _label(self, column: str, name: str) -> dict[str, str]:
        if name == "size":
            return values.both("面积富余", "size beyond need")
        if column.startswith("minutes_"):
            anchor = self._siting.anchors[int(column.removeprefix("minutes_"))]
            place = anchor.name if anchor else "?"
            return values.both(f"距{place}车程", f"drive to {place}")
        if column == INDUSTRY:
            return values.both("准入产业", "admitted industry")
        if BEHIND.get(column, column) in self._kind.properties:
            return values.label(self._kind.property(BEHIND.get(column, column)))
        return values.both(INFRASTRUCTURE.get(column, column).split()[0], column.replace("_", " "))

    def _property(self, column: str, site: Entity) -> str:
        """The property that a column was computed from; industries that bind come before a general use."""
        name = BEHIND.get(column, column)
        return "allowed_use" if name == "allowed_industries" and name not in site.held else name

    def _behind(self, column: str, site: Entity) -> list[str]:
        """The statements that a number rests on; for minutes both positions and every road of the way."""
        if not column.startswith("minutes_"):
            return list(site.ids(self._property(column, site)))
        place = int(column.removeprefix("minutes_"))
        anchor, position = self._siting.anchors[place], site.value("coordinate")
        if anchor is None or not isinstance(position, Coordinate):
            return []
        at_anchor = self._session.known(anchor.kind, anchor.id)
        ids = [*site.ids("coordinate"), *(at_anchor.ids("coordinate") if at_anchor else ())]
        for leg in self._reaches[place].route_to(position).legs:
            road = self._session.road(leg.road_id) if leg.road_id else None
            ids += [one for name in ("length", "opened_on") for one in road.ids(name)] if road else []
        return list(dict.fromkeys(ids))

    @cached_property
    def _reaches(self) -> dict[int, Reach]:
        """The network searched once from each anchor that is known."""
        world = self._world
        return {
            place: reach_from(world.network, answers.on_network(anchor), world.day)
            for place, anchor in enumerate(self._siting.anchors)
            if anchor is not None
        }


def _rounded(number: Any) -> float:
    return round(float(number), DIGITS)


def _amount(quantity: Quantity, language: str) -> str:
    return show_value(quantity, None, language)


def _range(low: float | None, high: float | None, unit: str, language: str) -> str:
    if unit == "d":
        days = show_number(high or 0.0, 0)
        return f"{days} 天内" if language == "zh" else f"within {days} days"
    if low is not None and high is not None:
        return show_value(Quantity(low, high, unit, "range"), None, language)
    bound, sign = (low, "≥") if low is not None else (high, "≤")
    return f"{sign} {show_value(Quantity(bound, bound, unit, 'exact', bound), None, language)}"
