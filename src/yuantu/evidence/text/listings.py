"""How many names are printed before a number that counts them?"""

import re

_REACH = 400
_BEFORE_COUNT = re.compile(r"(?P<open>等)?(?P<words>[^，,。；;、]{0,12})$")
_STARTS = re.compile(r"[。；;：:，,\n]")


def count_listed(raw: str, start: int) -> tuple[int, bool] | None:
    """The names of the list that ends at `start` (甲、乙和丙等11个), and whether the list is closed (no 等).

    Brackets hold what belongs to one name. None where no list stands there.
    """
    before = _flatten(raw[max(0, start - _REACH) : start])
    borders = [match.end() for match in _STARTS.finditer(before)]
    piece = before[borders[-1] :] if borders else before
    if "、" not in piece:
        return None
    mark = piece.rfind("等")
    tail = piece[mark + 1 :] if mark >= 0 else ""
    if mark >= 0 and len(tail) <= 12 and "、" not in tail:
        return piece[:mark].count("、") + _joined(piece[:mark]) + 1, False
    if re.search(r"[一-鿿)）]$", piece) and re.search(r"、[^、和与及]{2,16}[和与及][^、]{2,16}$", piece):
        return piece.count("、") + 2, True
    return None


def _joined(piece: str) -> int:
    return int(bool(re.search(r"、[^、]*[和与及](?!平)[^、]{2,}$", piece)))


def _flatten(words: str) -> str:
    """The words without what stands in brackets."""
    return re.sub(r"[(（][^()（）]{0,40}[)）]", "", words)
