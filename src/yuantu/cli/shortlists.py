"""How does a brief or a shortlist read in a terminal?"""

from typing import Any

WORDS = {
    "zh": {
        "passed": "满足", "to_verify": "待核实", "rejected": "不满足", "understood": "已理解", "missed": "没有理解",
        "as_of": "截至", "of": "处候选", "none": "（无）", "sample": "[示例] ", "ask": "待问", "contradiction": "矛盾",
        "assumed": "按此理解", "statements": "陈述", "more": "还有", "relax": "放宽一项可行",
        "what_if": "假设", "stability": "稳不稳", "flips": "会变",
    },
    "en": {
        "passed": "Passed", "to_verify": "To verify", "rejected": "Rejected", "understood": "Understood",
        "missed": "Not understood", "as_of": "As of", "of": "candidates", "none": "(none)", "sample": "[示例 sample] ",
        "ask": "Ask", "contradiction": "Contradiction", "assumed": "Taken to mean", "statements": "statements",
        "more": "more", "relax": "One requirement relaxed", "what_if": "Suppose",
        "stability": "How sure", "flips": "Flips",
    },
}  # fmt: skip
FIELDS = {
    "kind": ("类型", "kind"), "area_m2": ("面积 ㎡", "area m²"), "needed_by": ("进场", "needed by"),
    "price": ("价格", "price"), "clear_height_m": ("层高 m", "clear height m"),
    "floor_load_t_m2": ("承重 t/㎡", "floor load t/m²"), "power_kva": ("电力 kVA", "power kVA"),
    "regions": ("区域", "regions"), "excluded_regions": ("排除区域", "excluded regions"),
    "anchors": ("距离", "anchors"), "industry": ("产业", "industry"), "processes": ("工艺", "processes"),
    "infrastructure": ("配套", "infrastructure"), "not_required": ("不需要", "not required"),
    "tenure": ("方式", "tenure"), "as_of": ("时点", "as of"),
}  # fmt: skip
SIDES = ("before", "after")
FLIPS = 2
RELAXATIONS = 5  # of which the first step is told
MARKS = {"passed": "✓", "to_verify": "?", "rejected": "✗"}


def brief_lines(brief: dict[str, Any], language: str) -> list[str]:
    """What was understood, field by field with its words, and what was not."""
    say = WORDS[language]
    lines = [f"{say['understood']}:"]
    for name, labels in FIELDS.items():
        stated = brief[name] if isinstance(brief[name], list) else [brief[name]] if brief[name] else []
        for field in stated:
            lines.append(
                f"  {labels[0 if language == 'zh' else 1]}: {_field_words(field)}  ← “{field['words']}”"
            )
    for key, label in (("contradictions", "contradiction"), ("assumptions", "assumed")):
        lines += [f"  {say[label]}: {one['message'][language]}" for one in brief.get(key, ())]
    if brief["not_understood"]:
        lines.append(f"  {say['missed']}: {'、'.join(brief['not_understood'])}")
    return lines


def match_lines(answer: dict[str, Any], language: str) -> list[str]:
    """The three lists, each candidate with its reasons, open questions or first failed test."""
    say, counts = WORDS[language], answer["counts"]
    lines = brief_lines(answer["brief"] | {"not_understood": answer["not_understood"]}, language)
    lines.append(
        f"{say['as_of']} {answer['as_of']} · {counts['candidates']} {say['of']} · {answer['snapshot']}"
    )
    for name, mark in MARKS.items():
        lines += ["", f"{mark} {say[name]} {counts[name]}"]
        if not answer[name]:
            lines.append(f"    {say['none']}")
        for item in answer[name]:
            lines += _item_lines(item, language)
        if counts[name] > len(answer[name]) > 0:
            lines.append(f"    … {say['more']} {counts[name] - len(answer[name])}")
    lines += ["", answer["none"][language]] if answer["none"] else []
    lines += _stability_lines(answer["stability"], language) if answer["stability"] else []
    lines += _what_if_lines(answer["what_if"], language) if answer["what_if"] else []
    if answer["relaxations"]:
        lines += ["", f"{say['relax']}:"]
        lines += [f"    {one['text'][language]}" for one in answer["relaxations"][:RELAXATIONS]]
    return [*lines, "", *(note[language] for note in answer["notes"])] if answer["notes"] else lines


