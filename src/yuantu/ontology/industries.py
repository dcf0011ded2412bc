"""What is this code, or this name, in the national classification of industries (GB/T 4754-2017)?"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_FILE = Path(__file__).parent / "codes" / "gb4754.csv"


@dataclass(frozen=True, slots=True)
class Industry:
    """An entry of the standard: section 门类 (A), division 大类 (01), group 中类 (011) or class 小类 (0111)."""

    code: str
    name: str
    level: Literal["section", "division", "group", "class"]
    section: str


@cache
def industries() -> dict[str, Industry]:
    """All entries by code, in the order of the standard."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(",")[0]: Industry(*line.split(",")) for line in lines}  # type: ignore[arg-type]


def find_industry(code_or_name: str) -> Industry | None:
    """The entry of that code or exact name (the broadest one when a name is used on several levels)."""
    words = code_or_name.strip()
    known = industries()
    if words in known:
        return known[words]
    return next((industry for industry in known.values() if industry.name == words), None)
