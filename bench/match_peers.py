"""How would somebody match without Yuantu: in SQL, with polars, with numpy, with a library of decision methods?

All of them get the same tests and the same value functions on fixed knots: what is unknown fails a test and counts
half. Each names the ids and scores of the best.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.match_data import CRITERIA, INDUSTRIES, TESTED, Market, industry_of
from bench.peers import peer_python, run_peer
from yuantu.match.catalogue import Floats
from yuantu.match.kernels.demands import Demands

Found = tuple[list[int], list[float]]
LIBRARIES = ("scikit-criteria==0.10", "pymcdm==1.4.0")
PROGRAM = """
import json, statistics, time
import numpy as np
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

def scikit_criteria(values, weights):
    return WeightedSumModel().evaluate(mkdm(values, [max] * values.shape[1], weights=weights)).e_.score

def pymcdm(values, weights):
    # The values are on fixed bounds already: nothing is to be scaled by the candidates that happen to be there.
    return WSM(normalization_function=lambda numbers, cost: numbers)(values, weights, np.ones(len(weights)))

values, weights, found = np.load("values.npy"), np.load("weights.npy"), []
for weigh in (scikit_criteria, pymcdm):
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        scores = weigh(values, weights)
        best = np.argsort(-scores, kind="stable")[:100]
        seconds.append(time.perf_counter() - started)
    found.append([min(seconds), statistics.median(seconds), best.tolist(), scores[best].tolist()])
