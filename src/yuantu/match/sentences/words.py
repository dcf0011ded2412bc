"""Which words of a need are known, and for what do they stand?

Built-in vocabulary in plain spelling (Simplified, half-width, lower case). A workspace adds the names of
its regions, parks and facilities through `places.Gazetteer`. The function words are the only ones
that are swallowed without a trace; they are listed in docs/reference/brief.md.
"""

from collections.abc import Mapping
from functools import cache

KINDS: dict[str, str] = {
    "plant": "标准厂房 标准化厂房 工业厂房 生产厂房 生产车间 生产场地 标准车间 通用厂房 高标准厂房 厂房 "
    "车间 工厂 产业用房 "
    "; plants|plant|factory|factories|workshop|factory building|industrial building",
    "warehouse": "仓库 仓储 库房 物流仓 高标仓 立体仓 冷库 仓 ; warehouse|warehouses|warehousing|storage",
    "parcel": "工业用地 工业地块 工业土地 工业地 建设用地 产业用地 净地 熟地 一块地 块地 块土地 地块 土地 "
    "用地 地皮 宗地 "
    "; land parcel|parcel|parcels|industrial land|land|plot|greenfield site",
}
TENURES: dict[str, str] = {
    "lease": "租赁 租用 承租 出租 租 ; lease|rent|rental|leasing|to let",
    "purchase": "购买 购置 收购 买断 买 购 自持 拿地 摘牌 ; purchase|buy|buying|acquire",
}
INFRASTRUCTURE: dict[str, str] = {
    "rail": "铁路专用线 铁路专线 铁路货场 铁路货运 铁路 ; rail siding|railway|rail|rail freight",
    "port": "港口 码头 内河港 海港 水运 江海联运 ; port|wharf|seaport",
    "airport": "机场 空港 ; airport",
    "expressway": "高速公路出入口 高速公路口 高速公路 高速出入口 高速出口 高速口 高速 ; expressway|motorway|highway",
    "natural_gas": "管道天然气 天然气管道 天然气 燃气 管道燃气 ; natural gas|gas supply|piped gas",
    "dual_power": "双回路供电 双回路电源 双回路 双电源 两路供电 双路供电 ; dual power supply|dual power"
    "|dual-circuit power|dual circuit",
    "sewage": "工业污水处理 污水处理厂 污水处理 污水管网 排污 污水 ; sewage treatment|wastewater treatment"
    "|sewage|wastewater",
    "steam": "集中供热 集中供汽 蒸汽管道 工业蒸汽 蒸汽 供热 ; steam|district heating",
    "crane": "桥式起重机 起重机 行车 天车 航吊 吊车 龙门吊 ; overhead crane|bridge crane|crane|cranes",
    "freight_elevator": "货运电梯 货梯 ; freight elevator|goods lift|freight lift|cargo lift",
    "loading_dock": "卸货平台 装卸平台 装卸货平台 月台 ; loading dock|loading docks|dock leveller",
    "cleanroom": "无尘车间 洁净车间 洁净厂房 净化车间 ; clean room|cleanroom",
    "ground_floor": "首层 一楼 一层 底层 ; ground floor",
    "single_storey": "单层厂房 单层 单一层 ; single-storey|single storey|single-story",
    "detached": "独栋厂房 独栋 独幢 独门独院 独院 ; stand-alone|detached",
    "steel_structure": "钢结构厂房 钢结构 ; steel structure|steel-framed",
    "dormitory": "员工宿舍 宿舍 ; dormitory|dormitories",
    "canteen": "员工食堂 食堂 ; canteen",
    "office": "办公楼 办公室 配套办公 ; office|offices",
    "fire_class_c": "丙类消防 丙类厂房 丙二类 丙类",
    "fire_class_a": "甲类厂房 甲类仓库 甲类消防 甲类",
    "hazmat_storage": "危化品仓库 危险品仓库 危化品仓 危废仓 ; hazardous storage",
    "industrial_water": "工业用水 工业供水 ; industrial water",
    "five_g": "5g覆盖 5g网络",
}
INDUSTRIES: dict[str, str] = {
    "激光装备": "激光装备 激光设备 激光加工设备 激光切割设备 激光切割 激光焊接 激光器 激光 ; laser equipment|laser",
    "新能源电池": "新能源电池 动力电池结构件 动力电池精密结构件 动力电池 储能电池 锂电池 锂电 电池 储能 ; "
    "batteries|battery|energy storage",
    "高端装备制造": "高端装备 智能装备 装备制造 机械装备 专用设备 自动化设备 工业母机 数控机床 机床 "
    "机械设备 ; machinery|machine tools|equipment manufacturing",
    "智能机器人": "智能机器人 工业机器人 机器人 ; robotics|robots",
    "新一代电子信息": "新一代电子信息 电子信息 消费电子 电子元器件 电子产品 印制电路板 线路板 电路板 pcb "
    "电子 ; electronics|circuit boards",
    "半导体与集成电路": "半导体与集成电路 半导体 集成电路 芯片 封测 ; semiconductors|semiconductor|chips",
    "生物医药与健康": "生物医药与健康 生物医药 医疗器械 制药 医药 大健康 ; pharmaceuticals|medical devices|biotech",
    "智能家电": "智能家电 家用电器 家电 小家电 ; home appliances|appliances",
    "现代轻工纺织": "现代轻工纺织 纺织服装 纺织 服装 五金卫浴 水暖卫浴 五金制品 五金 造纸 家具 ; textiles"
    "|garments|hardware|furniture",
    "现代农业与食品": "现代农业与食品 食品加工 食品饮料 食品 预制菜 调味品 饮料 ; food processing|food",
    "汽车": "新能源汽车零部件 新能源汽车 汽车零部件 汽车零件 汽车配件 汽车 摩托车 ; automotive|car parts|vehicles",
    "轨道交通装备": "轨道交通装备 轨道交通 轨道车辆 ; rail vehicles",
    "先进材料": "先进材料 新材料 金属材料 铝型材 铝材 高分子材料 不锈钢 ; new materials|materials",
    "绿色石化": "绿色石化 精细化工 石油化工 化工 涂料 ; chemicals",
    "新能源": "新能源 光伏 风电 氢能 硅能源 ; solar|wind power|hydrogen",
    "安全应急与环保": "安全应急 应急装备 应急产业 节能环保 环保设备 ; environmental protection",
    "前沿新材料": "石墨烯 纳米材料",
    "照明灯饰": "照明灯饰 灯饰 照明 led ; lighting",
    "现代物流": "跨境电商 电商物流 冷链物流 冷链 物流 ; logistics|e-commerce",
    "精密仪器设备": "精密仪器 仪器仪表 精密设备 精密加工 ; precision machining|instruments",
    "模具": "模具 注塑 塑胶 塑料制品 ; moulds|injection moulding|plastics",
    "船舶与海洋工程装备": "船舶与海洋工程 海洋工程 海工装备 造船 船舶 ; shipbuilding",
    "低空经济": "低空经济 无人机 ; drones",
}
PROCESSES: dict[str, str] = {
    "电镀": "电镀 ; electroplating", "喷涂": "喷涂 喷漆 喷粉 ; painting|spray painting", "酸洗": "酸洗",
    "铸造": "压铸 铸造 ; die casting|casting", "印染": "印染 漂染 ; dyeing", "氧化": "阳极氧化 "
    "氧化", "热处理": "热处理",
    "锻造": "锻造 冲压", "危化": "危化品 危化 甲类化工", "焊接": "焊接",
}  # fmt: skip
LABELS: dict[str, str] = {
    "height": "层高 净高 首层层高 首层高 梁下高 梁底高 梁下净高 梁下 梁底 檐高 檐口高度 净空 净空高度 挑高 高度 高 "
    "; clear height|ceiling height|eaves height|ceiling|height",
    "load": "承重 荷载 承载 载荷 荷重 负荷 负载 承载力 楼板荷载 楼面荷载 地面荷载 地面承重 楼板承重 "
    "地坪承重 楼面承重 "
    "; floor load|floor loading|load",
    "power": "用电 电力 变压器 电量 供电 配电 电力容量 用电容量 变压器容量 用电量 电容量 电力负荷 用电负荷 "
    "; power supply|power|transformer",
    "rent": "月租金 月租 租金 房租 租价 ; rent",
    "total": "总价 总价款 总预算 预算 总投资 总租金 ; budget|total price",
    "price": "单价 价格 地价 售价 价钱 ; price",
    "area": "面积 建筑面积 占地面积 占地 用地面积 使用面积 总面积 ; area|floor area",
    "term": "租期 租约 合同期 工期 建设期 存续期 使用年限 年限 ; lease term|lease of",
    "crane": "行车 起重机 吊车 航车 天车 ; crane",
}
TRADE_TAILS = dict.fromkeys(
    "行业 产业 设备厂 企业 公司 厂商 厂家 工厂 制造商 制造 生产 项目 加工 厂 类 "
    "manufacturer maker company industry factory production".split()
)
FUNCTION_WORDS = dict.fromkeys(
    "我们公司 我们企业 本公司 我公司 我们 我司 我方 咱们 公司 企业 我 现在 目前 因为 由于 所以 因此 如果 "
    "的话 另外 此外 而且 并且 以及 还要 还有 "
    "同时 其中 请问 请 麻烦 帮忙 帮我 帮 一下 看看 想要 想找 想 希望 需要 需求 要求 需 求购 求 寻找 寻求 寻 "
    "找 查找 查 搜索 要有 必须有 必须 "
    "必需 应当 应 要 得 能够 能不能 能否 可以 可否 是否 可 能 会 有没有 哪里有 哪里 哪儿 哪些 哪个 哪 "
    "什么地方 什么 怎么 多少 有 没有吗 吗 呢 吧 啊 "
    "呀 的 了 着 过 是 为 在 于 到 从 把 被 给 跟 和 与 及 或者 或是 或 还是 还 也 都 就 且 并 而 则 将 让 "
    "里面 里 内 中 这里 这边 那边 "
    "一个 一处 一块 一间 一栋 一座 一片 一家 一套 一些 一 个 处 块 间 栋 座 套 家 所 用来 用于 用 做 作为 "
    "作 合适 合适的 只 仅 符合 满足 条件 位置 地点 "
    "地方 区域 面积 价格 租金 单价 价 附近 周边 大小 规模 配套 配备 配有 带有 带 具备 接入 通 开通 支持 "
    "允许 靠近 临近 邻近 紧邻 近 "
    "进场 入驻 搬入 使用 投用 交付 拎包 市内 境内 市区 范围 之内 以内 也行 都行 都可以 均可 皆可 也可以 "
    "也可 行 好 谢谢 您好 你好 "
    "推荐 提供 介绍 一 套 选址 落地 落户 建厂 设厂 办厂 扩产 新增 打算 计划 准备 拟".split()
)
ENGLISH_FUNCTION_WORDS = frozenset(
    "a an the of in at on for with and or to is are be i we our us you need needs needed want wants wanted "
    "looking look find "
    "seeking seek require requires required please that which where can could should must have has having "
    "there any some "
    "site sites place space available building within from by near close area size about hi hello thanks "
    "thank my it this "
    "new will would like get move-in ready as per no".split()
)  # fmt: skip


@cache
def lexicon() -> Mapping[str, tuple[str, str]]:
    """Every built-in word → (field, value)."""
    tables = (
        ("industry", INDUSTRIES),
        ("process", PROCESSES),
        ("infrastructure", INFRASTRUCTURE),
        ("tenure", TENURES),
        ("kind", KINDS),
    )
    return {
        word: (name, value)
        for name, table in tables
        for value, words in table.items()
        for word in _split(words)
    }


def labels() -> dict[str, str]:
    """Every word that says what a number beside it measures → height, load, power, rent …"""
    return {word: name for name, words in LABELS.items() for word in _split(words)}


def _split(words: str) -> list[str]:
    chinese, _mark, english = words.partition(";")
    return [*chinese.split(), *(word.strip() for word in english.split("|") if word.strip())]
