"""What can be wrong with a value, a unit, a date, a coordinate or the schema?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "category_unknown": (
        "“{value}”不在选项之中；可写：{known}",
        "“{value}” is not one of the choices; write one of: {known}",
    ),
    "company_several": (
        "“{value}”写了不止一家企业；请一行写一家",
        "“{value}” names more than one company; write one per row",
    ),
    "coordinate_half": (
        "经纬度“{value}”只填了一半；请经度、纬度都填，或都留空",
        "only half of the coordinate “{value}” is given; give both longitude and latitude, or neither",
    ),
    "coordinate_outside": (
        "经度 {lon}、纬度 {lat} 不在中国范围内（经度 73–136，纬度 3–54）；请核对，并按十进制度数填写",
        "longitude {lon}, latitude {lat} is not in China (73–136 E, 3–54 N); check it, in decimal degrees",
    ),
    "coordinate_swapped": (
        "经度 {lon} 与纬度 {lat} 写反了；请把两个数对调",
        "longitude {lon} and latitude {lat} are swapped; exchange the two numbers",
    ),
    "coordinate_unreadable": (
        "“{value}”不是度数；请写十进制度数，例如 113.083",
        "“{value}” is not a number of degrees; write decimal degrees such as 113.083",
    ),
    "date_ambiguous": (
        "“{value}”分不清是几月几日；请按 年-月-日 写，例如 2024-06-30",
        "“{value}” may be day/month or month/day; write year-month-day, such as 2024-06-30",
    ),
    "date_impossible": (
        "“{value}”没有这一天（应在 {why} 之内）；请核对",
        "“{value}” is no day of the calendar (expected {why}); check it",
    ),
    "date_missing": (
        "日期是空的；请写 年-月-日，或不填这一格",
        "the date is empty; write year-month-day or leave the cell out",
    ),
    "date_reversed": (
        "“{value}”的结束早于开始；请调换前后",
        "“{value}” ends before it begins; exchange the two ends",
    ),
    "date_serial": (
        "“{value}”是表格软件的日期序号（相当于 {day}）；请把单元格设为文本，写 {day}",
        "“{value}” is a spreadsheet's day number (it would be {day}); format the cell as text and write {day}",
    ),
    "date_two_digit_year": (
        "“{value}”的年份只有两位；请写四位年份，例如 2024-06-30",
        "“{value}” has a year of two digits; write four, such as 2024-06-30",
    ),
    "date_unreadable": (
        "“{value}”不是日期；可写 2024、2024-06、2024-06-30、2024Q1、2021-2024",
        "“{value}” is not a date; write 2024, 2024-06, 2024-06-30, 2024Q1 or 2021-2024",
    ),
    "date_without_year": (
        "“{value}”没有年份；请写全，例如 2024-06-30",
        "“{value}” has no year; write it in full, such as 2024-06-30",
    ),
    "datum_unknown": (
        "坐标系“{value}”不认识；可写：{known}",
        "the datum “{value}” is not known; write one of: {known}",
    ),
    "flag_unknown": (
        "“{value}”既不是“是”也不是“否”；请写 是 或 否，不清楚就留空",
        "“{value}” is neither yes nor no; write yes or no, or leave it blank if unknown",
    ),
    "kind_unknown": (
        "没有“{value}”这一类；已有：{known}",
        "there is no kind “{value}”; known kinds: {known}",
    ),
    "name_missing": ("名称是空的；请填写名称", "the name is empty; fill it in"),
    "name_placeholder": (
        "“{value}”不是名称；不清楚就留空",
        "“{value}” is not a name; leave the cell blank if it is unknown",
    ),
    "name_unreadable": (
        "“{value}”不像名称（没有文字，或有乱码）；请核对文件编码并重写",
        "“{value}” does not look like a name (no letters, or garbled); check the file's encoding and write it again",
    ),
    "number_commas": (
        "“{value}”的逗号不在千位上；请去掉逗号，或按千位分隔，例如 12,345",
        "“{value}” has commas that do not separate thousands; leave them out or write 12,345",
    ),
    "number_hidden": (
        "“{value}”是列宽不够时显示的符号，数已丢失；请加宽该列后重新导出",
        "“{value}” is what a spreadsheet shows when a column is too narrow; widen it and export again",
    ),
    "number_missing": (
        "数是空的；请填写，或不填这一格",
        "the number is empty; fill it in or leave the cell out",
    ),
    "number_scientific": (
        "“{value}”是科学记数法，末位可能已丢失；请把单元格设为文本，写全部数字（约 {digits}）",
        (
            "“{value}” is in scientific notation and may have lost digits; format the cell as text and write all"
            " of them (about {digits})"
        ),
    ),
    "number_unreadable": (
        "“{value}”不是一个数；请写数字，例如 1200、1.2万 或 一千二百",
        "“{value}” is not a number; write digits such as 1200, or 1.2万",
    ),
    "number_vague": (
        "“{value}”是约数，没有确定的数；请写数字，或“不少于 10”这样的范围",
        "“{value}” is a vague number; write digits, or bounds such as “at least 10”",
    ),
    "qualifier_twice": (
        "“{value}”前后两个限定词互相矛盾；请只留一个",
        "“{value}” has two qualifiers that disagree; keep one",
    ),
    "quantity_is_date": (
        "“{value}”是日期，可能由“1-2”这样的范围变成；请把单元格设为文本，写“1至2”",
        (
            "“{value}” is a date, perhaps made by a spreadsheet from a range like “1-2”; format the cell as text and"
            " write “1至2”"
        ),
    ),
    "quantity_negative": (
        "“{value}”是负数；这里只能是零或正数",
        "“{value}” is negative; zero or more is expected here",
    ),
    "range_reversed": (
        "“{value}”的下限大于上限；请调换前后",
        "“{value}” has its lower end above its upper end; exchange them",
    ),
    "ratio_points": (
        "“{value}”是百分点，是两个比率之差，不是比率；请写比率，例如 57%",
        "“{value}” is percentage points, a difference of two ratios and no ratio; write a ratio such as 57%",
    ),
    "reference_unreadable": (
        "“{value}”不是编号；请写一个编号，中间不留空格",
        "“{value}” is not an id; write one id without blanks",
    ),
    "schema_axis": ("坐标的列只能对应 lon 或 lat", "the columns of a coordinate map to lon or lat only"),
    "schema_column_twice": (
        "列“{value}”同时属于 {first} 和 {second}；请只留一处",
        "the column “{value}” belongs to both {first} and {second}; keep one",
    ),
    "schema_empty": ("{value} 里没有模式文件（*.yaml）", "there are no schema files (*.yaml) in {value}"),
    "schema_fresh": (
        "fresh_days “{value}”不可用；请写大于 0 的整数天数，且只用于 span: observed 的属性",
        "fresh_days “{value}” cannot be used; write whole days above 0, and only for a property with span: observed",
    ),
    "schema_incomplete": ("缺少“{key}”；请补上", "“{key}” is missing; add it"),
    "schema_key": ("不认识的键“{value}”；可写：{known}", "unknown key “{value}”; write one of: {known}"),
    "schema_kind_name": (
        "kind 写的是“{value}”，文件名却是“{expected}”；两者要一致",
        "the kind is called “{value}” but the file “{expected}”; make them equal",
    ),
    "schema_label": (
        "label 要有中英文：label: {{zh: 面积, en: area}}",
        "a label needs both languages: label: {{zh: 面积, en: area}}",
    ),
    "schema_name": ("没有属性“{value}”；请核对拼写", "there is no property “{value}”; check the spelling"),
    "schema_reference": ("没有“{value}”这一类可供引用", "there is no kind “{value}” to refer to"),
    "schema_span": (
        "span 只能是 standing 或 observed，不是“{value}”",
        "span is standing or observed, not “{value}”",
    ),
    "schema_type": ("不认识的类型“{value}”；可写：{known}", "unknown type “{value}”; write one of: {known}"),
    "schema_unit": ("“{value}”不是 {type} 的单位", "“{value}” is no unit of {type}"),
    "schema_unreadable": ("YAML 写法有误：{value}", "this is not valid YAML: {value}"),
    "schema_value": (
        "选项“{value}”要写成 {{code, zh, en, words}}",
        "the choice “{value}” must be written as {{code, zh, en, words}}",
    ),
    "unit_missing": ("“{value}”没有单位；请写 {units}", "“{value}” has no unit; write one of {units}"),
    "unit_other_dimension": (
        "“{value}”的单位（{unit}）不能用在这里；请写 {units}",
        "the unit of “{value}” ({unit}) does not belong here; write one of {units}",
    ),
    "unit_unknown": (
        "“{value}”的单位“{unit}”不认识；请写 {units}",
        "the unit “{unit}” of “{value}” is not known; write one of {units}",
    ),
}
