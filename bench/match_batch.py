"""How fast are a thousand or ten thousand demands answered at once, against SQL, numpy and a bare matrix product?"""

import time
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.match_data import Market, draw_market, many
from bench.match_peers import WAYS, ask_duckdb, ask_join, ask_numpy, load_demands, load_duckdb
from bench.match_single import agrees
from bench.rows import Row, compare, time_calls
from yuantu.match.kernels.best import find_best
from yuantu.match.kernels.demands import Demands
from yuantu.match.kernels.index import Index
from yuantu.match.kernels.plain import Best

TOP = 10
LOOPED = 20  # demands that the loop in numpy is timed on; its time is scaled to all
CHECKED = 20  # demands of the largest batch that SQL checks one by one
BLOCKS = ((512, 1000), (1024, 1000), (2048, 1000), (2048, 500))  # of the matrix product: the best counts
Seconds = tuple[float, float]
Singles = NDArray[np.float32]


def batch_rows(rows: int) -> Iterator[Row]:
    """A thousand demands over `rows`, with nothing and with a fifth missing, and ten thousand."""
    for missing in (0.0, 0.2):
        market = draw_market(rows, missing)
        yield from _thousand(market, ", 20 % missing" if missing else "")
        if not missing:
            yield from _ten_thousand(market)


def _thousand(market: Market, suffix: str) -> Iterator[Row]:
    demands = many(market, 1000)
    size = (len(market.catalogue), len(demands))
    index = Index(market.catalogue)
    query = time_calls(partial(find_best, index, demands, TOP))
    built = time_calls(lambda: find_best(Index(market.catalogue), demands, TOP))
    answer = find_best(index, demands, TOP)
    loop, same = _loop(market, demands, answer)
    label = f"batch, top 10{suffix}"
    yield compare(f"{label}, query only", "numpy loop, scaled", size, query, loop, 30, same)
    yield compare(f"{label}, with index", "numpy loop, scaled", size, built, loop, 7, same)
    peer, join, same = _join(market, demands, answer)
    yield compare(f"{label}, query only", peer, size, query, join, 300, same)
    yield compare(f"{label}, with index", peer, size, built, join, 80, same)


def _loop(market: Market, demands: Demands, answer: Best) -> tuple[Seconds, bool]:
    """The loop on some demands, scaled to all of them."""
    ours, masks = range(LOOPED), market.masks()
    seconds = time_calls(lambda: [ask_numpy(market, masks, demands, row, TOP) for row in ours], 3)
    same = all(agrees(answer, row, ask_numpy(market, masks, demands, row, TOP)) for row in ours)
    scale = len(demands) / LOOPED
    return (seconds[0] * scale, seconds[1] * scale), same


def _join(market: Market, demands: Demands, answer: Best) -> tuple[str, Seconds, bool]:
    """The best of four ways to write the join, found on few demands, then run on all of them."""
    base = load_duckdb(market)
    few = many(market, len(demands) // 20)
    load_demands(base, few)
    ways = {way: time_calls(partial(ask_join, base, few, TOP, way), 1)[0] for way in WAYS}
    way = min(ways, key=lambda one: ways[one])
    load_demands(base, demands)
    started = time.perf_counter()
    found = ask_join(base, demands, TOP, way)
    seconds = time.perf_counter() - started
    base.close()
    same = all(agrees(answer, row, found.get(row, ([], []))) for row in range(len(demands)))
    return f"DuckDB join, {way}, once", (seconds, seconds), same


def _ten_thousand(market: Market) -> Iterator[Row]:
    demands = many(market, 10_000)
    size = (len(market.catalogue), len(demands))
    index = Index(market.catalogue)
    query = time_calls(partial(find_best, index, demands, TOP), 3)
    product = _product(*size)
    answer = find_best(index, demands, TOP)
    base = load_duckdb(market)
    same = all(
        agrees(answer, row, ask_duckdb(base, demands, row, TOP))
        for row in range(0, len(demands), len(demands) // CHECKED)
    )
    base.close()
    yield compare(
        f"batch, top 10, {CHECKED} checked", "matrix product float32", size, query, product, 1 / 1.3, same
    )


def _product(rows: int, demands: int) -> Seconds:
    """(rows, 8) times (8, demands) in float32, block by block into one buffer; no test, no top."""
    rng = np.random.default_rng(1)
    values, weights = rng.random((rows, 8), dtype=np.float32), rng.random((8, demands), dtype=np.float32)
    part = max(1, rows // 20)
    tries = {block: time_calls(partial(_multiply, values[:part], weights, *block), 2)[0] for block in BLOCKS}
    best = min(tries, key=lambda block: tries[block])
    return time_calls(partial(_multiply, values, weights, *best), 3)


def _multiply(values: Singles, weights: Singles, height: int, width: int) -> None:
    out = np.empty((height, width), dtype=np.float32)
    parts = [np.ascontiguousarray(weights[:, at : at + width]) for at in range(0, weights.shape[1], width)]
    for start in range(0, len(values), height):
        block = values[start : start + height]
        for part in parts:
            np.matmul(block, part, out=out[: len(block), : part.shape[1]])
