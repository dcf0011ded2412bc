"""What speaks for visiting a company, and what against?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "doubt_elsewhere": ("已在别处投资：{words}", "it invests elsewhere already: {words}"),
    "doubt_intent": (
        "没有记录表明它有意外迁或增设",
        "nothing on record says that it means to move or to add works",
    ),
    "doubt_leader": ("本身是链主，未必为配套而来", "it leads a chain itself and may not come as a supplier"),
    "doubt_no_minutes": (
        "到这里的车程不明：所在地不详，或不在路网内",
        "the drive to here is not known: no place is stated, or none on the road network",
    ),
    "doubt_no_sign": ("没有扩产、增资一类的记录", "no record of expansion or further investment"),
    "doubt_old": ("最近一条记录止于 {day}，已逾一年", "the last record ends on {day}, more than a year ago"),
    "doubt_rule": (
        "产品定位由规则得出（把握 {confidence}），未经人核实",
        "a rule placed it on the product (sureness {confidence}); nobody has confirmed that",
    ),
    "reason_customers": (
        "本地有{count}家要用{node}：{names}",
        "{count} here ask for {node}: {names}",
    ),
    "reason_dealings": ("与本地有过往来：{words}", "it has had dealings with this place: {words}"),
    "reason_leader_seat": (
        "与本地链主 {names} 的总部同城",
        "it sits in the city of the head office of {names}, which leads here",
    ),
    "reason_makes": ("做{node}：“{words}”", "makes {node}: “{words}”"),
    "reason_minutes": (
        "到本地客户约{minutes}分钟车程",
        "about {minutes} minutes by road to its customers here",
    ),
    "reason_neighbours": (
        "同城企业已有{count}家落户本地（{words}）：{names}",
        "{count} companies of its city are here already ({words}): {names}",
    ),
    "reason_sign": ("有扩张迹象：{words}", "a sign of expansion: {words}"),
    "reason_split": (
        "已是总部与基地分设：{words}",
        "its head office and its works are apart already: {words}",
    ),
    "target_abstains": (
        "只有{count}个可查的来源，少于{least}个，不作推荐",
        "only {count} sources that can be looked up speak of it, fewer than {least}: no recommendation",
    ),
    "target_few_reasons": (
        "只有{count}条理由，少于{least}条，不作推荐",
        "only {count} reasons speak for it, fewer than {least}: no recommendation",
    ),
}
