"""What can go wrong while a document is received and read?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "archive_bomb": (
        ("解压后太大（{size}，上限 {most}），可能是压缩炸弹，没有读取；请核对来源，或拆成几个文件"),
        (
            "it unpacks to too much ({size}, at most {most}) and may be a bomb, so it was not read; "
            "check where it comes from, or split it"
        ),
    ),
    "archive_path": (
        "压缩包里有不该有的路径“{value}”，没有读取；请用原来的软件重新保存",
        (
            "the archive holds a path that leaves it (“{value}”), so it was not read; save it again in "
            "its program"
        ),
    ),
    "archive_twice": (
        "压缩包里“{value}”出现了两次，内容不能确定，没有读取；请用原来的软件重新保存",
        (
            "the archive holds “{value}” twice, so what it says is not certain and it was not read; save "
            "it again in its program"
        ),
    ),
    "archive_unwritable": (
        "资料库 {path} 写不进去（{reason}）；请检查磁盘空间和权限",
        "the archive {path} cannot be written ({reason}); check the free space and the permissions",
    ),
    "cell_error": (
        "这一格是公式错误“{value}”，没有读取；请在表格里改正公式",
        "this cell is a formula error (“{value}”) and was not read; correct the formula",
    ),
    "cell_too_long": (
        "这一格有 {count} 个字，只读取了前 {most} 个；请拆成几格",
        "this cell has {count} characters and only the first {most} were read; split it",
    ),
    "document_archive": (
        "这是压缩包（{value}），里面的文件不会自动解开；请先解压，再逐个读取",
        (
            "this is an archive ({value}), and what is inside is not unpacked; unpack it and read the "
            "files one by one"
        ),
    ),
    "document_broken": (
        "文件不完整或已损坏（{reason}），读不出来；请重新下载，或用原来的软件另存一份",
        "the file is incomplete or damaged ({reason}); fetch it again, or save it anew in its program",
    ),
    "document_bytes_unread": (
        ("有 {count} 处字节不符合 {encoding} 编码（第一处在第 {line} 行），以 � 代替；请核对原文"),
        (
            "{count} places hold bytes that are not {encoding} (the first in line {line}), shown as �; "
            "check the original"
        ),
    ),
    "document_cut": (
        "文件太大或中途断开，后面一部分没有读取；请拆成几个文件再读",
        "the file is too large or breaks off, and the rest was not read; split it and read the pieces",
    ),
    "document_day_inferred": (
        "没有写明发布日期；导语的日期说明大约在 {value} 发布，“去年”“上月”据此推算；请核对，或用 --published 给出",
        (
            "no day of publication is printed; its dated lead says about {value}, from which relative dates count; "
            "check it, or give --published"
        ),
    ),
    "document_empty": (
        "文件是空的；请检查是否下载完整",
        "the file is empty; check whether it was fetched completely",
    ),
    "document_encrypted": (
        "文件有密码保护，读不出来；请去掉密码后另存一份",
        "the file is protected by a password; save a copy without it",
    ),
    "document_hidden_words": (
        "文档里有隐藏的文字，没有读取；需要的话请取消隐藏",
        "the document holds hidden words that were not read; unhide them if they matter",
    ),
    "document_macros": (
        "文件带有宏；宏没有运行，只读取了保存的内容",
        "the file holds macros; they were not run, and only what was saved was read",
    ),
    "document_missing": (
        "文件“{value}”打不开（{reason}）；请检查路径和权限",
        "the file “{value}” cannot be opened ({reason}); check its path and permissions",
    ),
    "document_more": (
        "还有 {count} 处同样的问题（{code}），不再逐一列出",
        "there are {count} more problems of the same sort ({code}) that are not listed",
    ),
    "document_no_feature": (
        "这一条不是 GeoJSON 要素，没有读取；请改正",
        "this is no GeoJSON feature and was not read; correct it",
    ),
    "document_no_features": (
        ("这个 JSON 不是 GeoJSON 地图（FeatureCollection）；请导出为 GeoJSON"),
        "this JSON is no GeoJSON map (FeatureCollection); export it as GeoJSON",
    ),
    "document_not_text": (
        ("这个文件不是文字，也不是能读的格式；请另存为 docx、xlsx、PDF 或 UTF-8 文本"),
        (
            "this file is neither text nor in a format that can be read; save it as docx, xlsx, PDF or "
            "UTF-8 text"
        ),
    ),
    "document_opentext": (
        "OpenDocument 文字文件（odt）不能直接读；请另存为 docx",
        "an OpenDocument text (odt) cannot be read as it is; save it as docx",
    ),
    "document_other_type": (
        "扩展名是 {value}，内容却是 {found}，按内容读取；请改正文件名",
        "the name ends in {value} but the content is {found}, and was read as such; correct the name",
    ),
    "document_part_broken": (
        ("“{part}”读到一半断了（{reason}），只读取了前面的内容；请用原来的软件另存一份"),
        (
            "“{part}” breaks off ({reason}), and only what stands before was read; save the file anew in "
            "its program"
        ),
    ),
    "document_picture": (
        "这是图片（{value}），没有文字可读；请提供文字版，或先做文字识别再核对",
        (
            "this is a picture ({value}) without text; provide it as text, or recognise its letters "
            "first and check them"
        ),
    ),
    "document_pictures": (
        "有 {count} 张图片，图中的文字没有读取；需要的话请另附文字",
        "there are {count} pictures whose words were not read; add them as text if they matter",
    ),
    "document_shapes": (
        "几何类型 {value} 不是点，只读取了属性，没有读取图形",
        "the geometries {value} are no points: their properties were read, their shapes were not",
    ),
    "document_slides": (
        "演示文稿（pptx）不能直接读；请另存为 PDF",
        "slides (pptx) cannot be read as they are; save them as PDF",
    ),
    "document_stopped": (
        "读取这个文件占用了太多时间或内存，已经停止；请核对来源，或用原来的软件另存一份",
        (
            "reading took too much time or memory and was stopped; check where the file comes from, or "
            "save it anew in its program"
        ),
    ),
    "document_too_deep": (
        "内容嵌套超过 {most} 层，没有读取；请核对来源，或另存为纯文本",
        (
            "the content is nested more than {most} deep and was not read; check where it comes from, or "
            "save it as text"
        ),
    ),
    "document_too_large": (
        ("文件有 {size} MB，上限是 {most} MB；请拆成几个文件，纯文本可以逐段读取"),
        (
            "the file has {size} MB and at most {most} MB are read at once; split it (plain text can be "
            "streamed)"
        ),
    ),
    "document_unknown": (
        ("没有这份资料，或不认识它的格式（{value}）；请核对编号，或另存为 docx、xlsx、PDF 或文本"),
        (
            "there is no such document, or its format is unknown ({value}); check the digest, or save it "
            "as docx, xlsx, PDF or text"
        ),
    ),
    "document_word97": (
        "旧版 Word 文件（doc）不能直接读；请另存为 docx",
        "an old Word file (doc) cannot be read as it is; save it as docx",
    ),
    "formula_without_value": (
        "这一格是公式，但没有保存计算结果，没有读取；请用表格软件打开并保存一次",
        (
            "this cell is a formula saved without its value and was not read; open the file in its "
            "program and save it"
        ),
    ),
    "ner_missing": (
        "没有安装识别名称的模型；请安装 yuantu[ner]，或不用 --ner",
        "the model that points at names is not installed; install yuantu[ner], or leave out --ner",
    ),
    "pdf_no_text": (
        ("{count} 页没有文字层（可能是扫描件），没有读取：第 {pages} 页；请先做文字识别，或提供文字版"),
        (
            "{count} pages have no text (scans, perhaps) and were not read: {pages}; recognise their "
            "letters first"
        ),
    ),
    "pdf_unmapped": (
        "第 {pages} 页有些字没有注明是什么字，读不出来；请对照原文核对",
        ("on pages {pages} the file does not say which letters some signs are; compare with the original"),
    ),
    "read_nothing": (
        "没有可读的内容；请给出文件名、- （标准输入）或 --text",
        "there is nothing to read; give a file name, - for standard input, or --text",
    ),
    "sheet_bare_numbers": (
        ("旧格式的表格只给出数字本身：57% 读作 0.57，年月读作当月 1 日；请核对，或另存为 xlsx"),
        (
            "an old workbook gives bare numbers: 57% is read as 0.57, a month as its first day; check "
            "them, or save it as xlsx"
        ),
    ),
    "sheet_column_again": (
        ("“{value}”与前面的列意思相同（{columns}），这一列没有读取；请只留一列，或改列名"),
        (
            "“{value}” means the same as a column before it ({columns}) and was not read; keep one, or "
            "rename it"
        ),
    ),
    "sheet_cut": (
        ("工作表“{value}”太大，约 {share}% 没有读取；请拆开，或作为数据包的列式表格读取"),
        (
            "the sheet “{value}” is too large, and about {share}% was not read; split it, or read it as "
            "a columnar table"
        ),
    ),
    "sheet_hidden": (
        "工作表“{value}”是隐藏的，也读取了；请确认是否可用",
        "the sheet “{value}” is hidden and was read too; make sure that it may be used",
    ),
    "sheet_hidden_cells": (
        ("工作表“{value}”的隐藏行列里有 {count} 格内容（从 {first} 起），也读取了；请确认是否可用"),
        (
            "the sheet “{value}” has {count} cells in hidden rows or columns (from {first}), which were "
            "read too; make sure that they may be used"
        ),
    ),
    "sheet_merged_too_much": (
        "合并的单元格太多，从这里起只读取了合并区的第一格；请取消合并",
        (
            "too many cells are merged: from here on only the first cell of a merged area was read; "
            "unmerge them"
        ),
    ),
    "sheet_name_again": (
        "“{value}”在第 {rows} 行都出现：是同一处的几个数，还是几处同名？请逐条核对，必要时改名",
        "“{value}” stands in rows {rows}: one thing with several values, or several of one name? check each",
    ),
    "sheet_no_table": (
        "没有找到写着 {kind} 名称的表格；请检查表头里是否有名称一列",
        "no table with a column for the name of a {kind} was found; check the headings",
    ),
    "sheet_row_nameless": (
        "这一行没有名称，没有读取；请补上",
        "this row has no name and was not read; add one",
    ),
    "sheet_too_many": (
        "这张表有 {count} 格可读，超过一次审核的上限 {most}，没有进入待审；请拆开，或做成数据包",
        "this table has {count} cells to review and at most {most} are taken, so none was; split it, or make a pack",
    ),
    "sheet_unit_other": (
        ("列“{value}”的单位“{unit}”不是{type}的单位，这一列没有读取；请改正表头"),
        (
            "the unit “{unit}” of the column “{value}” does not measure {type}, so it was not read; "
            "correct the heading"
        ),
    ),
    "sheet_unreadable": (
        "“{value}”不是单元格工作表（例如图表），没有读取",
        "“{value}” is no sheet of cells (a chart, perhaps) and was not read",
    ),
    "xml_entity": (
        "文件里定义了实体“{value}”，可能用来放大内容，没有读取；请核对来源",
        (
            "the file defines the entity “{value}”, which may blow it up, so it was not read; check "
            "where it comes from"
        ),
    ),
}
