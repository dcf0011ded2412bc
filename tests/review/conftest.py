"""What do the tests of the review share? A text with figures, cards that quote it, and a small workspace."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yuantu.facts.cards import read_card
from yuantu.workspace.documents import Received, add_document
from yuantu.workspace.reviewing import Reviewing
from yuantu.workspace.workspace import Workspace

TEXT = (
    "小城市交出答卷\n\n2023年，小城市地区生产总值402亿元，增长5.5%。东湖园区规划面积约3000亩。\r\n"
    "海星项目总投资10亿元，落户东镇。海星项目总投资10亿元。甲园、乙园各有企业200多家。\n"
)
MANIFEST = """\
format: 1
id: small
title: {zh: 小城, en: Small town}
datum: WGS-84
licence: CC0
sample: false
tables:
  - {file: regions.csv, kind: region}
  - {file: parks.csv, kind: park}
  - {file: indicators.csv, kind: indicator}
"""
TABLES = {
    "sources": "id,citation,address,source_class\na,official page,https://a.example/1,A\n",
    "regions": "id,name,level,parent,source,as_of\nr-1,小城市,city,,a,2024\nr-2,东镇,town,r-1,a,2024\n",
    "parks": "id,name,aliases,region,planned_area,source,as_of\np-1,东湖产业园,东湖园区,r-1,2700亩,a,2023\n",
    "indicators": "id,subject,name,region,value,unit,period,basis,source,as_of\n"
    "i-1,小城市,地区生产总值,r-1,401.5,亿元,2023,actual,a,2024-01\n",
}
YEAR: dict[str, Any] = {"valid_from": "2023-01-01", "valid_to": "2023-12-31"}


def say(quote: str, nth: int = 1, text: str = TEXT, **given: Any) -> dict[str, Any]:
    """One claim as a reader of text prints it, quoting the `nth` place of `quote`."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return {
        "start": start, "end": start + len(quote), "quote": quote, "article": 0, "subject": None, "property": "amount",
        "kind": "money", "value": None, "low": None, "high": None, "unit": None, "qualifier": "exact",
        "valid_from": None, "valid_to": None, "place": None, "confidence": 0.9, "method": "rules", **given,
    }  # fmt: skip


GDP = say("402亿元", subject="小城市", subject_kind="region", property="gdp", value=402e8, unit="CNY", **YEAR)
GROWTH = say(
    "5.5%", subject="小城市", property="gdp_growth", kind="growth", value=0.055, unit="ratio", **YEAR
)
AREA = say("约3000亩", subject="东湖园区", property="planned_area", kind="area", value=2e6, low=1.8e6, high=2.2e6,
           unit="m2", qualifier="about", confidence=0.85)  # fmt: skip
MONEY: dict[str, Any] = {
    "subject": "海星项目",
    "subject_kind": "project",
    "property": "total_investment",
    "value": 1e9,
    "unit": "CNY",
}
FIRST = say("10亿元", place="东镇", confidence=0.82, **MONEY)
AGAIN = say("10亿元", 2, confidence=0.7, **MONEY)
COUNT: dict[str, Any] = {"property": "enterprises", "kind": "count", "value": 200, "low": 200, "high": 300,
                         "unit": "count", "qualifier": "over", "confidence": 0.4}  # fmt: skip
CLAIMS = [
    GDP,
    GROWTH,
    AREA,
    FIRST,
    AGAIN,
    say("200多家", subject="甲园", **COUNT),
    say("200多家", subject="乙园", **COUNT),
]


def lines(*claims: dict[str, Any]) -> list[str]:
    return [json.dumps(one, ensure_ascii=False) for one in claims]


class Desk:
    """A workspace with one document on the table, and somebody to review it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.reviewing = Reviewing(workspace)

    def add(
        self,
        *claims: dict[str, Any],
        text: str = TEXT,
        name: str = "小城报",
        published: str | None = "2024-01",
    ) -> dict[str, Any]:
        about = Received(name, published)
        return add_document(
            self.workspace, text.encode(), about, ("claims.jsonl", lines(*(claims or CLAIMS)))
        )

    def items(self, status: str = "all") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.reviewing.queue(status)["queue"]
        return found

    def id_of(self, quote: str, nth: int = 1) -> str:
        return str([one["id"] for one in self.items() if one["claim"]["quote"] == quote][nth - 1])

    def act(self, proposal: str, action: str, author: str = "李", **request: Any) -> dict[str, Any]:
        return self.reviewing.act(proposal, action, author, request)

    def held(self, entity: str, name: str) -> list[str]:
        """Words of what is held of a property, the chosen first."""
        found = self.workspace.session.entity(entity, None)
        return [one.words for one in found.held[name].statements] if found and name in found.held else []


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    return Desk(Workspace.create(tmp_path / "empty"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    for name, text in TABLES.items():
        (pack / f"{name}.csv").write_text(text, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "workspace")
    assert not workspace.build([pack], 0).problems
    found = Desk(workspace)
    found.add()
    return found


@pytest.fixture
def claim() -> Callable[..., dict[str, Any]]:
    return say


@pytest.fixture
def card() -> Callable[..., Any]:
    """A claim that was read against the text."""

    def make(quote: str, nth: int = 1, **given: Any) -> Any:
        return read_card(say(quote, nth, **given), TEXT)

    return make
