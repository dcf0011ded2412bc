"""What does a very long chain look like?

A chain of a user as a YAML file, made by rule: products named after nothing that exists, a narrower one now and then,
each with one to three inputs from the segments before it.
"""

import json

SEGMENTS = 36
STAGES = ("upstream", "midstream", "downstream")
SORTS = ("超薄", "柔性", "高压", "液冷", "三元", "固态", "激光", "车规", "复合", "再生")
THINGS = ("添加剂", "箔材", "浆料", "阀组", "转子", "封装", "传感器", "线束", "总成", "模组", "芯片", "电机")


def make_long_chain(nodes: int, identifier: str = "long") -> str:
    """YAML of a chain with so many nodes. JSON is YAML, and quicker to write."""
    segments = [
        {"id": f"s{place}", "stage": STAGES[place * len(STAGES) // SEGMENTS],
         "name": {"zh": f"示例链段{place}", "en": f"made-up segment {place}"}}
        for place in range(SEGMENTS)
    ]  # fmt: skip
    products = [
        {"id": f"n{place}", "segment": f"s{place * SEGMENTS // nodes}",
         "name": {"zh": f"{SORTS[place % 10]}{THINGS[place // 10 % 12]}{place}号", "en": f"made-up product {place}"},
         "synonyms": [f"别称{place}号"]}
        for place in range(nodes)
    ]  # fmt: skip
    back = nodes // SEGMENTS
    edges = [
        {"from": f"n{place - back - place * step % (2 * back)}", "to": f"n{place}"}
        for place in range(3 * back, nodes)
        for step in range(1, 2 + place % 3)
    ]
    distinct = {(edge["from"], edge["to"]): edge for edge in edges}
    return json.dumps(
        {"id": identifier, "name": {"zh": "示例长链", "en": "made-up long chain"}, "version": "1",
         "basis": "made up by rule", "segments": segments, "nodes": products, "edges": list(distinct.values())},
        ensure_ascii=False, indent=1,
    )  # fmt: skip
