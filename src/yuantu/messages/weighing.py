"""What can go wrong with weights and with what is said of their stability?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "stability_number": (
        "{name} 是 {value}，不能用；请写 1 到 {most} 之间的整数",
        "{name} is {value}, which cannot be used; give a whole number from 1 to {most}",
    ),
    "weights_all_zero": (
        "{names} 的权重都是 0；请至少给一项大于 0 的权重",
        "the weights of {names} are all zero; give at least one a weight above zero",
    ),
    "weights_bounds": (
        "“{name}”的权重界限 {low} 到 {high} 不能用；请写 0 到 1 之间、从小到大的两个数",
        "the bounds {low} to {high} of the weight of “{name}” cannot be used; give two numbers from 0 to 1, rising",
    ),
    "weights_bounds_empty": (
        "满足这些界限的权重几乎没有（占 {share}）；请放宽界限",
        "hardly any weights lie within these bounds (a share of {share}); widen them",
    ),
    "weights_concentration": (
        "集中度 {value} 不能用；请写大于 0 的数，越大越接近所给权重，例如 50",
        "the concentration {value} cannot be used; give a number above zero, the larger the closer, such as 50",
    ),
    "weights_inconsistent": (
        (
            "两两比较不一致：一致性比率 {ratio}，高于 0.10；最不合的是“{first}”比“{second}”写 {stated} 倍，"
            "其余比较推出 {implied} 倍"
        ),
        (
            "the comparisons are inconsistent: consistency ratio {ratio}, above 0.10; farthest off is “{first}” "
            "against “{second}”, stated {stated} times, while the others imply {implied} times"
        ),
    ),
    "weights_none": ("一项准则也没有；请至少写一项", "there is no criterion; name at least one"),
    "weights_number": (
        "“{name}”的权重 {value} 不能用；请写零或正数",
        "the weight {value} of “{name}” cannot be used; give zero or a positive number",
    ),
    "weights_order": (
        "重要性次序“{order}”里有重复或不认识的准则；可写：{names}",
        "the order of importance “{order}” names a criterion twice or one that is not there; there are: {names}",
    ),
    "weights_pair": (
        "“{first}”比“{second}”是 {value}；请写大于 0 的倍数，例如 3 或 1/3",
        "“{first}” against “{second}” is {value}; give a multiple above zero, such as 3 or 1/3",
    ),
    "weights_reciprocal": (
        "“{first}”比“{second}”是 {value}，反过来却是 {back}；两个数应互为倒数，请改其中一个",
        "“{first}” against “{second}” is {value}, the other way round {back}; each must be one over the other",
    ),
    "weights_shape": (
        "比较表是 {shape}，准则有 {order} 项；请给 {order} × {order} 的表",
        "the table of comparisons is {shape}, and there are {order} criteria; give a table of {order} × {order}",
    ),
    "weights_sum": (
        "权重之和是 {total}，应为 1，且各项不小于 0；请先按比例换算",
        "the weights sum to {total}; they must sum to 1, none below zero; scale them first",
    ),
    "weights_swing": (
        "摆幅最大的“{name}”是 {value}；请把最要紧的一项写成 100，其余按它比",
        "the largest swing, “{name}”, is {value}; write 100 for what matters most and the others beside it",
    ),
    "weights_too_many": (
        "{count} 项准则两两比较太多，最多 {most} 项；请先分组",
        "{count} criteria are too many to compare in pairs, at most {most}; compare groups first",
    ),
    "weights_unknown": (
        "权重里的准则“{name}”和问题的准则不一致；应为：{known}",
        "the weights name the criteria “{name}”, the question has others; there must be: {known}",
    ),
}
