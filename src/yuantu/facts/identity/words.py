"""Which words in a name say what kind of thing it is, and which of them mean the same?"""

from functools import cache

from yuantu.facts.identity.spelling import LOOKUPS

# How an organisation is incorporated, longest first; the second word is the class that is compared.
LEGAL_FORMS = {
    "股份有限责任公司": "jsc", "股份有限公司": "jsc", "股份公司": "jsc", "有限责任公司": "ltd",
    "有限公司": "ltd", "(有限合伙)": "lp", "有限合伙企业": "lp", "(普通合伙)": "lp", "(特殊普通合伙)": "lp",
    "合伙企业": "lp", "有限合伙": "lp", "专业合作社": "coop", "合作社": "coop", "总公司": "corp",
    "公司": "corp", "个体工商户": "shop", "经营部": "shop", "商行": "shop",
}  # fmt: skip
LATIN_FORMS = {
    "company limited by shares": "jsc", "joint stock company": "jsc", "joint stock co": "jsc", "plc": "jsc",
    "ag": "jsc", "se": "jsc", "nv": "jsc", "sa": "jsc", "spa": "jsc", "company limited": "ltd",
    "co limited": "ltd", "co ltd": "ltd", "coltd": "ltd", "company ltd": "ltd", "pte ltd": "ltd",
    "pty ltd": "ltd", "pvt ltd": "ltd", "private limited": "ltd", "sdn bhd": "ltd", "limited": "ltd",
    "ltd": "ltd", "llc": "ltd", "gmbh": "ltd", "kg": "lp", "lp": "lp", "llp": "lp", "incorporated": "corp",
    "inc": "corp", "corporation": "corp", "corp": "corp", "company": "corp", "co": "corp",
}  # fmt: skip
GROUP = ("集团",)
# A part of an organisation that answers for the whole in one place or one trade.
BRANCHES = (
    "分公司", "子公司", "分行", "支行", "分厂", "分院", "分部", "分店", "分校", "办事处", "代表处",
    "营业部", "营业厅", "事业部", "研发中心", "运营中心", "研究院", "生产基地", "制造基地", "总部基地",
    "区域总部", "国际总部", "总部", "工厂", "基地", "分中心", "分社", "分局", "门店", "仓库",
)  # fmt: skip
AREAS = (
    "华南", "华东", "华北", "华中", "西南", "西北", "东北", "大湾区", "粤港澳大湾区", "湾区", "珠三角",
    "长三角", "亚太", "大中华区", "粤西", "粤东", "粤北", "珠西", "北方", "南方",
)  # fmt: skip
# Kinds of parks: spelling → the one that is compared. The longest spelling wins.
PARK_TYPES = {
    "高新技术产业开发区": "高新区", "高新技术产业园区": "高新区", "高技术产业开发区": "高新区",
    "高新技术开发区": "高新区", "高新技术产业区": "高新区", "高新产业开发区": "高新区",
    "高新开发区": "高新区", "高新园区": "高新区", "高新区": "高新区", "技术产业开发区": "开发区",
    "经济技术开发区": "经开区", "经济技术开发": "经开区", "经开区": "经开区", "经济开发区": "经开区",
    "开发区": "开发区", "综合保税区": "综保区", "综保区": "综保区", "保税物流中心": "保税物流中心",
    "保税区": "保税区", "自由贸易试验区": "自贸区", "自贸试验区": "自贸区", "自贸区": "自贸区",
    "自由贸易区": "自贸区", "产业转移工业园区": "产业转移园", "产业转移工业园": "产业转移园",
    "产业转移园区": "产业转移园", "产业转移园": "产业转移园", "产业转移园工业园": "产业转移园",
    "经济合作区": "合作区", "经济合作试验区": "合作试验区", "合作区": "合作区", "合作创新区": "合作创新区",
    "产业集聚区": "集聚区", "产业聚集区": "集聚区", "聚集区": "集聚区", "集聚区": "集聚区", "产业集群": "集群",
    "产业园区": "产业园", "产业园": "产业园", "工业园区": "工业园", "工业园": "工业园", "工业区": "工业园",
    "工业城": "工业城", "产业基地": "产业基地", "产业城": "产业城", "产业新城": "产业城",
    "科技园区": "科技园", "科技园": "科技园", "科技产业园": "科技园", "科技城": "科技城",
    "科技企业孵化器": "孵化器", "孵化器": "孵化器", "加速器": "加速器", "众创城": "众创城",
    "众创空间": "众创空间", "创业园": "创业园", "创新园": "创新园", "软件园": "软件园",
    "物流园区": "物流园", "物流园": "物流园", "物流中心": "物流中心", "示范区": "示范区",
    "试验区": "试验区", "先行区": "先行区", "先行启动区": "先行区", "智造园": "智造园", "智谷": "智谷",
    "云谷": "云谷", "创谷": "创谷", "企业港": "企业港", "智慧港": "智慧港", "科学城": "科学城",
    "科学园": "科学园", "未来城": "未来城", "人才岛": "人才岛", "新城": "新城", "新区": "新区",
    "片区": "片区", "园区": "园区", "社区": "社区", "平台": "平台", "u谷": "u谷", "小镇": "小镇",
    "旅游度假区": "度假区", "度假区": "度假区", "科创走廊": "走廊", "科创大走廊": "走廊", "创新走廊": "走廊",
    "走廊": "走廊", "风景名胜区": "景区", "风景区": "景区", "景区": "景区", "自然保护区": "保护区", "森林公园": "公园",
    "湿地公园": "公园",
    "科教城": "科教城", "生态城": "生态城", "知识城": "知识城", "经济区": "经济区", "功能区": "功能区",
    "启动区": "启动区", "起步区": "起步区", "核心区": "核心区", "半岛": "半岛", "园": "园", "城": "城",
    "谷": "谷",
}  # fmt: skip
LATIN_PARK_TYPES = {
    "high tech industrial development zone": "高新区",
    "high technology industrial development zone": "高新区",
    "hi tech industrial development zone": "高新区",
    "high and new technology industrial development zone": "高新区", "high tech development zone": "高新区",
    "high tech zone": "高新区", "hi tech zone": "高新区", "hightech zone": "高新区",
    "high tech park": "高新区", "high tech industrial park": "高新区",
    "economic and technological development zone": "经开区",
    "economic technological development zone": "经开区",
    "economic & technological development zone": "经开区", "economic development zone": "经开区",
    "economic cooperation zone": "合作区", "cooperation zone": "合作区",
    "comprehensive bonded zone": "综保区", "bonded zone": "保税区", "free trade zone": "自贸区",
    "pilot free trade zone": "自贸区", "development zone": "开发区",
    "industrial transfer park": "产业转移园", "industrial park": "产业园", "industry park": "产业园",
    "industrial zone": "工业园", "industrial estate": "工业园", "industrial base": "产业基地",
    "science and technology park": "科技园", "science & technology park": "科技园",
    "technology park": "科技园", "science park": "科技园", "science city": "科学城",
    "software park": "软件园", "logistics park": "物流园", "industrial new city": "工业城",
    "industrial city": "工业城", "high tech industry park": "高新区", "new area": "新区",
    "new district": "新区", "park": "园",
}  # fmt: skip
# Types that the same thing is called by, now one, now the other.
COUSINS = (frozenset({"产业园", "工业园", "园", "园区"}), frozenset({"铁路", "高铁"}))
# What a theme may be made of besides trade words and still name no park in particular.
THEMES = (
    "安全应急", "应急", "新一代", "双碳", "家电", "高端", "现代", "先进", "综合", "特色", "主题", "大型",
    "新型", "中医药", "国际", "产业", "大数据", "低碳", "绿色", "生态", "智慧", "总部", "创意", "高",
    "盾构机", "临港", "跨境", "电商", "中小企业",
)  # fmt: skip
LEVEL_WORDS = ("国家级", "国家", "省级", "市级", "广东省", "中国")
PROJECT_ENDS = ("建设项目", "投资项目", "产业化项目", "项目", "工程")
# A building or site that a project is named after: 项目 behind it adds nothing.
PROJECT_NOUNS = (
    "基地",
    "中心",
    "工厂",
    "总部",
    "产业化",
    "生产线",
    "大厦",
    "枢纽",
    "产业新城",
    "欢乐海岸",
    "扩建",
    "技改",
    "改造",
)
WAY_TYPES = {
    "跨江跨海通道": "通道", "跨海通道": "通道", "跨江通道": "通道", "过江通道": "通道", "通道": "通道",
    "跨海大桥": "大桥", "特大桥": "大桥", "大桥": "大桥", "高速公路": "高速", "高速": "高速",
    "城际铁路": "城际", "城际轨道交通": "城际", "城际轨道": "城际", "城轨": "城际", "城际": "城际",
    "客运专线": "高铁", "高速铁路": "高铁", "客专": "高铁", "高铁": "高铁", "快速铁路": "铁路",
    "铁路": "铁路", "国际机场": "机场", "机场": "机场", "隧道": "隧道", "大道": "大道", "公路": "公路",
    "快速路": "快速路", "快线": "快速路", "高铁站": "站", "火车站": "站", "铁路站": "站",
    "客运站": "客运站", "站": "站", "港口": "港", "码头": "码头", "口岸": "口岸", "港区": "港", "港": "港",
}  # fmt: skip
INSTITUTES = (
    "大学", "学院", "学校", "中学", "小学", "幼儿园", "研究院", "研究所", "研究中心", "实验室", "医院",
    "协会", "商会", "学会",
    "联合会", "委员会", "管委会", "局", "厅", "委", "办公室", "人民政府", "政府", "科学院", "工程院",
    "联盟", "基金会",
)  # fmt: skip
OFFICES = {
    "科技厅": "科学技术厅", "科技委": "科学技术委员会", "人社厅": "人力资源和社会保障厅", "住建厅": "住房和城乡建设厅",
    "农业局": "农业农村局", "规资局": "规划和自然资源局", "金融局": "金融工作局",
    "投促局": "投资促进局", "文旅局": "文化广电旅游体育局", "环保局": "生态环境局",
    "发改局": "发展和改革局", "发展改革局": "发展和改革局", "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会", "工信局": "工业和信息化局", "工信厅": "工业和信息化厅",
    "科技局": "科学技术局", "人社局": "人力资源和社会保障局", "住建局": "住房和城乡建设局",
    "市监局": "市场监督管理局", "国资委": "国有资产监督管理委员会", "交通局": "交通运输局",
    "自然资源和规划局": "自然资源局", "招商局": "招商局", "政府": "人民政府", "管委会": "管理委员会",
}  # fmt: skip
# Short forms inside the names of banks and the like.
SHORTENED = {"邮政储蓄银行": "邮储银行", "建筑工程": "建工", "农村商业银行": "农商银行", "农商行": "农商银行"}
PLACE_RANKS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "街道办事处",
    "街道",
    "省",
    "市",
    "区",
    "县",
    "镇",
    "乡",
    "村",
    "岛",
)
# Areas of several provinces or cities that have a long and a short name.
SYNONYMS = {"粤港澳大湾区": "大湾区", "珠江三角洲": "珠三角", "长江三角洲": "长三角"}
# Words that carry so little that a name made of nothing else names nothing in particular.
WEAK = (
    "企业",
    "科技",
    "技术",
    "实业",
    "发展",
    "国际",
    "产业",
    "工业",
    "创新",
    "technology",
    "technologies",
    "tech",
)


@cache
def trades() -> dict[str, tuple[str, ...]]:
    """Trade word → the English words that mean it."""
    lines = (LOOKUPS / "trades.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {row[0]: tuple(word.replace("_", " ") for word in row[1:]) for row in rows}


@cache
def trade_lengths() -> tuple[int, ...]:
    """Lengths of the trade words, longest first."""
    return tuple(sorted({len(word) for word in trades()}, reverse=True))


@cache
def latin_trades() -> dict[str, frozenset[str]]:
    """English trade word → the Chinese ones that it may stand for."""
    found: dict[str, set[str]] = {}
    for chinese, words in trades().items():
        for word in words:
            found.setdefault(word, set()).add(chinese)
    return {word: frozenset(meanings) for word, meanings in found.items()}


def longest_end(text: str, ends: "dict[str, str] | tuple[str, ...]") -> str:
    """The longest of `ends` that `text` ends with, or an empty string."""
    return max((end for end in ends if text.endswith(end)), key=len, default="")
