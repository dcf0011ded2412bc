"""How are the yearly costs of a few candidates told, side by side?"""

from typing import Any

from yuantu.match.assumptions import ASSUMPTIONS
from yuantu.match.brief import Brief
from yuantu.match.costs import LAWS, CostItem, MissingItem, YearlyCost, yearly_cost
from yuantu.match.questions import Question
from yuantu.ontology.formats import show_number
from yuantu.workspace import values
from yuantu.workspace.items import Presenter, rounded

Both = dict[str, str]
LABELS: dict[str, Both] = {
    "rent": values.both("租金", "rent"),
    "land": values.both("土地（按年摊）", "land, per year"),
    "land_use_tax": values.both("城镇土地使用税", "urban land use tax"),
    "labour": values.both("人工", "labour"),
    "energy": values.both("用电", "energy"),
    "logistics": values.both("运输", "logistics"),
    "income_tax": values.both("企业所得税", "enterprise income tax"),
}
ASSUMED: dict[str, Both] = {
    "area_m2": values.both("面积", "area"),
    "land_years": values.both("摊销年数", "years the land is paid over"),
    "land_rate": values.both("年利率", "yearly interest rate"),
    "workers": values.both("人数", "workers"),
    "wage_cny_year": values.both("每人每年工资", "wage per worker and year"),
    "energy_kwh_year": values.both("年用电量", "energy per year"),
    "tariff_cny_kwh": values.both("电价", "tariff"),
    "trips_year": values.both("每年往返次数", "round trips per year"),
    "truck_cny_hour": values.both("每车每小时费用", "cost of a truck and hour"),
    "profit_cny_year": values.both("年利润", "profit per year"),
}


def costs_json(brief: Brief, question: Question, presenter: Presenter, rows: list[int]) -> dict[str, Any]:
    """Items, missing items and the total of each candidate; what was assumed stands once, before them.

    The area is that of the brief unless it was assumed. A parcel is paid for, everything else is rented, unless the
    brief says lease or purchase.
    """
    stated = brief.terms.costs
    wanted = (brief.area_m2.min or brief.area_m2.about) if brief.area_m2 else None
    assumed = ({"area_m2": wanted} if wanted else {}) | dict(stated)
    return {
        "assumed": [
            {"name": name, "label": ASSUMED[name], "value": value, "unit": ASSUMPTIONS[name],
             "origin": "costs" if name in stated else "area_m2"}
            for name, value in assumed.items()
        ],
        "candidates": [
            _candidate(
                yearly_cost(
                    question.candidates, row, assumed, len(brief.anchors), bought=_bought(brief, presenter, row)
                ),
                row, presenter,
            )
            for row in rows
        ],
    }  # fmt: skip


def _bought(brief: Brief, presenter: Presenter, row: int) -> bool:
    if brief.tenure is not None:
        return brief.tenure.value == "purchase"
    return presenter.entities[row].text("kind") == "parcel"


def _candidate(cost: YearlyCost, row: int, presenter: Presenter) -> dict[str, Any]:
    total = _span(cost.low, cost.high)
    without = values.both(f"，未计 {len(cost.missing)} 项", f", without {len(cost.missing)} items")
    text = {at: total["text"][at] + (without[at] if cost.missing else "") for at in values.LANGUAGES}
    return {
        "items": [_item(one, row, presenter) for one in cost.items],
        "missing": [_missing(one, presenter) for one in cost.missing],
        "total": total | {"text": text} if cost.items else None,
    }  # fmt: skip


def _item(one: CostItem, row: int, presenter: Presenter) -> dict[str, Any]:
    law = LAWS.get(one.name)
    return {
        "item": one.name, "label": _label(one.name, presenter), **_span(one.low, one.high),
        "assumed": list(one.assumed),
        "statements": [behind for column in one.columns for behind in presenter.behind(column, row)],
        "law": {"title": law[0], "as_revised_on": law[1]} if law else None,
    }  # fmt: skip


def _missing(one: MissingItem, presenter: Presenter) -> dict[str, Any]:
    """Which facts nobody has stated, and which assumptions were not given."""
    facts = [presenter.label(column, column) for column in one.columns]
    chinese = [f"{label['zh']}未知" for label in facts] + [
        f"没有给出{ASSUMED[name]['zh']}" for name in one.assumed
    ]
    english = [f"{label['en']} unknown" for label in facts] + [
        f"{ASSUMED[name]['en']} not given" for name in one.assumed
    ]
    return {
        "item": one.name, "label": _label(one.name, presenter), "columns": list(one.columns),
        "assumed": list(one.assumed), "text": values.both("，".join(chinese), ", ".join(english)),
    }  # fmt: skip


def _label(name: str, presenter: Presenter) -> Both:
    if not name.startswith("logistics_"):
        return LABELS[name]
    column = f"minutes_{name.removeprefix('logistics_')}"
    way = presenter.label(column, column)
    return values.both(
        f"{LABELS['logistics']['zh']}（{way['zh']}）", f"{LABELS['logistics']['en']} ({way['en']})"
    )


def _span(low: float, high: float) -> dict[str, Any]:
    """An amount in yuan a year; open above where the facts are."""
    ends = [show_number(low / 1e4), show_number(high / 1e4)]
    if high == float("inf"):
        text = values.both(f"≥ {ends[0]} 万元", f"≥ {ends[0]} × 10,000 CNY")
        return {"low": rounded(low), "high": None, "text": text}
    joined = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
    return {
        "low": rounded(low),
        "high": rounded(high),
        "text": values.both(f"{joined} 万元", f"{joined} × 10,000 CNY"),
    }
