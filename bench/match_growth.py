"""How does the time of matching grow with candidates and demands?

A law t = a + b · size is fitted (least squares of relative errors, neither below nought) and written into the row. At
the end time must grow as size does: ten times the size, not more than 12 times the seconds.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from bench.match_data import draw_market, many
from bench.rows import Row, time_calls
from yuantu.match.kernels.best import find_best
from yuantu.match.kernels.index import Index

TOP = 10
DEMANDS, CANDIDATES = 100, 10_000
MOST_GROWTH = 12.0


def growth_rows(most_rows: int, most_demands: int) -> Iterator[Row]:
    """Growth with candidates up to `most_rows` and with demands up to `most_demands`, tenfold each step."""
    sizes = [10**power for power in range(3, 9) if 10**power <= most_rows]
    yield _row("candidates N", DEMANDS, sizes, _over_candidates)
    sizes = [10**power for power in range(1, 7) if 10**power <= most_demands]
    yield _row("demands M", CANDIDATES, sizes, _over_demands)


def _over_candidates(size: int) -> Callable[[], Any]:
    market = draw_market(size)
    index, demands = Index(market.catalogue), many(market, DEMANDS)
    return partial(find_best, index, demands, TOP)


def _over_demands(size: int) -> Callable[[], Any]:
    market = draw_market(CANDIDATES)
    index, demands = Index(market.catalogue), many(market, size)
    return partial(find_best, index, demands, TOP)


def _row(what: str, fixed: int, sizes: Sequence[int], prepare: Callable[[int], Callable[[], Any]]) -> Row:
    seconds, medians = zip(
        *(time_calls(prepare(size), 7 if size < 10**7 else 3) for size in sizes), strict=True
    )
    start, slope = fit(sizes, seconds)
    growth = seconds[-1] / seconds[-2]
    letter = what[-1]
    law = f"t = {start * 1e6:.0f} µs + {slope * 1e9:.3g} ns × {letter}"
    label = f"growth with {what} from {sizes[0]:,} to {sizes[-1]:,}: {law}"
    size = (sizes[-1], fixed) if letter == "N" else (fixed, sizes[-1])
    return Row(label, f"a tenth of {letter}", *size, seconds[-1], medians[-1], seconds[-2], growth, None,
               f"≤ {MOST_GROWTH:g} × for ten times {letter}", growth <= MOST_GROWTH)  # fmt: skip


def fit(sizes: Sequence[int], seconds: Sequence[float]) -> tuple[float, float]:
    """Give a and b of seconds ≈ a + b · size, by least squares of relative errors, neither below nought."""
    times = np.array(seconds)
    design = np.stack([1 / times, np.array(sizes) / times], axis=1)
    start, slope = np.linalg.lstsq(design, np.ones(len(times)), rcond=None)[0]
    if start < 0:
        start, slope = 0.0, float((design[:, 1] @ np.ones(len(times))) / (design[:, 1] @ design[:, 1]))
    return float(start), float(slope)
