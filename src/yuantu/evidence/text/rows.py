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
_LONGEST_LABEL, _LONGEST_NAME = 12, 40


def row_names(text: str, blocks: Sequence[Block], first: int, last: int) -> dict[int, Name]:
    """By block number, the name that each row below a line of labels is about."""
    found: dict[int, Name] = {}
    column: tuple[int, int, SubjectKind] | None = None  # cell, number of cells, kind
    for number in range(first, last + 1):
        cells = list(_cells(text, blocks[number]))
        if len(cells) < 2:
            column = None
            continue
        labels = _label(text, cells)
        if labels is not None:
            column = labels[0], len(cells), labels[1]
        elif column is not None and len(cells) == column[1]:
            start, end = cells[column[0]]
            if 2 <= end - start <= _LONGEST_NAME:
                found[number] = Name(start, end, text[start:end], column[2], known=True)
    return found


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The cells of a line, without the blanks around them; an empty line of bars has none."""
    start = block.start
    for end in [*(bar.start() for bar in _BAR.finditer(text, block.start, block.end)), block.end]:
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = end + 1


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
