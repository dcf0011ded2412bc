"""Whom should an officer visit for a gap, why, and what speaks against it?

One JSON object, the same at every door: the gap, the customers here, companies elsewhere that make the product, ranked
by the one matching engine, each with its reasons, its doubts and the statements behind both. Of a company that fewer
than two sources speak of nothing is recommended: it stands in `abstained` with what is known.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from yuantu.chain.gaps import WITHIN_MINUTES, Gaps
from yuantu.chain.makers import Placement
from yuantu.chain.model import Words
from yuantu.errors import Problem
from yuantu.match.prospects import Place, Projects, elsewhere, newest, signs, speaking, ties
from yuantu.match.shortlist import Shortlist
from yuantu.match.targeting import LEAST_REASONS, LEAST_SOURCES, Prospect, criteria, rank
from yuantu.workspace import chainparts as parts
from yuantu.workspace import values
from yuantu.workspace.chainviews import ChainView, view_chain
from yuantu.workspace.evidence import source_json
from yuantu.workspace.workspace import Workspace

Json = dict[str, Any]
TOP = 20
OLD_DAYS = 365
SHOWN_NAMES = 3
TIES = {
    "neighbours": "reason_neighbours", "leader_seat": "reason_leader_seat", "split": "reason_split",
    "dealings": "reason_dealings",
}  # fmt: skip


def find_targets(  # noqa: PLR0913 — one question at every door
    workspace: Workspace, chain: str, node: str, region: str, day: date, *,
    within_minutes: float = WITHIN_MINUTES, top: int = TOP,
) -> Json:  # fmt: skip
    """Companies elsewhere that make a node of a chain, ranked for a region as of a day. Raises NotFound."""
    view = view_chain(workspace, chain, day)
    product, where = view.node(node), view.region(region)
    gaps, importance = view.gaps(within_minutes)
    row, column = view.world.regions.index(where.id), view.chain.nodes.index(product)
    search = _Search(view, gaps, row, column)
    prospects = search.prospects()
    drawn = rank(prospects, product.id, top)
    return {
        "chain": parts.head(view.chain), "region": parts.region(view, where.id), "as_of": day.isoformat(),
        "snapshot": view.session.name, "coverage": parts.coverage(view, row),
        "gap": parts.gap(view, gaps, importance, row, column),
        "customers": search.customers_json(),
        "targets": [
            {"rank": _rank(drawn, place)} | search.target(prospects[one], drawn, one)
            for place, one in enumerate(drawn.passed)
        ],
        "abstained": [
            search.target(prospects[one], drawn, one) | {"why": _abstaining(prospects[one])} for one in drawn.rejected
        ],
        "counts": drawn.counts | {"abstained": drawn.counts["rejected"]},
        "criteria": [
            {"name": one.name, "weight": round(one.weight, 4), "knots": [list(knot) for knot in one.knots]}
            for one in criteria()
        ],
        "sources": search.sources(prospects), "model": parts.model(view),
    }  # fmt: skip


class _Search:
    """The candidates for one gap: everything that is read of them is read once."""

    def __init__(self, view: ChainView, gaps: Gaps, row: int, column: int) -> None:
        self.view, self.gaps, self.row, self.column = view, gaps, row, column
        self.ids = list(view.companies)
        self.node = view.chain.nodes[column]
        self.projects = Projects.of(view.session.entities("project", view.day))
        located = view.world.located[:, row]
        asks = (gaps.links.demand[column] >= 1) @ gaps.made.T & located  # what they make takes it directly
        self.customers = [self.ids[one] for one in np.flatnonzero(asks)]
        here = [view.companies[self.ids[one]] for one in np.flatnonzero(located)]
        leading = [
            view.companies[one] for one in self.customers if view.companies[one].text("role") == "leader"
        ]
        self.place = Place(view.world.regions[row], view.session.regions(), here, leading)
        self.classes = {source.id: source.source_class for source in view.session.view.sources.values()}

    def prospects(self) -> list[Prospect]:
        """Every company outside the region that is placed on the node or a narrower one, surely or to be checked."""
        nodes = {self.node.id} | {
            self.view.chain.nodes[one].id for one in np.flatnonzero(self.gaps.links.broader[:, self.column])
        }
        best: dict[str, Placement] = {}
        for one in self.view.placements:
            known = best.get(one.company)
            if (
                one.node in nodes
                and one.state != "rejected"
                and (not known or known.confidence < one.confidence)
            ):
                best[one.company] = one
        rows = self.view.rows
        return [
            self._prospect(one)
            for one in best.values()
            if not self.view.world.located[rows[one.company], self.row]
        ]

    def _prospect(self, placement: Placement) -> Prospect:
        company = self.view.companies[placement.company]
        projects = self.projects.by(company)
        found = Prospect(
            company.id, placement, self._minutes(company.id), tuple(ties(company, projects, self.place)),
            tuple(signs(company, projects)), tuple(speaking(company, projects, self.classes)), reasons=0,
        )  # fmt: skip
        return replace(found, reasons=len(self._reasons(found)))

    def _minutes(self, company: str) -> float | None:
        """By road to the nearest customer here, or to the middle of the region while no customer is known."""
        world = self.view.world
        home = int(world.home[self.view.rows[company]])
        if home < 0:
            return None
        ends = [int(world.home[self.view.rows[one]]) for one in self.customers] or [self.row]
        least = np.nanmin(np.append(world.minutes[home, ends], np.inf))
        return float(least) if np.isfinite(least) else None

    # ── words ────────────────────────────────────────────────────────────────────────────────────

    def customers_json(self) -> list[Json]:
        """Who in the region asks for the product, leaders first."""
        found = [
            parts.company(self.view, one)
            | {
                "statements": [
                    two.statement for two in self.view.placements if two.company == one and two.counts
                ]
            }
            for one in self.customers
        ]
        return sorted(found, key=lambda one: one["role"] != "leader")

    def target(self, prospect: Prospect, drawn: Shortlist, row: int) -> Json:
        """One company with its score, reasons and doubts."""
        low, high = float(drawn.scores.low[row]), float(drawn.scores.high[row])
        contributions = {
            one.criterion.name: [round(float(one.low[row]), 4), round(float(one.high[row]), 4)]
            for one in drawn.scores.contributions
        }
        return parts.maker(self.view, prospect.placement) | {
            "score": round(low, 4) if low == high else None, "band": [round(low, 4), round(high, 4)],
            "contributions": contributions, "minutes": None if prospect.minutes is None else round(prospect.minutes, 1),
            "sources": list(prospect.sources), "reasons": self._reasons(prospect), "doubts": self._doubts(prospect),
        }  # fmt: skip

    def _reasons(self, prospect: Prospect) -> list[Json]:
        placement = prospect.placement
        found = [_say("reason_makes", [placement.statement], words=placement.words, node=self.node.name)]
        asking = self.customers_json()
        if asking:
            names = tuple(one["company_name"] for one in asking[:SHOWN_NAMES])
            behind = [statement for one in asking[:SHOWN_NAMES] for statement in one["statements"]]
            found.append(
                _say("reason_customers", behind, count=len(asking), names=names, node=self.node.name)
            )
        for one in prospect.ties:
            about = {"words": one.words, "count": len(one.about), "names": one.about[:SHOWN_NAMES]}
            found.append(_say(TIES[one.sort], one.statements, **about))
        found += [_say("reason_sign", one.statements, words=one.words) for one in prospect.signs[:2]]
        if prospect.minutes is not None:
            found.append(_say("reason_minutes", [], minutes=f"{prospect.minutes:.0f}"))
        return found

    def _doubts(self, prospect: Prospect) -> list[Json]:
        placement, company = prospect.placement, self.view.companies[prospect.company]
        projects = self.projects.by(company)
        found = []
        if placement.state != "confirmed":
            found.append(_say("doubt_rule", [placement.statement], confidence=f"{placement.confidence:.2f}"))
        last = newest(company, projects)
        if last is None or (self.view.day - last).days > OLD_DAYS:
            found.append(_say("doubt_old", [], day=last.isoformat() if last else "?"))
        if not prospect.signs:
            found.append(_say("doubt_no_sign", []))
        if prospect.minutes is None:
            found.append(_say("doubt_no_minutes", []))
        for one in elsewhere(projects, self.place)[:2]:
            found.append(_say("doubt_elsewhere", one.ids("name"), words=one.name))
        if company.text("role") == "leader":
            found.append(_say("doubt_leader", company.ids("role")))
        return found or [_say("doubt_intent", [])]

    def sources(self, prospects: list[Prospect]) -> list[Json]:
        """The sources behind all candidates, once each."""
        known = self.view.session.view.sources
        return [
            source_json(known.get(one), one)
            for one in sorted({one for two in prospects for one in two.sources})
        ]


def _say(code: str, statements: Any, **params: object) -> Json:
    """A point in both languages; several names are listed as each of them does."""
    told = {
        language: Problem(code, {key: _spell(value, language) for key, value in params.items()}).text(
            language
        )
        for language in values.LANGUAGES
    }
    return {"sort": code, "text": told, "statements": [one for one in dict.fromkeys(statements) if one]}


def _spell(value: object, language: str) -> str:
    if isinstance(value, Words):
        return value.zh if language == "zh" else value.en
    return ("、" if language == "zh" else ", ").join(value) if isinstance(value, tuple) else str(value)


def _abstaining(prospect: Prospect) -> dict[str, str]:
    """Why nothing is recommended."""
    code, count, least = "target_abstains", len(prospect.sources), LEAST_SOURCES
    if count >= least:
        code, count, least = "target_few_reasons", prospect.reasons, LEAST_REASONS
    params = {"count": str(count), "least": str(least)}
    return {language: Problem(code, params).text(language) for language in values.LANGUAGES}


def _rank(drawn: Shortlist, place: int) -> int:
    """The rank from 1; those whose scores are equal share it."""
    merit = drawn.scores.middle().round(9)
    mine = merit[drawn.passed[place]]
    return 1 + sum(bool(merit[one] > mine) for one in drawn.passed)
