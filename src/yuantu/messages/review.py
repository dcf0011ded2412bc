"""What can go wrong while documents are taken in and what they claim is reviewed?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "batch_unknown": (
        "没有编号为“{id}”的操作；编号见 yuantu review show",
        "there is no act with the id “{id}”; yuantu review show lists them",
    ),
    "card_day": (
        "{key} “{value}”不是日期；请写成 2024-06-30",
        "{key} “{value}” is no day; write 2024-06-30",
    ),
    "card_key": (
        "没有“{value}”这一栏；可改的有：{known}",
        "there is no field “{value}”; these can be corrected: {known}",
    ),
    "card_missing": ("缺少 {key}；请补上", "{key} is missing; add it"),
    "card_no_object": (
        "“{value}”不是一条说法；每行请写一个 JSON 对象，如 yuantu read --json 所输出",
        "“{value}” is no claim; write one JSON object per line, as yuantu read --json prints them",
    ),
    "card_number": (
        "{key} “{value}”不是数字；请写成 10.5 这样的数",
        "{key} “{value}” is no number; write one such as 10.5",
    ),
    "card_offset": (
        "{key} “{value}”不在原文里；请给 0 到 {length} 之间的整数",
        "{key} “{value}” lies outside the text; give a whole number from 0 to {length}",
    ),
    "card_qualifier": (
        "没有“{value}”这种限定；可选：{known}",
        "there is no qualifier “{value}”; choose one of: {known}",
    ),
    "card_quote": (
        "引文“{value}”与原文不符，原文此处是“{there}”；请按原文重新读取",
        "the quote “{value}” is not what the text has there, which is “{there}”; read the text again",
    ),
    "card_row": (
        "“{value}”不是表格的一行；columns、spans、places 要一样多，spans 要在原文里",
        "“{value}” is no row of a table; columns, spans and places must be as many, and spans lie in the text",
    ),
    "card_span": (
        "第 {start} 到第 {end} 个字符不能引用；原文有 {length} 个字符，一条引文要有 1 到 2000 个",
        "characters {start} to {end} cannot be quoted; the text has {length}, and a quote has 1 to 2000",
    ),
    "card_words": (
        "{key} “{value}”不可用；请写一行不超过 400 个字符的文字",
        "{key} “{value}” cannot be used; write one line of at most 400 characters",
    ),
    "document_lost": (
        "文件 {path} 不见了或已损坏；请用 yuantu document add 再加一次",
        "{path} is gone or damaged; add the document again with yuantu document add",
    ),
    "document_name": (
        "名称“{value}”不可用；请写一个不超过 {limit} 个字符的名称",
        "the name “{value}” cannot be used; write one of at most {limit} characters",
    ),
    "document_no_older": (
        "“{name}”（{id}）没有更早的版本；请用 --against 指明与哪一份比较",
        "“{name}” ({id}) has no older version; say with --against what to compare it with",
    ),
    "document_unlisted": (
        "没有编号为“{id}”的文件，或编号太短；编号见 yuantu document list",
        "there is no document “{id}”, or the id is too short; yuantu document list shows them",
    ),
    "given_without_kind": (
        "要说明每一行都有的属性，请同时用 --kind 说明各行是什么：{known}",
        "to state what holds for every row, also say with --kind what the rows are: {known}",
    ),
    "mapping_bare": (
        "“{value}”只读出是{label}，没有读出是什么的{label}；请选定属性，或拒绝",
        "of “{value}” only the unit was understood ({label_en}), not what it measures; choose a property, or reject it",
    ),
    "mapping_bare_date": (
        "“{value}”是一个日期，没有读出那天发生了什么；请选定属性（如 动工日），或拒绝",
        "“{value}” is a day, and what happened on it was not read; choose a property, or reject it",
    ),
    "mapping_condition": (
        "“{value}”是筛选条件（{label}），不是一个数值；它已随它所限定的数一起读出，可以拒绝",
        "“{value}” is a condition ({label_en}), not a value: the number that it narrows has it as its scope; reject it",
    ),
    "mapping_coordinate": (
        "“{value}”不是坐标；请写成 113.08,22.58 WGS-84（经度,纬度 坐标系）",
        "“{value}” is no coordinate; write 113.08,22.58 WGS-84 (longitude,latitude datum)",
    ),
    "mapping_entity_unknown": (
        "工作区里没有编号为“{id}”的对象；请从候选里选，或新建一个",
        "nothing in the workspace has the id “{id}”; choose a candidate or add a new one",
    ),
    "mapping_multiple": (
        "“{value}”是相对某个基数的倍数（{label}），本身不是数值；请找出基数和年份，把目标值写成数，或拒绝",
        "“{value}” is a multiple of some base ({label_en}); find base and year and state the value, or reject it",
    ),
    "mapping_new_kind": (
        "不能新建“{value}”类的对象；可新建的类型：{known}",
        "things of the kind “{value}” cannot be added; these can: {known}",
    ),
    "mapping_new_known": (
        "“{value}”已经有了，编号 {id}；请选它，或换一个名称",
        "“{value}” is there already as {id}; choose it, or give another name",
    ),
    "mapping_no_day": (
        "“{value}”没有读出日期；请补上 valid_from 与 valid_to",
        "no day was read from “{value}”; add valid_from and valid_to",
    ),
    "mapping_no_number": (
        "“{value}”没有读出数值；请补上 value 与 unit",
        "no number was read from “{value}”; add value and unit",
    ),
    "mapping_no_period": (
        "“{value}”没有说是哪个时期的；请补上 valid_from 与 valid_to",
        "nothing says for which period “{value}” holds; add valid_from and valid_to",
    ),
    "mapping_no_start": (
        "“{value}”没有说从哪一天算起（{label}），不能与别的项目比较；请查明起点后改成“某节点到某节点”，或拒绝",
        "“{value}” does not say from when it counts ({label_en}); find its start, or reject it",
    ),
    "mapping_no_subject": (
        "不知道“{value}”说的是谁；请从候选里选，或新建一个",
        "nothing says whom “{value}” is about; choose a candidate or add a new one",
    ),
    "mapping_owner": (
        "{kind}没有“{label}”这一项；“{value}”若说的是其中的某个项目，请选那个项目",
        "a {kind_en} has no “{label_en}”; if “{value}” is about one of its projects, choose that project",
    ),
    "mapping_property": (
        "{kind}没有“{label}”这一项属性或指标，“{value}”留在待审里；请改成另一项，或拒绝",
        "a {kind_en} has no “{label_en}”, so “{value}” stays here; choose another property, or reject it",
    ),
    "mapping_rank_scope": (
        "“{value}”没有读出在哪个范围里排名；请在 scope 里写明，如 全省",
        "“{value}” does not say among whom it is ranked; write it as scope, such as 全省",
    ),
    "mapping_reference": (
        "没有找到唯一的{kind}“{value}”；请写它的编号",
        "there is no single {kind_en} “{value}”; write its id",
    ),
    "mapping_span": (
        "“{value}”是一段时间（{label}），没有读出是从什么到什么；请选定属性，或拒绝",
        "“{value}” is a length of time ({label_en}), from what to what was not read; choose a property, or reject it",
    ),
    "mapping_subject_alike": (
        "“{value}”与已有的“{name}”（{id}）名称很近，没有自动新建；请选它，或自己新建",
        "“{value}” is called much like “{name}” ({id}), so nothing was added; choose that one, or add it yourself",
    ),
    "mapping_subject_several": (
        "“{value}”可以指好几个对象：{ids}；请选一个",
        "“{value}” may be several things: {ids}; choose one",
    ),
    "mapping_subject_unknown": (
        "工作区里没有名叫“{value}”的对象；请从候选里选，或新建一个",
        "nothing in the workspace is called “{value}”; choose a candidate or add a new one",
    ),
    "mapping_unit": (
        "“{value}”的单位“{unit}”不能用于{label}；请改单位或属性",
        "the unit “{unit_en}” of “{value}” does not measure {label_en}; correct the unit or the property",
    ),
    "model_address": (
        "base_url “{value}”不是网址；请写成 http://127.0.0.1:8000/v1 这样",
        "base_url “{value}” is no address; write one such as http://127.0.0.1:8000/v1",
    ),
    "model_incomplete": (
        "缺少 model，或 timeout 不是大于 0 的秒数，或 api_key_env 不是文字；请补全",
        "model is missing, timeout is no number of seconds above 0, or api_key_env is no text; complete it",
    ),
    "model_key": (
        "不认识的设置：{value}；可用的有：{known}",
        "unknown settings: {value}; these are known: {known}",
    ),
    "model_missing": (
        "没有配置语言模型；请在 {path} 里写 [language_model]，见 docs/how-to/language-model.md",
        "no language model is configured; write [language_model] into {path}, see docs/how-to/language-model.md",
    ),
    "model_workspace": (
        "语言模型在工作区的 yuantu.toml 里配置；请同时用 --workspace 指明工作区",
        "a language model is configured in the yuantu.toml of a workspace; also say which one with --workspace",
    ),
    "option_correction": (
        "“{value}”不是一处改动；请写成 property=gdp 这样",
        "“{value}” is no correction; write it as property=gdp",
    ),
    "option_share": (
        "“{value}”不在 0 到 1 之间；请写成 0.8 这样",
        "“{value}” is not between 0 and 1; write 0.8",
    ),
    "pack_reserved": (
        "数据包编号“{id}”留给文件使用；请换一个编号",
        "the pack id “{id}” is kept for documents; choose another",
    ),
    "paste_base64": (
        "data 不是 base64；请把文件的字节按 base64 编码",
        "data is no base64; encode the bytes of the file as base64",
    ),
    "paste_what": (
        "请给 text（粘贴的文字）或 data（文件），只给一个",
        "give text (what was pasted) or data (a file), not both",
    ),
    "proposal_unknown": (
        "没有编号为“{id}”的说法；编号见 yuantu review list",
        "there is no proposal “{id}”; yuantu review list shows them",
    ),
    "review_accepted": (
        "{author} 已在 {at} 接受；要改先撤销",
        "{author} accepted it at {at}; undo that first",
    ),
    "review_alarm": (
        "“{value}”带有警示，要由人来看",
        "“{value}” carries an alarm; a person has to look at it",
    ),
    "review_author": (
        "审核人“{value}”不可用；请写一个不超过 {limit} 个字符的姓名",
        "the author “{value}” cannot be used; give a name of at most {limit} characters",
    ),
    "review_circle": (
        "合并会绕成一圈：{ids}；请先撤销其中一个",
        "these merges would lead in a circle: {ids}; undo one of them first",
    ),
    "review_late": (
        "{id} 在此期间已由 {author} 于 {at} 处理；请重新打开再决定",
        "{author} decided about {id} meanwhile, at {at}; open it again, then decide",
    ),
    "review_merge_status": (
        "不能并入 {id}，它的状态是 {status}；请选一条待审或已接受的",
        "it cannot be merged into {id}, which is {status}; choose one that is open or accepted",
    ),
    "review_merge_what": (
        "要把 {id} 并入哪一条？请用 into 给出另一条的编号",
        "into which other proposal should {id} be merged? Give its id as into",
    ),
    "review_no_edit": (
        "没有给出要改的内容；请至少改一栏",
        "no correction was given; correct at least one field",
    ),
    "review_nothing_to_undo": (
        "{id} 没有可撤销的决定",
        "there is nothing to undo for {id}; yuantu review show tells why",
    ),
    "review_role": (
        "“{value}”是{role}，不是数值本身，要由人来看",
        "“{value}” is a {role}, not a value of its own; a person has to look at it",
    ),
    "review_undo_what": (
        "请给一条说法的编号或一次操作的编号，只给一个",
        "give the id of one proposal or of one batch, not both",
    ),
    "write_author_differs": (
        "正文里的审核人“{value}”与请求头里的不同；请只用请求头",
        "the author “{value}” of the body is not the one of the header; use the header only",
    ),
    "write_from_elsewhere": (
        "写操作只接受本页面发出的请求，这个请求来自 {origin}；请在本页面操作",
        "writes are taken from this page only, and this one came from {origin}; use the page itself",
    ),
    "write_unsigned": (
        "写操作要有请求头 X-Yuantu-Author（姓名按 URL 编码）；请先在页面填写姓名",
        "a write needs the header X-Yuantu-Author (a name, URL-encoded); give your name on the page first",
    ),
}
