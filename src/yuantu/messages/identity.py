"""What can go wrong with names and judgements, and why are two names the same or not?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "identity_apart": (
        (
            "{one} 与 {other} 不能合并：已有判断认定两者不同（{against}）；"
            "若那条判断有误，请先用 yuantu identity undo 撤销"
        ),
        (
            "{one} and {other} cannot be merged: a judgement keeps them apart ({against}); if that one "
            "is wrong, undo it first with yuantu identity undo"
        ),
    ),
    "identity_itself": (
        "{entity} 与自己无需判断；请给出两个不同的编号",
        "{entity} is itself; give two different ids",
    ),
    "identity_joined": (
        ("{one} 与 {other} 已由下列判断合并：{chain}；请先撤销其中有误的一条（yuantu identity undo）"),
        ("{one} and {other} are joined by {chain}; undo the one that is wrong first (yuantu identity undo)"),
    ),
    "identity_judged": (
        "{one} 与 {other} 已有判断：{found}；要改判请先撤销它",
        "{one} and {other} are judged already: {found}; undo that first to judge anew",
    ),
    "identity_kinds": (
        ("{one} 是{one_kind}，{other} 是{other_kind}，不能合并；请给出同一类的两个编号"),
        (
            "{one} is of kind {one_kind}, {other} of kind {other_kind}: they cannot be one; give two ids "
            "of one kind"
        ),
    ),
    "identity_not_standing": (
        ("判断 {id} 已被撤销或取代，无需再撤销；yuantu identity log 列出现行的判断"),
        "judgement {id} was undone or replaced already; yuantu identity log lists what stands",
    ),
    "identity_oversized": (
        "{count} 个名称同属“{key}”，数量过多，没有逐对比较；请按地区或类别分开查找",
        ("{count} names share “{key}”, too many to compare in pairs; look for candidates by place or kind"),
    ),
    "identity_unknown": (
        "没有编号为“{id}”的判断；yuantu identity log 列出全部判断",
        "there is no judgement “{id}”; yuantu identity log lists all of them",
    ),
    "linkage_missing": (
        ("大批量名称比对需要可选组件；请运行 pip install 'yuantu[linkage]'"),
        "linking names in bulk needs an optional part; run pip install 'yuantu[linkage]'",
    ),
    "name_alias": (
        "工作区的别名数据里，两个名称指同一对象",
        "the aliases of this workspace give both names to one thing",
    ),
    "name_bilingual": (
        "中英文名称的字号、行业和地点对应",
        "the Chinese and the English name agree in sound, trade and place",
    ),
    "name_branch": (
        "“{part}”只是其中一个机构，不等于整体",
        "“{part}” is a part of the organisation, not the whole",
    ),
    "name_brand_elsewhere": (
        "字号同为“{brand}”，登记地不同，是两个法人",
        "both are called “{brand}”, but registered in different places: two legal persons",
    ),
    "name_empty": ("名称里没有文字", "a name holds no letters"),
    "name_forms_differ": ("组织形式不同，不是同一主体", "incorporated differently: not one legal person"),
    "name_group_member": (
        "一个是集团“{group}”，另一个是单个公司",
        "one is the group “{group}”, the other a single company",
    ),
    "name_kinds_differ": ("两个名称指的不是同一类对象", "the two names are of different kinds of things"),
    "name_kinds_related": (
        "不是同一类对象，名称里都有“{brand}”",
        "different kinds of things that share the name “{brand}”",
    ),
    "name_known": ("公认的简称或别名（{source}）", "a well-known short form or other name ({source})"),
    "name_mark_of": ("一个带“{mark}”，另一个是整体", "one carries “{mark}”, the other is the whole"),
    "name_marks_differ": ("编号或期数不同：{one}；{other}", "the numbers or phases differ: {one}; {other}"),
    "name_other_type": ("类型不同：{one}；{other}", "different types: {one}; {other}"),
    "name_part_of": ("一个是“{whole}”，另一个是其中一部分", "one is “{whole}”, the other a part of it"),
    "name_place_left_out": (
        "名称相同，只是其中一个少写了地点",
        "the same name, one of them without its place",
    ),
    "name_place_unsure": (
        "其中一个带地点“{place}”，可能是当地的子公司或同名对象",
        "only one names the place “{place}”: it may be a local daughter or a namesake",
    ),
    "name_place_within": (
        "“{brand}”的两个名称，地点一个包含另一个，未必是同一对象",
        "two names of “{brand}”, one place inside the other: not necessarily one thing",
    ),
    "name_places_differ": ("地点不同：{one}；{other}", "the places differ: {one}; {other}"),
    "name_same_brand": ("字号同为“{brand}”，业务不同", "both are called “{brand}”, in different trades"),
    "name_same_parts": (
        "去掉组织形式和写法差别后相同",
        "the same once legal form and ways of writing are put aside",
    ),
    "name_same_place": ("同一行政区划", "the same administrative division"),
    "name_same_spelling": ("写法相同", "the same spelling"),
    "name_seat": ("“{seat}”是当地的公司，不等于整体", "“{seat}” marks a local company, not the whole"),
    "name_seats_differ": ("所在地不同：{one}；{other}", "they sit in different places: {one}; {other}"),
    "name_short_form": ("一个是另一个的简称", "one is the short form of the other"),
    "name_slip": ("只差一处笔误：{detail}", "they differ by one slip of the pen: {detail}"),
    "name_unlike": ("名称不同", "the names are unlike"),
}
