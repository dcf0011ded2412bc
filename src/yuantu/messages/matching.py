"""What can go wrong with the terms of a match: criteria, weights, catalogues?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "batch_no_briefs": (
        "文件里一份需求也没有；请至少写一行",
        "there is no brief in the file; write at least one line",
    ),
    "batch_no_list": (
        "没有 [[briefs]]；请把每份需求写成一个 [[briefs]]",
        "there is no [[briefs]]; write each brief as one",
    ),
    "batch_option": (
        "{option} 要和 {with_option} 一起用；请补上或去掉",
        "{option} goes together with {with_option}; add it or leave it out",
    ),
    "batch_resume_differs": (
        "{path} 里有一次没做完的批量，但 {keys} 不同；请恢复原样再继续，或加 --force 从头做",
        "{path} holds an unfinished batch that differs in {keys}; restore them to go on, or add --force to start anew",
    ),
    "match_for_unknown": (
        "没有编号或名称是“{value}”的候选、园区或区域；请核对",
        "no candidate, park or region has the id or name “{value}”; check it",
    ),
    "catalogue_incomplete": (
        "候选目录的声明缺少 {key}；写法见 docs/reference/catalogues.md",
        "the declaration of the catalogue has no {key}; docs/reference/catalogues.md is the format",
    ),
    "catalogue_unknown": (
        "没有候选目录“{value}”；相近的：{near}；现有：{known}",
        "there is no catalogue “{value}”; near it: {near}; there are: {known}",
    ),
    "catalogue_unreadable": (
        "候选目录的声明读不了（{reason}）；请按 YAML 改正",
        "the declaration of the catalogue cannot be read ({reason}); correct the YAML",
    ),
    "compare_count": (
        "给了 {count} 处，一次比较 {fewest} 到 {most} 处；请增减",
        "{count} were named; compare {fewest} to {most} at a time",
    ),
    "compare_several": (
        "“{value}”指 {count} 处，要的是一处；请写编号",
        "“{value}” means {count} candidates and one is needed; write its id",
    ),
    "compare_twice": ("“{value}”写了两次；请留一个", "“{value}” is named twice; keep one"),
    "costs_unknown": (
        "费用里没有“{value}”这项假设；相近的：{near}；可写：{known}",
        "no assumption of the costs is called “{value}”; near it: {near}; there are: {known}",
    ),
    "match_bounds_equal": (
        "{column} 的 worst 和 best 都是 {value}，分不出好坏；请写两个不同的数",
        "worst and best of {column} are both {value}, which tells nothing apart; write two different numbers",
    ),
    "match_candidates_needed": (
        "工作区里没有“{catalogue}”的数据；请用 --candidates 给一个表格文件",
        "the workspace holds nothing of “{catalogue}”; name a table file with --candidates",
    ),
    "match_column_form": (
        "“{value}”是 {form}，这里要的是 {forms}；请换写法：数用 min、max，日期用 2026-12-31，词用 one_of，有无用 must",
        (
            "“{value}” is a {form}, and this asks for a {forms}; write min or max for a number, 2026-12-31 for a "
            "day, one_of for words, must for yes or no"
        ),
    ),
    "match_column_unknown": (
        "没有“{value}”这一列；相近的：{near}；全部：{known}",
        "there is no column “{value}”; near it: {near}; all of them: {known}",
    ),
    "match_criterion_twice": (
        "“{value}”列了两次；请留一个",
        "“{value}” is listed twice; keep one",
    ),
    "match_criterion_unknown": (
        "评分里没有“{value}”这一项；相近的：{near}；本次用到：{known}",
        "no criterion is called “{value}”; near it: {near}; this question uses: {known}",
    ),
    "match_knockout_ways": (
        "{column} 的要求要写明一种：min、max，或 one_of、none_of，或 must，或 known",
        "say of {column} exactly one thing: min and max, or one_of and none_of, or must, or known",
    ),
    "match_knots_missing": (
        "{column} 没有默认的价值函数；请写 knots，或 worst 和 best",
        "{column} has no value function of its own; write knots, or worst and best",
    ),
    "match_member_unknown": (
        "{column} 里没有“{value}”；请核对名称或代码",
        "{column} knows no “{value}”; check the name or code",
    ),
    "match_no_candidates": (
        "没有一个候选；请给至少一行有编号的数据",
        "there is no candidate; give at least one row with an id",
    ),
    "match_no_column": (
        "没有写是哪一列；请写 column，可用的键：{keys}",
        "it does not say which column; write column; the keys are {keys}",
    ),
    "match_number": ("“{value}”不是数；请写一个有限的数", "“{value}” is no number; write a finite one"),
    "match_terms_needed": (
        "{catalogue} 不是载体，句子里的面积、区域等对不上它的列；请用 --brief 写 knockouts 和 criteria",
        (
            "{catalogue} holds no sites, so what a sentence says of them is no column; write knockouts and criteria "
            "with --brief"
        ),
    ),
    "match_unit": (
        "单位“{value}”换算不成 {unit}；请改写单位",
        "the unit “{value}” does not convert to {unit}; change it",
    ),
    "match_weights_missing": (
        "{way} 要给出每一项；还缺：{names}",
        "{way} has to name every criterion; missing: {names}",
    ),
    "match_weights_way": (
        "权重“{value}”读不懂；请写 weights = {{direct = {{rent = 0.4}}}} 这样的形式；可用：{known}",
        "the weights “{value}” cannot be read; write weights = {{direct = {{rent = 0.4}}}}; there are: {known}",
    ),
    "match_knots": (
        "价值函数的节点 {value} 不能用；请写至少两个 [数, 值]：数从小到大且不重复，值在 0 到 1 之间且不全相同",
        (
            "the knots {value} make no value function; write at least two [number, value] pairs, numbers increasing, "
            "values between 0 and 1 and not all the same"
        ),
    ),
    "whatif_bounds": (
        "{name} 有上下两个限，假设“{value}”要写成 8000..12000；只有一个限时只写一个数",
        "{name} has two bounds where “{value}” gives one, or the other way round; write 8000..12000 or one number",
    ),
    "whatif_many": (
        "一次假设了 {count} 处，最多 {limit} 处；请减少",
        "{count} suppositions at once, at most {limit}; take fewer",
    ),
    "whatif_no_bound": (
        "{name} 不是数的要求，没有限可改；请写 drop:{name}",
        "{name} has no bound that could be moved; write drop:{name}",
    ),
    "whatif_test_unknown": (
        "没有“{value}”这项要求；相近的：{near}；本次有：{known}",
        "there is no requirement “{value}”; near it: {near}; this question has: {known}",
    ),
    "whatif_weight": (
        "{name} 的权重 {value} 不在 0 到 1 之间，或没有别的项可分；请改写",
        "the weight {value} of {name} is not between 0 and 1, or nothing else could take the rest; change it",
    ),
    "whatif_words": (
        "假设“{value}”读不懂；请写 rent=-2、编号@power=2000、weight:rent=0.4、limit:area=9000 或 drop:rail",
        (
            "the supposition “{value}” cannot be read; write rent=-2, ID@power=2000, weight:rent=0.4, "
            "limit:area=9000 or drop:rail"
        ),
    ),
    "match_none": (
        "暂无匹配：{count} 个候选里没有一个满足或待核实；{reasons}",
        "no match: of {count} candidates none passes and none is left to verify; {reasons}",
    ),
    "match_none_failed": ("{count} 个不满足“{test}”（{need}）", "{count} fail “{test}” ({need})"),
    "similarity_library": (
        "比较文字需要 scikit-learn；请安装：pip install 'yuantu[text]'",
        "comparing texts needs scikit-learn; install it: pip install 'yuantu[text]'",
    ),
    "outcome_not_proposed": (
        "{file} 里没有给需求“{brief}”推荐过“{candidate}”；请核对编号，或换成推荐它的那个文件",
        "{file} does not propose “{candidate}” for the brief “{brief}”; check the ids, or give the file that does",
    ),
    "outcome_report": (
        (
            "成交 {agreed}，未成 {declined}，在谈 {pending}；得分高的排在前面的概率（AUC）{auc}；"
            "没有单一得分、不计入的 {without}"
        ),
        (
            "{agreed} agreed, {declined} declined, {pending} pending; probability that a success stood above a failure "
            "(AUC) {auc}; left out because they had no single score: {without}"
        ),
    ),
}
