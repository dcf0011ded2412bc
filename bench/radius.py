"""How fast are companies counted about sites, against a k-d tree and against a spatial join?

Invented companies and sites in a hundred towns of southern China and between them, within 30 km on the sphere. scipy's
cKDTree holds unit vectors and asks for the chord, on all cores, and must give the same counts. DuckDB's spatial join is
planar: it gets longitudes scaled to the middle latitude and a share of the sites, and its seconds are scaled; its
counts are off by what the plane is off. Times hold the building of the index, and stand once more without.

Run alone: `python -m bench.radius [companies]`.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers import peer_python, run_peer
from bench.rows import Row, time_calls, write
from yuantu.atlas.neighbours import CHORD_SLACK, Neighbourhood
from yuantu.engines.native.library import instruction_set
from yuantu.engines.sphere import unit_vectors
from yuantu.ontology.coordinates import EARTH_RADIUS_KM

RADIUS_KM = 30.0
BOX = ([108.0, 20.0], [118.0, 26.0])
TOWNS = 100
TREE_NEEDS, JOIN_NEEDS = "scipy>=1.11", ("duckdb-extension-spatial", "pandas")
JOINED_SHARE = 0.1
TREE = """
import json, time
import numpy as np
import scipy
from scipy.spatial import cKDTree

companies, sites, chord = np.load("companies.npy"), np.load("sites.npy"), float(np.load("chord.npy"))
started = time.perf_counter()
tree = cKDTree(companies)
built = time.perf_counter()
counts = tree.query_ball_point(sites, chord, return_length=True, workers=-1)
done = time.perf_counter()
np.save("tree.npy", counts)
print(json.dumps({"build": built - started, "query": done - built, "version": scipy.__version__}))
"""
JOIN = """
import glob, json, os, time
import duckdb, duckdb_extension_spatial, pandas
import numpy as np

pattern = os.path.join(list(duckdb_extension_spatial.__path__)[0], "extensions", "*", "spatial.duckdb_extension")
connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
connection.execute(f"LOAD '{glob.glob(pattern)[0]}'")
for name in ("companies", "sites"):
    x, y = np.load(f"flat_{name}.npy")
    frame = pandas.DataFrame({"id": np.arange(len(x)), "x": x, "y": y})
    connection.execute(f"CREATE TABLE {name} AS SELECT id, ST_Point(x, y) AS g FROM frame")
degrees = float(np.load("degrees.npy"))
started = time.perf_counter()
rows = connection.execute(
    f"SELECT s.id, count(*) FROM sites s JOIN companies c ON ST_DWithin(s.g, c.g, {degrees}) GROUP BY 1").fetchnumpy()
seconds = time.perf_counter() - started
counts = np.zeros(len(x), np.int64)
counts[rows["id"]] = rows["count_star()"]
np.save("join.npy", counts)
print(json.dumps({"query": seconds, "version": duckdb.__version__}))
"""


def radius_rows(companies: int) -> Iterator[Row]:
    """Rows for that many companies about a tenth as many sites."""
    source = np.random.default_rng(7)
    towns = source.uniform(*BOX, (TOWNS, 2))
    lon, lat = _draw_points(companies, towns, source)
    about = _draw_points(companies // 10, towns, source)
    ready = Neighbourhood(lon, lat)
    whole = time_calls(lambda: Neighbourhood(lon, lat).count(*about, RADIUS_KM), 3)
    alone = time_calls(lambda: ready.count(*about, RADIUS_KM), 3)
    counts = ready.count(*about, RADIUS_KM).within
    operation = f"companies within {RADIUS_KM:g} km, {int(counts.sum()):,} pairs ({instruction_set()})"
    sizes = (companies, len(counts))
    with ExitStack() as stack:
        both = stack.enter_context(peer_python(TREE_NEEDS, *JOIN_NEEDS))
        tree = both or stack.enter_context(peer_python(TREE_NEEDS))
        yield from _tree_rows(tree, operation, sizes, (lon, lat, about), counts, (whole, alone))
        yield _join_row(both, operation, sizes, (lon, lat, about), counts, whole)
    marked = Neighbourhood(lon, lat, source.integers(0, 256, companies).astype(np.uint64), 8)
    ours, median = time_calls(lambda: marked.count(*about, RADIUS_KM), 3)
    yield Row(f"{operation}, of eight classes in the same pass", "no peer", *sizes, ours, median, None, None, None,
              "stated", True)  # fmt: skip


def _draw_points(count: int, towns: Any, source: np.random.Generator) -> tuple[Any, Any]:
    points = towns[source.integers(0, TOWNS, count)] + source.normal(0.0, 0.12, (count, 2))
    apart = source.random(count) < 0.15
    points[apart] = source.uniform(*BOX, (int(apart.sum()), 2))
    return np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])


def _tree_rows(
    python: str | None, operation: str, sizes: tuple[int, int], points: Any, counts: Any, ours: Any
) -> Iterator[Row]:
    lon, lat, about = points
    if python is None:
        seconds, median = ours[0]
        yield Row(operation, "scipy could not be installed", *sizes, seconds, median, None, None, None,
                  "≥ 6 × as fast", False)  # fmt: skip
        return
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "companies.npy", unit_vectors(lon, lat).T)
        np.save(Path(folder) / "sites.npy", unit_vectors(*about).T)
        np.save(Path(folder) / "chord.npy", 2 * np.sin(RADIUS_KM / EARTH_RADIUS_KM / 2) + CHORD_SLACK)
        took = run_peer(python, TREE, Path(folder))
        exact = np.array_equal(np.load(Path(folder) / "tree.npy"), counts)
    peers = (took["build"] + took["query"], took["query"])
    for (seconds, median), peer, charged in zip(ours, peers, ("with", "without"), strict=True):
        yield Row(
            f"{operation}, {charged} index build", f"scipy {took['version']} cKDTree, all cores", *sizes, seconds,
            median, peer, seconds / peer, exact, "≥ 6 × as fast", seconds <= peer / 6 and exact,
        )  # fmt: skip


def _join_row(
    python: str | None,
    operation: str,
    sizes: tuple[int, int],
    points: Any,
    counts: Any,
    ours: tuple[float, float],
) -> Row:
    lon, lat, about = points
    some = int(sizes[1] * JOINED_SHARE)
    scale = float(np.cos(np.radians(23.0)))
    if python is None:
        return Row(operation, "duckdb-extension-spatial could not be installed", *sizes, *ours, None, None, None,
                   "≥ 20 × as fast", False)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "flat_companies.npy", np.stack([lon * scale, lat]))
        np.save(Path(folder) / "flat_sites.npy", np.stack([about[0][:some] * scale, about[1][:some]]))
        np.save(Path(folder) / "degrees.npy", RADIUS_KM / 111.195)
        took = run_peer(python, JOIN, Path(folder))
        peer = took["query"] * sizes[1] / some
        off = float(np.abs(np.load(Path(folder) / "join.npy") - counts[:some]).sum() / counts[:some].sum())
    name = f"DuckDB {took['version']} spatial join, planar (counts off by {off:.1%}), {some:,} sites, scaled"
    return Row(f"{operation}, with index build", name, *sizes, *ours, peer, ours[0] / peer, None, "≥ 20 × as fast",
               ours[0] <= peer / 20)  # fmt: skip


if __name__ == "__main__":
    write(list(radius_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)), None)
