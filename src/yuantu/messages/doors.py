"""What can go wrong at the doors and in the workspace?"""

ENTRIES: dict[str, tuple[str, str]] = {
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
    "match_truck": (
        "货车按小汽车计算，实际更慢；请向承运人核实",
        "trucks are computed as cars and will be slower; check with the carrier",
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
        (
            "the data version “{name}” of the workspace {path} is not there; run yuantu build again, it is made from"
            " the ledger"
        ),
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
