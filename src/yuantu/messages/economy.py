"""What can be wrong with a table of regions and industries?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "activations_none": (
        "{candidates} 对“地区×产业”里后来新达到专业化的有 {activations} 对，分不出预测好坏；请换两个相隔更远的日期",
        (
            "of {candidates} pairs of region and industry {activations} became specialised, so no forecast can be "
            "judged; give two dates that lie further apart"
        ),
    ),
    "activity_amount": (
        "{region} 的 {industry} 写着 {value}；这里要不小于零的数，不知道的请不要写成数",
        (
            "{industry} in {region} is given as {value}; a number of zero or more is needed, and what is not known "
            "must not be written as a number"
        ),
    ),
    "activity_empty": (
        "表里没有一行“地区、产业、数量”；请给出至少三个地区和三个产业",
        "the table has no row of region, industry and amount; give at least three regions and three industries",
    ),
    "activity_missing": (
        "表里没有 {region} 的 {industry}，不能当作零；名录完整的请声明完整，否则请补上这一格",
        (
            "the table does not say how much {industry} {region} has, and that is not zero; declare the list complete "
            "if it is, or add the cell"
        ),
    ),
    "complexity_parts": (
        "这些地区分成互不相干的几块（没有共同的专长产业），经济复杂度没有意义；请分块计算或换一张更全的表",
        (
            "the regions fall into parts that share no industry, so economic complexity means nothing; compute it for "
            "one part, or give a fuller table"
        ),
    ),
    "complexity_small": (
        "有专长的地区 {regions} 个、产业 {industries} 个，算不出经济复杂度；各要三个以上",
        (
            "{regions} regions and {industries} industries with a specialisation are too few for economic complexity; "
            "three of each are needed"
        ),
    ),
    "economy_blank": (
        "这一格是空的，空不等于零；请填上数，或删去这一行",
        "this cell is blank, and blank is not zero; fill it in or delete the row",
    ),
    "economy_column": (
        "表里没有 {column} 这一列（可写作 {known}）；现有：{found}",
        "the table has no column {column} (it may be called {known}); it has: {found}",
    ),
    "economy_forecast": (
        (
            "{candidates} 对里后来新达到专业化 {activations} 对。排得对的概率（AUC）：关联密度 {density}，"
            "只看原有区位商 {baseline}；前 {activations} 位命中：{density_hits} 对 {baseline_hits}，随机 {base_rate}"
        ),
        (
            "of {candidates} pairs {activations} became specialised. Probability of the right order (AUC): "
            "relatedness density {density}, the plain location quotient before {baseline}; hits among the first "
            "{activations}: {density_hits} against {baseline_hits}, by lot {base_rate}"
        ),
    ),
    "economy_near": (
        "尚未专业化，按关联密度 ω 排列（旁边是原有区位商 LQ）",
        "not specialised yet, by relatedness density ω (beside it the location quotient LQ)",
    ),
    "economy_one_year": (
        "只有一个年份，预测力无从检验；请加上另一年的数据",
        "there is one year only, so the forecast cannot be judged; add another year",
    ),
    "economy_region": (
        "表里没有地区“{value}”；有：{known} …",
        "the table has no region “{value}”; it has: {known} …",
    ),
    "economy_strong": ("已专业化（区位商 LQ ≥ 1）", "specialised (location quotient LQ ≥ 1)"),
}
