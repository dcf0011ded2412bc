"""How is an invented number written in a table?

From arrays of integers to lists of text, without floats: 85 tenths is `8.5`, 11,308,300 hundred-thousandths
of a degree is `113.08300`.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from yuantu.samples.draws import Integers, chance
from yuantu.samples.markets import BLANK_PER_MILLE

Mask = NDArray[np.bool_]


def texts(indexes: Integers, table: Sequence[str]) -> list[str]:
    """The entry of `table` at each index."""
    return list(map(table.__getitem__, indexes.tolist()))


def decimals(values: Integers, parts: int) -> list[str]:
    """Values counted in `parts` (10 or 100) of a unit, without needless zeros: 80 tenths is `8`."""
    return [_decimal(value, parts) for value in values.tolist()]


@lru_cache(maxsize=1 << 16)
def _decimal(value: int, parts: int) -> str:
    whole, rest = divmod(value, parts)
    return f"{whole}.{rest:0{len(str(parts)) - 1}d}".rstrip("0").rstrip(".")


def degrees(values: Integers) -> list[str]:
    """Hundred-thousandths of a degree with all five decimals."""
    return [f"{value // 100_000}.{value % 100_000:05d}" for value in values.tolist()]


def blank(column: list[str], draw: Integers, name: str, also: Mask | None = None) -> None:
    """Blank out the share of `column` that nobody has stated, and the rows `also` that cannot have it."""
    gone = chance(draw, BLANK_PER_MILLE[name])
    if also is not None:
        gone |= also
    for row in np.flatnonzero(gone).tolist():
        column[row] = ""