print(json.dumps({"found": found}))
"""


# ── DuckDB ───────────────────────────────────────────────────────────────────────────────────────


def load_duckdb(market: Market) -> duckdb.DuckDBPyConnection:
    """A table of the columns that demands read; what is unknown is NULL."""
    base = duckdb.connect()
    names = sorted({*TESTED, *CRITERIA})
    source = {"id": np.arange(len(market.catalogue)), "industries": market.masks()} | {
        name: market.numbers(name) for name in names
    }
    base.register("source", source)
    numbers = ", ".join(f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END AS {name}" for name in names)
    base.execute(f"CREATE TABLE site AS SELECT id, industries, {numbers} FROM source")
    base.unregister("source")
    return base


def conditions(demands: Demands, row: int) -> str:
    """The tests of one demand as SQL."""
    parts = []
    for slot, name in enumerate(TESTED):
        low, high = float(demands.least[row, slot]), float(demands.most[row, slot])
        parts.append(f"{name} >= {low!r}" if np.isfinite(low) else f"{name} <= {high!r}")
    return " AND ".join([*parts, f"industries & {1 << industry_of(demands, row)} <> 0"])


def points(demands: Demands, row: int) -> str:
    """The score of one demand as SQL."""
    parts = []
    for slot, name in enumerate(CRITERIA):
        (start, end), (first, last) = demands.at[row, slot].tolist(), demands.value[row, slot].tolist()
        zero, one = (start, end) if first < last else (end, start)
        share = f"LEAST(GREATEST(({name} - {zero!r}) / ({one!r} - {zero!r}), 0.0), 1.0)"
        parts.append(f"{float(demands.weights[row, slot])!r} * {_or_half(name, share)}")
    return " + ".join(parts)


def _or_half(name: str, share: str) -> str:
    return f"CASE WHEN {name} IS NULL THEN 0.5 ELSE {share} END"


def ask_duckdb(base: duckdb.DuckDBPyConnection, demands: Demands, row: int, most: int) -> Found:
    text = (
        f"SELECT id, {points(demands, row)} AS score FROM site WHERE {conditions(demands, row)} "
        f"ORDER BY score DESC, id LIMIT {most}"
    )
    rows = base.execute(text).fetchall()
    return [one[0] for one in rows], [one[1] for one in rows]


def load_demands(base: duckdb.DuckDBPyConnection, demands: Demands) -> None:
    """The demands as a table of their own, for a join."""
    wide: dict[str, Any] = {"demand": np.arange(len(demands))}
    for slot, name in enumerate(TESTED):
        low = bool(np.isfinite(demands.least[0, slot]))
        wide[f"bound_{name}"] = np.ascontiguousarray((demands.least if low else demands.most)[:, slot])
    for slot, name in enumerate(CRITERIA):
        rising = demands.value[0, slot, 0] == 0.0
        wide[f"zero_{name}"] = np.ascontiguousarray(demands.at[:, slot, 0 if rising else 1])
        wide[f"one_{name}"] = np.ascontiguousarray(demands.at[:, slot, 1 if rising else 0])
        wide[f"weight_{name}"] = np.ascontiguousarray(demands.weights[:, slot])
    wide["industry"] = np.array([industry_of(demands, row) for row in range(len(demands))])
    wide["mask"] = 1 << wide["industry"]
    base.register("wide", wide)
    base.execute("CREATE OR REPLACE TABLE demand AS SELECT * FROM wide")
    base.unregister("wide")
    base.execute(f"CREATE OR REPLACE TABLE industry AS SELECT unnest(range({INDUSTRIES})) AS industry")
    base.execute(
        "CREATE OR REPLACE TABLE admitted AS SELECT DISTINCT industries, industry FROM "
        "(SELECT DISTINCT industries FROM site) JOIN industry ON industries & (1::BIGINT << industry) <> 0"
    )


WAYS = ("max_by, bits", "max_by, equal keys", "row_number, bits", "row_number, equal keys")


def join_text(demands: Demands, most: int, way: str) -> str:
    """All demands in one statement: the best by `max_by` or `row_number`, industries by bits or by a table of pairs."""
    tests = " AND ".join(
        f"{name} {'>=' if np.isfinite(demands.least[0, slot]) else '<='} bound_{name}"
        for slot, name in enumerate(TESTED)
    )
    shares = {
        name: f"LEAST(GREATEST(({name} - zero_{name}) / (one_{name} - zero_{name}), 0.0), 1.0)"
        for name in CRITERIA
    }
    score = " + ".join(f"weight_{name} * {_or_half(name, share)}" for name, share in shares.items())
    tables = (
        f"site JOIN demand ON industries & mask <> 0 AND {tests}"
        if way.endswith("bits")
        else f"site JOIN admitted USING (industries) JOIN demand ON demand.industry = admitted.industry AND {tests}"
    )
    pairs = f"SELECT demand.demand, id, {score} AS score FROM {tables}"
    if way.startswith("max_by"):
        best = f"max_by({{'id': id, 'score': score}}, score, {most})"
        return f"WITH pair AS ({pairs}) SELECT demand, {best} AS best FROM pair GROUP BY demand"
    return (
        f"WITH pair AS ({pairs}) SELECT demand, id, score FROM pair "
        f"QUALIFY row_number() OVER (PARTITION BY demand ORDER BY score DESC, id) <= {most}"
    )


def ask_join(base: duckdb.DuckDBPyConnection, demands: Demands, most: int, way: str) -> dict[int, Found]:
    rows = base.execute(join_text(demands, most, way)).fetchall()
    pairs: dict[int, list[tuple[float, int]]] = {}
    for row in rows:
        found = (
            [(-one["score"], one["id"]) for one in row[1]]
            if way.startswith("max_by")
            else [(-row[2], row[1])]
        )
        pairs.setdefault(row[0], []).extend(found)
    return {
        demand: ([one for _, one in sorted(found)], [-score for score, _ in sorted(found)])
        for demand, found in pairs.items()
    }


# ── polars and numpy ─────────────────────────────────────────────────────────────────────────────


def load_polars(market: Market) -> pl.DataFrame:
    columns = {name: market.numbers(name) for name in sorted({*TESTED, *CRITERIA})}
    frame = pl.DataFrame({"id": np.arange(len(market.catalogue)), "industries": market.masks()} | columns)
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None)).rechunk()


def ask_polars(frame: pl.DataFrame, demands: Demands, row: int, most: int) -> Found:
    tests = [
        pl.col(name) >= demands.least[row, slot]
        if np.isfinite(demands.least[row, slot])
        else pl.col(name) <= demands.most[row, slot]
        for slot, name in enumerate(TESTED)
    ]
    tests.append(pl.col("industries") & (1 << industry_of(demands, row)) != 0)
    parts = []
    for slot, name in enumerate(CRITERIA):
        (start, end), (first, last) = demands.at[row, slot].tolist(), demands.value[row, slot].tolist()
        zero, one = (start, end) if first < last else (end, start)
        share = ((pl.col(name) - zero) / (one - zero)).clip(0.0, 1.0).fill_null(0.5)
        parts.append(demands.weights[row, slot] * share)
    score = pl.sum_horizontal(parts).alias("score")
    found = (
        frame.lazy().filter(pl.all_horizontal(tests)).select("id", score).top_k(most, by="score").collect()
    )
    found = found.sort("score", descending=True)
    return found["id"].to_list(), found["score"].to_list()


def values_of(market: Market, demands: Demands, row: int, rows: NDArray[np.int64]) -> Floats:
    """Values of the eight criteria, shape (rows, 8)."""
    values = np.empty((len(rows), 8))
    for slot, name in enumerate(CRITERIA):
        (start, end), (first, last) = demands.at[row, slot].tolist(), demands.value[row, slot].tolist()
        zero, one = (start, end) if first < last else (end, start)
        values[:, slot] = np.clip((market.numbers(name)[rows] - zero) / (one - zero), 0.0, 1.0)
    values[np.isnan(values)] = 0.5
    return values


def passing_rows(market: Market, masks: NDArray[np.int64], demands: Demands, row: int) -> NDArray[np.int64]:
    """Rows that pass; each test reads only what the tests before it have left."""
    first = market.numbers(TESTED[0])  # at least
    rows = np.flatnonzero(first >= demands.least[row, 0])
    for slot, name in enumerate(TESTED[1:], 1):
        low = demands.least[row, slot]
        numbers = market.numbers(name)[rows]
        rows = rows[numbers >= low if np.isfinite(low) else numbers <= demands.most[row, slot]]
    admitted = masks[rows] & (1 << industry_of(demands, row))
    return rows[np.flatnonzero(admitted)]


def ask_numpy(market: Market, masks: NDArray[np.int64], demands: Demands, row: int, most: int) -> Found:
    rows = passing_rows(market, masks, demands, row)
    scores = values_of(market, demands, row, rows) @ demands.weights[row]
    best = np.argpartition(-scores, most)[:most] if len(scores) > most else np.arange(len(scores))
    best = best[np.argsort(-scores[best], kind="stable")]
    return rows[best].tolist(), scores[best].tolist()


# ── libraries of decision methods ────────────────────────────────────────────────────────────────


def ask_decision_libraries(
    market: Market, demands: Demands, most: int
) -> Iterator[tuple[str, float, float, Found]]:
    """Name, least and median seconds, and what was found, of each; nothing when they cannot be installed.

    Tests and value functions are numpy's, as above, and not counted; the library weighs, sums and ranks.
    """
    rows = passing_rows(market, market.masks(), demands, 0)
    with peer_python(*LIBRARIES) as python, tempfile.TemporaryDirectory() as name:
        if python is None:
            return
        folder = Path(name)
        np.save(folder / "values.npy", values_of(market, demands, 0, rows))
        np.save(folder / "weights.npy", demands.weights[0])
        measured = run_peer(python, PROGRAM, folder)["found"]
    for library, (least, median, best, scores) in zip(LIBRARIES, measured, strict=True):
        yield library, least, median, (rows[best[:most]].tolist(), scores[:most])
