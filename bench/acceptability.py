"""How fast is stability counted, against a matrix product and against a loop over scikit-criteria?

10,000 candidates, 8 criteria, 10,000 draws of weights uniform on the simplex; how often each candidate is first, and
how often among the first five. numpy multiplies values and weights (BLAS) and takes the first five with argpartition,
in blocks of 500 draws, its fastest of the sizes tried; it cannot draw values, so bands stand without a peer. The loop
asks scikit-criteria's weighted sum draw by draw, for a few draws, and is scaled.

Run alone: `python -m bench.acceptability`.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers import peer_python, run_peer
from bench.rows import Row, time_calls, write
from yuantu.engines.native.library import instruction_set
from yuantu.match.acceptability import count_ranks, keys_of, put_alike_together
from yuantu.match.catalogue import Catalogue, Interval
from yuantu.match.knots import line
from yuantu.match.scoring import Criterion
from yuantu.match.stability import Sampling, assess_stability
from yuantu.match.valuation import Valuation
from yuantu.match.weight_sets import any_weights

CANDIDATES = DRAWS = 10_000
NAMES = tuple(f"c{place}" for place in range(8))
FIRST = 5
LOOPED = 5
MISSING = 0.2
PAGE_SECONDS = 0.050
LOOP = """
import json, time
import numpy as np
import skcriteria
from skcriteria.agg.simple import WeightedSumModel

values, weights = np.load("values.npy"), np.load("weights.npy")
model, seconds, first = WeightedSumModel(), [], []
for weight in weights:
    started = time.perf_counter()
    ranked = model.evaluate(skcriteria.mkdm(values, [max] * len(weight), weights=weight))
    first.append(np.argsort(ranked.untied_rank_, kind="stable")[:5])
    seconds.append(time.perf_counter() - started)
np.save("first.npy", np.array(first))
print(json.dumps({"seconds": min(seconds), "version": ".".join(skcriteria.__version__)}))
"""
FIRST_USE = "import bench.acceptability as b; b.print_first_use()"


def stability_rows() -> Iterator[Row]:
    """Rows of the kernel against both peers, and of the whole answer that the page waits for."""
    values, weights = _draw(0.0)
    ours, median = time_calls(lambda: _count(values, weights))
    counts = _count(values, weights)
    peer, _ = time_calls(lambda: _count_with_blas(values, weights), 3)
    exact = np.array_equal(_count_with_blas(values, weights), np.stack([counts[:, 0], counts.sum(axis=1)]))
    operation = f"SMAA, P(first) and P(first five) ({instruction_set()})"
    yield Row(
        operation, "numpy BLAS + argpartition", CANDIDATES, DRAWS, ours, median, peer, ours / peer, exact,
        "≥ 4 × as fast", ours <= peer / 4 and exact,
    )  # fmt: skip
    yield _loop_row(operation, values, weights, (ours, median))
    blurred, _ = _draw(MISSING)
    ours, median = time_calls(lambda: _count(blurred, put_alike_together(weights)))
    yield Row(
        f"SMAA with {MISSING:.0%} missing, values drawn", "no peer", CANDIDATES, DRAWS, ours, median, None, None, None,
        "stated", True,
    )  # fmt: skip
    yield from _page_rows()


def _draw(missing: float) -> tuple[Valuation, Any]:
    source = np.random.default_rng(1)
    low = source.random((CANDIDATES, len(NAMES)))
    unknown = source.random(low.shape) < missing
    low, high = np.where(unknown, 0.0, low), np.where(unknown, 1.0, low)
    ids = [f"site {row}" for row in range(CANDIDATES)]
    return Valuation(ids, NAMES, low, high), any_weights(NAMES).draw(DRAWS, 1)


def _count(values: Valuation, weights: Any) -> Any:
    return count_ranks(values, weights, keys_of(values, 0), FIRST).counts


def _count_with_blas(values: Valuation, weights: Any) -> Any:
    counts = np.zeros((2, len(values)), np.int64)
    turned = np.ascontiguousarray(values.low.T)
    for first in range(0, len(weights), 500):
        scores = weights[first : first + 500] @ turned
        counts[0] += np.bincount(scores.argmax(axis=1), minlength=len(values))
        five = np.argpartition(scores, -FIRST, axis=1)[:, -FIRST:]
        counts[1] += np.bincount(five.ravel(), minlength=len(values))
    return counts


def _loop_row(operation: str, values: Valuation, weights: Any, ours: tuple[float, float]) -> Row:
    peer, exact, package = None, None, "scikit-criteria>=0.10"
    with peer_python(package) as python, tempfile.TemporaryDirectory() as folder:
        if python is not None:
            np.save(Path(folder) / "values.npy", values.low)
            np.save(Path(folder) / "weights.npy", weights[:LOOPED])
            took = run_peer(python, LOOP, Path(folder))
            peer, package = took["seconds"] * DRAWS, f"scikit-criteria {took['version']}"
            exact = True
            for draw, first in enumerate(np.load(Path(folder) / "first.npy")):
                counted = _count(values, weights[draw : draw + 1])
                exact = exact and counted[first].argmax(axis=1).tolist() == list(range(FIRST))
    ratio = ours[0] / peer if peer else None
    name = f"{package} loop, {LOOPED} draws, scaled" if peer else f"{package} could not be installed"
    return Row(
        operation, name, CANDIDATES, DRAWS, *ours, peer, ratio, exact, "≥ 500 × as fast",
        bool(ratio and ratio <= 1 / 500 and exact),
    )  # fmt: skip


def _page_rows() -> Iterator[Row]:
    for missing in (0.0, MISSING):
        question = page_question(missing)
        ours, median = time_calls(lambda: assess_stability(*question[:2], sampling=question[2]))  # noqa: B023
        yield Row(
            f"the page's case: stability of every figure, {missing:.0%} missing, warm", "no peer", CANDIDATES,
            question[2].draws, ours, median, None, None, None, f"≤ {PAGE_SECONDS:g} s", ours <= PAGE_SECONDS,
        )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", FIRST_USE], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )  # fmt: skip
    first, second = json.loads(done.stdout)
    yield Row(
        "the same at its first use in a process (peer: its second use)", "itself, warm", CANDIDATES,
        Sampling().draws, first, first, second, first / second, None, "no compile pause: ≤ 0.1 s", first <= 0.1,
    )  # fmt: skip


def page_question(missing: float) -> tuple[tuple[Criterion, ...], Catalogue, Sampling]:
    """Candidates as the page has them, in numbers with a scale, and the number of draws that it asks for."""
    source = np.random.default_rng(2)
    criteria = tuple(Criterion(name, name, 1.0, line(40.0, 8.0)) for name in NAMES)
    columns = {}
    for name in NAMES:
        numbers = source.uniform(8.0, 40.0, CANDIDATES)
        numbers[source.random(CANDIDATES) < missing] = np.nan
        columns[name] = Interval(numbers, numbers)
    return criteria, Catalogue([f"site {row}" for row in range(CANDIDATES)], dict(columns)), Sampling()


def print_first_use() -> None:
    """Seconds of the first and of the second assessment in this process, as JSON."""
    criteria, catalogue, sampling = page_question(0.0)
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        assess_stability(criteria, catalogue, sampling=sampling)
        seconds.append(time.perf_counter() - started)
    print(json.dumps(seconds))


if __name__ == "__main__":
    write(list(stability_rows()), None)
