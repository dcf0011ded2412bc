"""What can go wrong with a chain, its places and its tasks?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "act_not_standing": (
        "第 {number} 条已被撤销，无需再撤销；yuantu chain log 列出全部记录",
        "number {number} was undone already; yuantu chain log lists everything",
    ),
    "act_unknown": (
        "没有第 {number} 条记录；yuantu chain log 列出全部记录",
        "there is no record number {number}; yuantu chain log lists everything",
    ),
    "chain_basis": (
        "没有名为“{id}”的依据；请在 bases 里写明，或改用其中之一：{known}",
        "there is no basis “{id}”; state it under bases, or use one of: {known}",
    ),
    "chain_choice": (
        "“{value}”不在可选之列；请写 {known} 之一",
        "“{value}” is not a choice; write one of {known}",
    ),
    "chain_circle_input": (
        "投入关系绕成一圈：{path}；请去掉其中一条，若确为回收再用，请在那条边写 returns: true",
        (
            "inputs run in a circle: {path}; remove one of these edges, or write returns: true on it if material "
            "really comes back"
        ),
    ),
    "chain_circle_kind_of": (
        "从属关系绕成一圈：{path}；一种产品不能是自己的一种，请去掉其中一条",
        "kinds run in a circle: {path}; nothing is a kind of itself, remove one of these edges",
    ),
    "chain_code": (
        "产品 {node} 的行业代码“{code}”不在 GB/T 4754-2017 里；请写门类、大类、中类或小类的代码，例如 3841",
        "the industry code “{code}” of {node} is not in GB/T 4754-2017; write a code of it, such as 3841",
    ),
    "chain_dangling": (
        "边的一端“{id}”不是本链的产品；请在 nodes 里加上它，或改正编号",
        "“{id}” at one end of this edge is no node of the chain; add it under nodes, or correct the id",
    ),
    "chain_edge_twice": (
        "边 {start} → {end} 在第{line}行已经有了；请删去一条",
        "the edge {start} → {end} is on line {line} already; delete one of them",
    ),
    "chain_file_name": (
        "这条链的编号是“{id}”；请把文件改名为 {name}，或改编号",
        "the id of this chain is “{id}”; rename its file to {name}, or change the id",
    ),
    "chain_id": (
        "编号“{value}”用不了；请只用字母、数字、点、横线和下划线，以字母或数字开头，至多80个",
        "the id “{value}” cannot be used; write letters, digits, dots, dashes and underscores, at most 80",
    ),
    "chain_key": (
        "没有“{value}”这一项；可用：{known}",
        "there is no entry “{value}”; these are known: {known}",
    ),
    "chain_list": (
        "{key} 应是一张列表；请写成 [甲, 乙]，或每行一项以“- ”开头",
        "{key} must be a list; write [a, b], or one item per line beginning with “- ”",
    ),
    "chain_look_alike": (
        "产品 {node} 的排除词“{words}”不含它的任何叫法，排除不了什么；请写成含有其叫法的词，或删去",
        (
            "the look-alike “{words}” of {node} holds none of its own words, so it keeps nothing away; write a word "
            "that contains one of them, or delete it"
        ),
    ),
    "chain_missing": (
        "缺少 {key}；请补上",
        "{key} is missing; add it",
    ),
    "chain_name": (
        "名称“{name}”缺少 {language}；请写成 {{zh: …, en: …}}，只用一种语言的链请写 languages: [zh]",
        (
            "the name “{name}” has no {language}; write {{zh: …, en: …}}, or languages: [zh] for a chain that is "
            "written in one language"
        ),
    ),
    "chain_no_basis": (
        "边 {start} → {end} 没有依据；请写 basis，或给整条链写一个 basis",
        "the edge {start} → {end} has no basis; write one, or a basis for the whole chain",
    ),
    "chain_node_unknown": (
        "产业链 {chain} 里没有产品“{value}”，或有几个都这么叫；yuantu chain show {chain} 列出全部产品",
        "chain {chain} has no product “{value}”, or several called so; yuantu chain show {chain} lists all of them",
    ),
    "chain_same_words": (
        "“{words}”既指 {node}，又指第{line}行的 {other}（全角半角、大小写和空格不计）；请合并，或从一处删去",
        (
            "“{words}” means {node} and also {other} on line {line} (width, case and blanks put aside); merge the "
            "two, or delete the word from one of them"
        ),
    ),
    "chain_segment": (
        "没有名为“{id}”的环节；可用：{known}",
        "there is no segment “{id}”; these are known: {known}",
    ),
    "chain_self_loop": (
        "边从 {id} 回到它自己；请删去",
        "this edge leads from {id} to itself; delete it",
    ),
    "chain_shape": (
        "“{value}”不是一组“键: 值”；可用的键：{keys}",
        "“{value}” is no group of key: value; the keys are {keys}",
    ),
    "chain_short_word": (
        "产品 {node} 的叫法“{words}”只有一个字，哪里都会碰上；请写至少两个字的词",
        "the word “{words}” of {node} has one character and is found everywhere; write one of at least two",
    ),
    "chain_twice": (
        "编号“{id}”在第{line}行已经用过；请改一个",
        "the id “{id}” is used on line {line} already; change one of them",
    ),
    "chain_unknown": (
        "没有产业链“{id}”；可选：{known}",
        "there is no chain “{id}”; choose one of: {known}",
    ),
    "table_code": (
        "投入产出表里的行业代码“{code}”不在 GB/T 4754-2017 里；请写门类以下的代码，例如 38 或 3841",
        "the industry code “{code}” of the input–output table is not in GB/T 4754-2017; write one such as 38 or 3841",
    ),
    "table_coefficient": (
        "“{value}”不是消耗系数；请写0到1之间的数",
        "“{value}” is no coefficient; write a number from 0 to 1",
    ),
    "task_empty": (
        "这项任务什么也没说；请至少写 {known} 之一",
        "this task says nothing; give at least one of {known}",
    ),
    "task_field": (
        "“{value}”用不了；请写1到{limit}个字",
        "“{value}” cannot be used; write 1 to {limit} characters",
    ),
}
