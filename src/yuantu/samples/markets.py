"""What is plausible on the invented market?

All figures here are invented for demonstrations: they follow the order of magnitude that people of the trade would
expect (rents rise towards Shenzhen, heavy floors are on the ground, power grows with area) and are no survey, no
offer and no statistic. Integers throughout: rents and land prices in tenths of a yuan, heights in tenths of a metre,
loads in hundredths of a tonne per square metre, power in VA per square metre.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Market:
    """One city: its share of the inventory (weight) and the quartile points of its rents and land prices."""

    weight: int
    rent_tenths: tuple[int, int, int, int, int]
    land_tenths: tuple[int, int, int, int, int]


MARKETS: dict[str, Market] = {
    "江门市": Market(36, (80, 110, 135, 165, 240), (3200, 4500, 5600, 6900, 9800)),
    "中山市": Market(34, (110, 145, 175, 210, 300), (6500, 8500, 10200, 12500, 18000)),
    "珠海市": Market(10, (120, 155, 185, 225, 320), (5200, 7000, 8600, 10500, 15000)),
    "深圳市": Market(8, (230, 290, 340, 410, 620), (18000, 26000, 33000, 42000, 68000)),
    "佛山市": Market(12, (110, 140, 170, 205, 300), (6000, 8200, 10500, 13500, 21000)),
}

KINDS = ("plant", "parcel", "warehouse")
KIND_WEIGHTS = (70, 22, 8)

# (per mille, square metres)
BUILDING_AREA = ((0, 600), (50, 1200), (250, 3000), (500, 6200), (700, 10200), (850, 16500), (950, 30000),
                 (990, 60000), (1000, 120000))  # fmt: skip
PARCEL_AREA = ((0, 4000), (100, 9000), (400, 21000), (700, 45000), (900, 96000), (1000, 330000))
AREA_STEPS = ((3000, 20), (12000, 50), (30000, 100), (100000, 500), (10**9, 1000))

# old workshop, standard plant, new park
GRADE_WEIGHTS = (28, 44, 28)
# One-storey plants are the larger ones: chances in per mille by size class, below and from 8,000 ㎡.
ONE_STOREY_PER_MILLE = (420, 600)
LARGE_BUILDING_M2 = 8000

# [one-storey, multi-storey] × [old, standard, new]
CLEAR_HEIGHT_TENTHS = (
    (
        (55, 60, 60, 65, 70, 70, 75, 75, 80, 80, 80, 85, 60, 65, 90, 70),
        (70, 75, 80, 80, 80, 85, 85, 90, 90, 90, 95, 100, 80, 75, 100, 110),
        (80, 85, 90, 90, 95, 100, 100, 110, 120, 90, 80, 105, 120, 100, 135, 90),
    ),
    (
        (35, 36, 38, 38, 40, 40, 42, 42, 45, 45, 36, 38, 40, 42, 45, 48),
        (42, 45, 45, 45, 48, 48, 50, 50, 54, 45, 60, 50, 48, 60, 55, 79),
        (45, 50, 54, 54, 55, 60, 60, 60, 65, 79, 79, 60, 80, 54, 79, 82),
    ),
)
FLOOR_LOAD_HUNDREDTHS = (
    (
        (100, 100, 150, 100, 120, 150, 200, 80, 150, 100, 200, 150, 100, 120, 200, 150),
        (150, 200, 150, 200, 200, 250, 300, 150, 200, 150, 120, 200, 300, 200, 150, 500),
        (200, 200, 250, 300, 300, 200, 500, 300, 200, 250, 150, 300, 500, 200, 300, 1000),
    ),
    (
        (40, 50, 50, 60, 75, 75, 80, 50, 60, 100, 50, 75, 60, 80, 50, 100),
        (75, 80, 100, 100, 120, 100, 80, 150, 120, 100, 75, 100, 150, 120, 80, 200),
        (100, 120, 150, 150, 120, 200, 150, 100, 150, 200, 120, 150, 200, 250, 150, 100),
    ),
)
FLOORS = (
    (1, 1, 1, 1),
    (3, 4, 4, 5),
    (4, 5, 6, 8),
)  # one-storey, multi-storey old or standard, multi-storey new

POWER_VA_PER_M2 = (
    (40, 45, 50, 60, 60, 70, 80, 90),
    (70, 80, 90, 100, 110, 120, 140, 160),
    (90, 110, 130, 150, 160, 180, 200, 240),
)
TRANSFORMERS_KVA = (100, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000,
                    6300, 8000, 10000, 12500, 16000, 20000, 25000)  # fmt: skip

# what a year or a floor does to a rent, in tenths of a yuan
RENT_BY_GRADE = (-15, 0, 20)
RENT_ONE_STOREY = 10
RENT_LARGE = -10

PLOT_RATIOS = ("1.0-2.0", "1.0-2.5", "1.2-3.0", "1.5-3.0", "1.5-3.5", "2.0-3.5", "2.0-4.0", "1.8-3.0")

# stage, weight, days from the reference day until one can come in (first, last)
BUILDING_STAGES = (
    ("on_offer", 46, -240, 0),
    ("on_offer", 16, 1, 90),
    ("ready", 8, -120, 30),
    ("topped_out", 10, 30, 240),
    ("under_construction", 12, 120, 720),
    ("let_or_sold", 8, 365, 1400),
)
PARCEL_STAGES = (
    ("on_offer", 40, 20, 120),
    ("ready", 14, -60, 30),
    ("promoted", 18, 60, 400),
    ("under_preparation", 16, 180, 900),
    ("planned", 12, 365, 1500),
)

FLAGS = ("rail", "port", "natural_gas", "dual_power", "steam", "sewage", "crane")
# yes in so many of 1000 where it is known, for old, standard, new
FLAG_PER_MILLE = {
    "rail": (20, 30, 50),
    "port": (60, 60, 80),
    "natural_gas": (350, 550, 750),
    "dual_power": (100, 250, 500),
    "steam": (60, 90, 140),
    "sewage": (300, 500, 700),
    "crane": (300, 300, 350),
}

# Blank in so many of 1000 rows: inventories of real life are full of holes, and 待核实 must be seen.
BLANK_PER_MILLE = {
    "rent": 170, "land_price": 180, "clear_height": 150, "floor_load": 190, "power": 180, "floors": 150,
    "available_from": 160, "allowed_industries": 190, "flags": 200, "floor_area_ratio": 150, "freight_lift": 200,
}  # fmt: skip

INDUSTRIES = (
    "高端装备;激光装备", "新一代电子信息", "智能家电", "新能源电池", "新材料", "汽车零部件",
    "生物医药;医疗器械", "金属制品", "激光装备;智能机器人", "食品", "光电;新型显示", "安全应急与环保",
    "高端装备;数控机床", "现代轻工", "半导体与集成电路", "仓储物流",
)  # fmt: skip

BRANDS = tuple(
    "联创 恒启 嘉启 宏创 鼎晟 博能 启元 汇智 天工 众合 盛川 云启 锦程 瑞锋 凯盛 卓立 "
    "远景 新程 银海 翠岭 江澜 湾汇 和启 立新 创丰 德润 润泽 星合 百川 同辉 振邦 裕成 "
    "正合 岭海 智合 永泰 东澜 南岭 西岭 北岸 长盛 金穗 海智 融汇 优创 安启 兴合 泰和"
    .split()
)  # fmt: skip
PLANT_WORDS = ("智造园", "科创园", "产业园", "工业园", "智谷", "制造港", "加速器", "工业城")
STORE_WORDS = ("物流园", "仓储园", "供应链园", "云仓")
ROADS = ("工业大道", "创新路", "兴业路", "科技二路", "园区北路", "环镇东路", "产业大道", "滨江路")
