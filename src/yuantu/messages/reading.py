"""What is said about the claims of an article, and what is odd about them?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "text_doubling": (
        (
            "{base} 的 {multiple} 是 {made}（年均 {pace}），"
            "不是 {target}（须年均 {needed}）；请分别对待，不要合并"
        ),
        (
            "{multiple} from {base} makes {made} ({pace} a year), which is not {target} ({needed} a "
            "year); keep them apart"
        ),
    ),
    "text_growth": (
        ("{before} 到 {now} 是 {made}，文中却说 {said}；请核对口径（可比价、调整数）"),
        (
            "{before} to {now} is {made}, but the text says {said}; check the definition (constant "
            "prices, revised figures)"
        ),
    ),
    "text_ladder": (
        ("{subject}：{below} 大于应当包含它的 {above}；请核对两个面积各指什么"),
        ("{subject}: {below} is larger than {above} that should contain it; check what each area stands for"),
    ),
    "text_list_short": (
        ("说是 {promised}，前面只列出 {printed} 个名称；请核对是否有一个名称算两处"),
        (
            "{promised} are promised and {printed} names are printed before; check whether one name "
            "stands for two"
        ),
    ),
    "text_multiple_implies": (
        "{base} 的 {multiple} 意味着 {made}；这是推算，不是文中的数",
        "{multiple} from {base} implies {made}; this is derived, not stated",
    ),
    "text_no_start": (
        "“{words}”没有说明从哪一天算起；请查明起点后再比较快慢",
        "“{words}” does not say from which day it counts; find the start before comparing speeds",
    ),
    "text_parts_exceed": (
        ("分项 {parts} 合计为整体 {whole} 的 {sum}，或有一项大于整体；请核对是否同一口径"),
        (
            "the parts {parts} come to {sum} of the whole {whole}, or one is larger than it; check "
            "whether they share a definition"
        ),
    ),
    "text_rank_unnamed": (
        "“{words}”没有说明是哪项指标、在哪个范围内排名；请查明后再采用",
        "“{words}” does not say which indicator is ranked, or among whom; find out before using it",
    ),
    "text_restated": (
        ("同一数量写成 {first} 和 {second}，相差 {difference}；两种写法都保留"),
        "one quantity is written as {first} and as {second}, {difference} apart; both are kept",
    ),
    "text_same_value": (
        "{one} 与 {other} 都是 {value}；请核对是巧合、照抄，还是同一事物",
        "{one} and {other} are both given {value}; check whether that is chance, a copy, or one thing",
    ),
    "text_share_implies": (
        "{part} 占 {share}，意味着全体约为 {total}；这是推算，不是文中的数",
        "{part} being {share} implies a total of about {total}; this is derived, not stated",
    ),
    "text_two_values": (
        ("{subject} 的同一指标写有 {one} 和 {other}；两说并存，请核对口径和日期"),
        ("one figure of {subject} is given as {one} and as {other}; both stand, check definitions and dates"),
    ),
}
