"""What can go wrong with weights and with what is said of their stability?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "weights_all_zero": (
        "{names} 的权重都是 0；请至少给一项大于 0 的权重",
        "the weights of {names} are all zero; give at least one a weight above zero",
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
    "weights_swing": (
        "摆幅最大的“{name}”是 {value}；请把最要紧的一项写成 100，其余按它比",
        "the largest swing, “{name}”, is {value}; write 100 for what matters most and the others beside it",
    ),
    "weights_too_many": (
        "{count} 项准则两两比较太多，最多 {most} 项；请先分组",
        "{count} criteria are too many to compare in pairs, at most {most}; compare groups first",
    ),
}
