"""Do the words of the chains meet the products of the Jiangmen pack, and miss what is something else?

A plain reading, apart from the one of the program: an item of a product list is placed where the longest word that it
ends in stands; a look-alike that is as long or longer keeps it away.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CHAINS = sorted((ROOT / "src" / "yuantu" / "chain" / "chains").glob("*.yaml"))
PAGE = ROOT / "docs" / "explanation" / "chains.md"


def fold(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


@cache
def words() -> dict[str, dict[str, str]]:
    """Chain → word → node; look-alikes stand for no node and are the empty string."""
    found: dict[str, dict[str, str]] = {}
    for file in CHAINS:
        chain = yaml.safe_load(file.read_text(encoding="utf-8"))
        meant = {fold(word): "" for node in chain["nodes"] for word in node.get("not", ())}
        for node in chain["nodes"]:
            meant |= {fold(word): node["id"] for word in (node["name"]["zh"], *node["synonyms"])}
        found[chain["id"]] = meant
    return found


def places(products: str) -> set[str]:
    found = set()
    for item in filter(None, re.split(r"[;、/()]", fold(products))):
        for chain, meant in words().items():
            node = meant.get(max((word for word in meant if item.endswith(word)), key=len, default=""), "")
            if node:
                found.add(f"{chain}/{node}")
    return found


def companies() -> dict[str, dict[str, str]]:
    with (ROOT / "packs" / "jiangmen" / "companies.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("company", "node"),
    [
        ("c-001", "battery/power-cell"),  # 中创新航
        ("c-001", "battery/storage-cell"),
        ("c-002", "battery/can-cap"),  # 深圳科达
        ("c-003", "battery/electrolyte"),  # 天赐
        ("c-004", "battery/recycling"),  # 芳源
        ("c-005", "battery/anode"),  # 格瑞芬
        ("c-008", "electronics/vaping"),  # 麦克韦尔
        ("c-009", "photovoltaics/module"),  # 隆基
        ("c-010", "auto-parts/axle"),  # 富华重工
        ("c-011", "photovoltaics/float-glass"),  # 信义
        ("c-012", "power-equipment/transformer"),  # 海鸿
        ("c-014", "electronics/pcb"),  # 世运
        ("c-016", "biomedicine/api"),  # 牵牛
        ("c-018", "equipment/laser-equipment"),  # 海目星
        ("c-019", "low-altitude/hybrid-drone"),  # 智联
        ("c-021", "power-equipment/nuclear-plant"),  # 台山核电
        ("c-026", "safety/emergency-storage"),  # 泽塔
        ("c-029", "safety/fire-robot"),  # 迪马
        ("c-050", "safety/emergency-lighting"),  # 中奕
        ("c-055", "battery/coater"),  # 科恒
        ("c-056", "electronics/ccl"),  # 建滔
        ("c-076", "auto-parts/wheel"),  # 迪生力
        ("c-099", "power-equipment/wind-turbine"),  # 明阳
        ("c-100", "auto-parts/thermal"),  # 三花
        ("c-104", "appliances/small-appliance"),  # 春凯
        ("c-105", "appliances/door"),  # 长珠
        ("c-109", "electronics/fpc"),  # 东迪
        ("c-127", "biomedicine/innovative"),  # 康方
        ("c-163", "photovoltaics/wafer"),  # 高景
        ("c-164", "photovoltaics/cell-hjt"),  # 鸿钧
        ("c-173", "equipment/laser-equipment"),  # 大族激光
    ],
)
def test_a_company_that_the_sources_name_is_met(company: str, node: str) -> None:
    assert node in places(companies()[company]["products"])


@pytest.mark.parametrize(
    ("products", "node"),
    [
        ("动力电池精密结构件", "battery/power-cell"),
        ("动力电池回收", "battery/power-cell"),
        ("全钒电解液", "battery/electrolyte"),
        ("飞轮储能", "battery/storage-system"),
        ("隔膜泵", "battery/separator"),
        ("车载电器", "appliances/appliance"),
        ("低压电器", "appliances/appliance"),
        ("应急照明", "appliances/lighting"),
        ("手术机器人", "equipment/robot"),
        ("LED驱动电源", "power-equipment/power-supply"),
        ("变压器油", "power-equipment/transformer"),
        ("反无人机", "low-altitude/drone"),
        ("汽车安全带", "safety/fall-protection"),
        ("电脑代工", "electronics/ems"),
        ("连接器组件", "photovoltaics/module"),
    ],
)
def test_what_only_looks_like_a_product_is_missed(products: str, node: str) -> None:
    assert node not in places(products)


def test_the_page_says_how_many_companies_are_placed() -> None:
    known = companies().values()
    placed = [row["id"] for row in known if places(row["products"])]
    assert f"Of {len(known)} companies,\n{len(placed)} are placed on some node" in PAGE.read_text(
        encoding="utf-8"
    )
