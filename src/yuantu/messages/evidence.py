"""What can go wrong while a pack is read?"""

ENTRIES: dict[str, tuple[str, str]] = {
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
}
