"""What can go wrong with a brief?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "brief_at_once": (
        "“{value}”按今天就要能用理解",
        "“{value}” is taken as: usable today",
    ),
    "brief_bounds_crossed": (
        "{field} 的下限 {min} 大于上限 {max}；请改其中一个",
        "{field}: the lower bound {min} is above the upper bound {max}; change one of them",
    ),
    "brief_choice": (
        "“{value}”不在选项之中；可写：{known}",
        "“{value}” is not one of the choices; write one of: {known}",
    ),
    "brief_day": (
        "“{value}”不是日期；请写 年-月-日，例如 2026-12-22",
        "“{value}” is not a date; write it as 2026-12-22",
    ),
    "brief_day_past": (
        "要求的日期 {value} 早于今天 {today}；请核对年份",
        "the day {value} lies before today, {today}; check the year",
    ),
    "brief_empty": (
        "没有写要找什么；例如：30天内能进场的1万平厂房，江门或中山，层高8米",
        "nothing was asked; for example: a 10,000 m² plant within 30 days in Jiangmen or Zhongshan, clear height 8 m",
    ),
    "brief_key_unknown": (
        "不认识的字段“{value}”；可写：{known}",
        "unknown field “{value}”; write one of: {known}",
    ),
    "brief_kw_as_kva": (
        "“{value}”是有功功率；功率因数不大于 1，所以按至少同样数值的 kVA 理解",
        "“{value}” is active power; a power factor is at most 1, so at least as many kVA are asked for",
    ),
    "brief_load_per_area": (
        "“{value}”没有写每多少面积；荷载按每平方米理解",
        "“{value}” does not say per what area; a load is taken per square metre",
    ),
    "brief_need_waived": (
        "“{value}”既要又不要；请留一个",
        "“{value}” is both asked for and waived; keep one",
    ),
    "brief_number": ("“{value}”不是零或正数", "“{value}” is not a number of zero or more"),
    "brief_price": (
        '价格“{value}”读不懂；请写 max 和 unit，例如 max = 25, unit = "元/㎡·月"',
        'the price “{value}” cannot be read; give max and unit, such as max = 25, unit = "元/㎡·月"',
    ),
    "brief_region_ambiguous": (
        "“{value}”不止一个：{known}；请写代码或加上所在的市",
        "“{value}” is the name of several: {known}; write the code or put the city in front",
    ),
    "brief_region_both": (
        "“{value}”既要又不要；请留一个",
        "“{value}” is both wanted and ruled out; keep one",
    ),
    "brief_region_unknown": (
        "没有叫“{value}”的省、市、区县；请写全称或六位代码",
        "there is no province, city or county “{value}”; write the full name or the six-digit code",
    ),
    "brief_region_unsettled": (
        "“{value}”可能是：{known}；请加上所在的市",
        "“{value}” may be one of: {known}; put the city in front",
    ),
    "brief_rent_per_month": (
        "“{value}”没有写期限，按每月租金理解",
        "“{value}” names no period; it is taken as rent per month",
    ),
    "brief_rent_per_square_month": (
        "“{value}”没有写单位，按每平方米每月租金理解",
        "“{value}” has no full unit; it is taken as rent per square metre and month",
    ),
    "brief_said_twice": ("“{value}”与“{first}”说的是同一件事", "“{value}” says the same as “{first}”"),
    "brief_toml": ("TOML 写法有误：{value}", "this is not valid TOML: {value}"),
    "brief_too_long": (
        "这段话有 {value} 个字，最多 {most} 个；请写一句话",
        "the text has {value} characters, at most {most} are read; write one sentence",
    ),
    "brief_two_values": (
        "{field} 写了两个不同的值：“{first}”和“{second}”；先按前一个理解",
        "{field} has two different values: “{first}” and “{second}”; the first is used",
    ),
    "brief_value": (
        "“{value}”读不懂，或缺少必填项；请对照字段说明",
        "“{value}” cannot be read or a key is missing; see the list of fields",
    ),
    "brief_workdays": (
        "“{value}”按每周五个工作日折算成日历天",
        "“{value}” is counted in calendar days, five working days to a week",
    ),
}