def _stability_lines(told: dict[str, Any], language: str) -> list[str]:
    """Whether the first place can be called, how often each is first, and what would change it."""
    say = WORDS[language]
    lines = ["", f"{say['stability']}: {told['text'][language]}"]
    for one in told["standings"]:
        lines.append(f"    {one['ranks'][0] * 100:5.1f} %  {one['name']}  {one['score']:.2f}")
    lines += [f"    {say['flips']}: {one['text'][language]}" for one in told["flips"][:FLIPS]]
    return [*lines, f"    {told['error'][language]}"]


def _what_if_lines(told: dict[str, Any], language: str) -> list[str]:
    """What the suppositions are, what they change at the top, and who moves."""
    say = WORDS[language]
    lines = ["", f"{say['what_if']}: {'；'.join(one['text'][language] for one in told['changes'])}"]
    lines.append(f"    {told['text'][language]}")
    for move in told["moves"]:
        sides = (f"{say[one['list']]} {one['rank']}" for one in (move["before"], move["after"]))
        scores = " → ".join(
            "–".join(f"{end:.2f}" for end in dict.fromkeys(move[side]["band"])) for side in SIDES
        )
        lines.append(f"    {move['name']}: {' → '.join(sides)}  {scores}")
    return lines


def _item_lines(item: dict[str, Any], language: str) -> list[str]:
    say = WORDS[language]
    score = f"{item['score']:.2f}" if item["score"] is not None else "{:.2f}–{:.2f}".format(*item["band"])
    mark = say["sample"] if item["sample"] else ""
    lines = [f"    {mark}{item['name']}{_region(item, language)} {score}  {item['id']}"]
    if item["failed"]:
        lines.append(f"        {item['failed']['text'][language]}{_ids(item['failed']['statements'])}")
    for reason in item["reasons"] if not item["failed"] else ():
        part = reason["contribution"]
        gain = f"+{part:.2f}" if part is not None else "+{:.2f}–{:.2f}".format(*reason["band"])
        words = f"{reason['label'][language]} {reason['text'][language]}"
        lines.append(f"        {words}  {gain}{_ids(reason['statements'])}")
    if item["unknown"] and not item["failed"]:
        asks = " ".join(one["ask"][language] for one in item["unknown"])
        lines.append(f"        {say['ask']}: {asks}")
    return lines


def _region(item: dict[str, Any], language: str) -> str:
    if "region_label" not in item:  # only sites say where they lie
        return ""
    label = item["region_label"]
    return f"（{label[language] if label else '?'}）"


def _ids(statements: list[str]) -> str:
    shown = ", ".join(statements[:2])
    return f"  [{shown}{' …' if len(statements) > 2 else ''}]" if statements else ""


def _field_words(field: dict[str, Any]) -> str:
    """A field of the brief in a few signs: ≥ 10,000 · 30 d (2026-12-22) · 宝安 ≤ 90 min."""
    if "days" in field:
        return f"{field['days']} d ({field['date']})"
    if "place" in field:
        minutes = field["max_minutes"]
        return field["place"] if minutes is None else f"{field['place']} ≤ {_plain(minutes)} min"
    if "max" in field:
        bounds = (("≥", field.get("min")), ("≤", field["max"]), ("≈", field.get("about")))
        numbers = " ".join(f"{sign} {_plain(number)}" for sign, number in bounds if number is not None)
        return f"{numbers} {field.get('unit', '')}".rstrip()
    return str(field.get("name") or field["value"])


def _plain(number: float) -> str:
    return f"{number:,.10g}"
