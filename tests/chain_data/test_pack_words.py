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
        ("锂电池隔离膜", "battery/separator"),
        ("高镍三元正极材料", "battery/cathode-ncm"),
        ("纳米磷酸铁锂", "battery/cathode-lfp"),
        ("碳纳米管导电浆料", "battery/conductive-agent"),
        ("锂电池生产设备", "battery/battery-machine"),
        ("高纯晶硅", "photovoltaics/polysilicon"),
        ("太阳能电池丝网印刷生产线成套设备", "photovoltaics/printing-line"),
        ("组串逆变器", "photovoltaics/inverter"),
        ("PCB微型钻针", "electronics/drill-bit"),
        ("片式多层陶瓷电容器", "electronics/passive"),
        ("全断面隧道掘进机", "equipment/tbm"),
        ("盾构机轴承", "equipment/main-bearing"),
        ("连续光纤激光器", "equipment/laser-source"),
        ("旋转式压缩机", "appliances/compressor"),
        ("吸油烟机", "appliances/range-hood"),
        ("铝合金轮毂", "auto-parts/wheel"),
        ("车灯总成", "auto-parts/lamp"),
        ("双特异性抗体", "biomedicine/biologic"),
        ("化学发光免疫分析仪", "biomedicine/ivd"),
        ("油浸式电力变压器", "power-equipment/power-transformer"),
        ("电解水制氢设备", "power-equipment/electrolyzer"),
        ("感烟火灾探测器", "safety/fire-detector"),
        ("举高喷射消防车", "safety/fire-truck"),
        ("航拍无人机", "low-altitude/consumer-drone"),
        ("飞控系统", "low-altitude/flight-controller"),
    ],
)
def test_words_that_makers_use_are_met(products: str, node: str) -> None:
    assert node in places(products)


@pytest.mark.parametrize(
    "products",
    [
        "饮料;酱油;肉制品;饲料",
        "牛仔服装;家具;生活用纸;印刷",
        "水泥;瓷砖;化肥;农药",
        "标准厂房;物流园;产业规划;旅游",
        "电梯;齿轮;风机;弹簧",
        "新材料;装备;电子;光电;代工;零部件;组件;电源",
    ],
)
def test_words_of_other_trades_and_of_none_are_missed(products: str) -> None:
    assert places(products) == set()


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
        ("柴油发电机", "appliances/motor"),
        ("智能控制器", "equipment/cnc-system"),
        ("太阳能电池丝网印刷生产线成套设备", "power-equipment/switchgear"),
        ("注塑成型机", "electronics/drilling-machine"),
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
