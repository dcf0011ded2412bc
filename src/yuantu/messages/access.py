"""What can go wrong on the way from place to place?"""

ENTRIES: dict[str, tuple[str, str]] = {
    "access_bad_coordinate": (
        "坐标 {lon},{lat} 不在地球上；经度在 -180 到 180 之间，纬度在 -90 到 90 之间",
        (
            "the coordinate {lon},{lat} is not on the Earth; give a longitude of -180 to 180 and a "
            "latitude of -90 to 90"
        ),
    ),
    "access_far_place": (
        "{place} 离路网的任何节点都超过 {far_km} 公里，算不出车程；请在数据包里补上附近的道路节点",
        (
            "{place} is more than {far_km} km from every node of the road network, so no driving "
            "time is known; add a road node near it to the pack"
        ),
    ),
    "access_loose_end": (
        "道路 {road} 的一端“{node}”不是路网节点，这条路没有计入；请补上节点或改正编号",
        (
            "road {road} ends at “{node}”, which is no node of the network, so it is left out; add "
            "the node or correct its id"
        ),
    ),
    "access_model": (
        (
            "小汽车、自由流：收费公路和设计时速 {trunk_kmh} 公里以上的道路按设计时速的 {trunk} 行驶，"
            "其他道路按 {street}；上下路网按直线距离 × {detour}、时速 {access_kmh} 公里；不计拥堵"
        ),
        (
            "car, free flow: {trunk} of the design speed on toll roads and on roads for {trunk_kmh} "
            "km/h or more, {street} on others; to and from the network straight line × {detour} at "
            "{access_kmh} km/h; no congestion"
        ),
    ),
    "access_no_measure": (
        "道路 {road} 的 {field} 是“{value}”，这条路没有计入；请填一个大于零的数",
        "the {field} of road {road} is “{value}”, so it is left out; give a number above zero",
    ),
    "access_no_way": (
        "{day} 的路网里找不到相通的路；请换一个日期，或在数据包里补上道路",
        (
            "the road network as of {day} has no way between the two places; choose another day or "
            "add roads to the pack"
        ),
    ),
    "access_twin": (
        "路网里编号“{id}”出现了两次；请给每个节点、每段路一个自己的编号",
        "the id “{id}” occurs twice in the road network; give every node and every road its own id",
    ),
    "access_uncertain_roads": (
        "{roads}：开通时间只知道大致的年月，{day} 当天是否通车不能确定，按已通车计",
        (
            "{roads}: the opening is known only to the month or year, so whether it was open on {day}"
            " is not certain; counted as open"
        ),
    ),
    "access_undated_roads": (
        "{roads}：没有开通日期，{day} 按已通车计",
        "{roads}: no opening date is known; counted as open on {day}",
    ),
    "access_unknown_node": (
        "路网里没有编号为“{node}”的节点；请给出节点编号或经纬度",
        "the road network has no node “{node}”; give the id of a node or a coordinate",
    ),
}
