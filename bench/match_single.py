"""How fast is one demand answered, against SQL, polars, numpy and libraries of decision methods?"""

from collections.abc import Callable, Iterator
from functools import partial

import duckdb
import numpy as np
import polars as pl

from bench.match_data import Market, draw_market, loose, tight
from bench.match_peers import (
    Found,
    ask_decision_libraries,
    ask_duckdb,
    ask_numpy,
    ask_polars,
    load_duckdb,
    load_polars,
)
from bench.rows import Row, compare, time_calls
from yuantu.match.kernels.best import find_best
from yuantu.match.kernels.demands import Demands
from yuantu.match.kernels.index import Index
from yuantu.match.kernels.plain import Best

TOP = 20
REACH = {("tight", "DuckDB"): 8, ("loose", "DuckDB"): 4, ("tight", "polars"): 3, ("loose", "polars"): 3}
NUMPY_REACH = 1


def single_rows(rows: int) -> Iterator[Row]:
    """One demand over `rows`, with nothing missing and with a fifth missing."""
    for missing in (0.0, 0.2):
        market = draw_market(rows, missing)
        base, frame = load_duckdb(market), load_polars(market)
        index = Index(market.catalogue)
        for name, demands in (("tight", tight(market)), ("loose", loose(market))):
            label = f"single, {name}" + (", 20 % missing" if missing else "")
            yield from _against(label, name, market, demands, index, base, frame)
            if name == "loose" and not missing:
                yield from _against_libraries(label, market, demands)
        base.close()


def _against(  # noqa: PLR0913, PLR0917 (everything that was loaded)
    label: str, name: str, market: Market, demands: Demands, index: Index, base: duckdb.DuckDBPyConnection,
    frame: pl.DataFrame,
) -> Iterator[Row]:  # fmt: skip
    size = (len(market.catalogue), 1)
    scan = partial(find_best, market.catalogue, demands, TOP)
    indexed = partial(find_best, index, demands, TOP)
    ours, with_index = time_calls(scan, 25), time_calls(indexed, 25)
    answer = scan()
    assert answer.rows.tolist() == indexed().rows.tolist()
    peers: tuple[tuple[str, Callable[[], Found], int], ...] = (
        ("DuckDB", partial(ask_duckdb, base, demands, 0, TOP), 9),
        ("polars", partial(ask_polars, frame, demands, 0, TOP), 15),
        ("numpy", partial(ask_numpy, market, market.masks(), demands, 0, TOP), 9),
    )
    for peer, ask, repetitions in peers:
        theirs = time_calls(ask, repetitions)
        same = agrees(answer, 0, ask())
        reach = REACH.get((name, peer), NUMPY_REACH)
        yield compare(label, peer, size, ours, theirs, reach, same)
        yield compare(f"{label}, with an index", peer, size, with_index, theirs, reach, same)


def _against_libraries(label: str, market: Market, demands: Demands) -> Iterator[Row]:
    """Of the libraries only their own part counts, of ours everything."""
    ours = time_calls(partial(find_best, market.catalogue, demands, TOP), 25)
    answer = find_best(market.catalogue, demands, TOP)
    for peer, least, median, found in ask_decision_libraries(market, demands, TOP):
        size = (len(market.catalogue), 1)
        yield compare(label, peer, size, ours, (least, median), 100, agrees(answer, 0, found))


def agrees(best: Best, row: int, found: Found) -> bool:
    """The same ids, and scores that differ by no more than 1e-12."""
    ids, scores = found
    there = best.rows[row] >= 0
    close = (
        np.abs(best.scores[row][there] - scores) <= 1e-12 if len(ids) == there.sum() else np.array([False])
    )
    return best.rows[row][there].tolist() == ids and bool(close.all())
