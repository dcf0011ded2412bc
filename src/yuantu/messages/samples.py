"""What can go wrong while sample inventory is made?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "samples_no_places": (
        "数据包 {pack} 里没有这些城市的带坐标的镇街或区县：{cities}；请换一个数据包",
        "the pack {pack} has no towns or counties with a point in: {cities}; give another pack",
    ),
    "samples_no_regions": (
        "数据包 {pack} 里没有 regions.csv，不知道示例放在哪里；请换一个数据包",
        "the pack {pack} has no regions.csv, so nobody knows where samples should stand; give another pack",
    ),
    "samples_rows": (
        "示例数量 {value} 不可用；请给 0 到 {most} 之间的整数",
        "{value} samples cannot be made; give a whole number from 0 to {most}",
    ),
    "samples_seed": (
        "种子 {value} 不可用；请给不小于 0 的整数",
        "the seed {value} cannot be used; give a whole number from 0",
    ),
}
