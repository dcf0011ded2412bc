"""What is a row of a table in running text about, when its columns have names?

Pages and notices give tables as lines with bars or tabs between the cells. A line of labels (项目名称 | 建设单位 | …)
says which cell names the thing; in the lines below, the numbers of a row belong to it.
"""

import re
from collections.abc import Iterator, Sequence

from yuantu.evidence.text.blocks import Block
from yuantu.evidence.text.claims import SubjectKind
from yuantu.evidence.text.entities import Name

_BAR = re.compile(r"[|\t]")
_LABELS: tuple[tuple[re.Pattern[str], SubjectKind], ...] = (
    (re.compile(r"(?:建设|工程)?项目(?:名称)?|项目/?工程|工程名称|名称"), "project"),
    (re.compile(r"(?:园区|产业园|开发区|平台|载体)(?:名称)?"), "park"),
    (re.compile(r"(?:地块|宗地)(?:编号|名称|号|位置)?"), "site"),
    (re.compile(r"(?:企业|公司|单位|建设单位|中标人|竞得人)(?:名称)?"), "company"),
    (re.compile(r"(?:地区|区域|县区|县\(市、区\)|区县|县市区|城市|镇街|市州|地市)"), "region"),
)
_LABEL = re.compile(r"[^\w“《]{0,4}(?:\d{1,2}[.、])?(?P<name>[一-鿿A-Za-z0-9()（）“”·-]{5,24})[:：]")
_ATTRIBUTE = re.compile(
    r"(?:面积|规模|价格?|租金|配套|优势|政策|方式|时间|地点|范围|条件|要求|情况|方面|区位|交通|产业|内容|目标|任务|措施|标准)$|\d{4}年"
)
_COMPANY = re.compile(r"(?:公司|集团|企业|股份|科技)$")
_PARK = re.compile(r"(?:园区?|[园新港]区|开发区|合作区|示范区|产业城|科技城|小镇|谷)$")
_LONGEST_LABEL, _LONGEST_NAME = 12, 40


def row_names(text: str, blocks: Sequence[Block], first: int, last: int) -> dict[int, Name]:
    """By block number, the name that each row below a line of labels is about."""
    found: dict[int, Name] = dict(_labelled(text, blocks, first, last))
    column: tuple[int, int, SubjectKind] | None = None  # cell, number of cells, kind
    told: Name | None = None  # of a table with one label and one value in each line
    for number in range(first, last + 1):
        cells = list(_cells(text, blocks[number]))
        if len(cells) < 2:
            column = told = None
            continue
        if len(cells) == 2 and (named := _named(text, cells)) is not None:
            told, column = named, None
            continue
        if told is not None and len(cells) == 2:
            found[number] = told
            continue
        told = None
        labels = _label(text, cells)
        if labels is not None:
            column = labels[0], len(cells), labels[1]
        elif column is not None and len(cells) == column[1]:
            start, end = cells[column[0]]
            if 2 <= end - start <= _LONGEST_NAME:
                found[number] = Name(start, end, text[start:end], column[2], known=True)
    return found


def _labelled(text: str, blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, Name]]:
    """● X基地：投资8.6亿元, in a list of such lines: the words before the colon name what the line is about."""
    labels = {
        number: label
        for number in range(first, last + 1)
        if blocks[number].kind == "list"
        and (label := _LABEL.match(text, blocks[number].start, blocks[number].end))
    }
    for number, label in labels.items():
        words = label["name"]
        if (number - 1 in labels or number + 1 in labels) and not _ATTRIBUTE.search(words):
            kind: SubjectKind = (
                "company" if _COMPANY.search(words) else "park" if _PARK.search(words) else "project"
            )
            yield number, Name(label.start("name"), label.end("name"), words, kind, known=True)


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The cells of a line, without the blanks around them; an empty line of bars has none."""
    start = block.start
    for end in [*(bar.start() for bar in _BAR.finditer(text, block.start, block.end)), block.end]:
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = end + 1


def _named(text: str, cells: Sequence[tuple[int, int]]) -> Name | None:
    """项目名称 | X: the thing that the lines of a table of labels and values are about."""
    (start, end), (first, last) = cells
    for pattern, kind in _LABELS:
        if text[start:end].endswith("名称") and pattern.fullmatch(text[start:end]):
            return (
                Name(first, last, text[first:last], kind, known=True)
                if last - first <= _LONGEST_NAME
                else None
            )
    return None


def _label(text: str, cells: Sequence[tuple[int, int]]) -> tuple[int, SubjectKind] | None:
    """The column that names the rows, where every cell is a label; projects before parks, sites, companies, places."""
    words = [text[start:end] for start, end in cells]
    if any(len(one) > _LONGEST_LABEL or re.search(r"[0-9。，]", one) for one in words):
        return None
    for pattern, kind in _LABELS:
        for at, one in enumerate(words):
            if pattern.fullmatch(one):
                return at, kind
    return None
