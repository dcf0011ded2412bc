"""In how many of the draws does a candidate come first, second … K-th?

Rank acceptability of SMAA-2 (Lahdelma & Salminen 2001) by simulation (Tervonen & Lahdelma 2007). A draw is a weight
vector and, for every value that is known as a band, a number uniform within the band. The rank of a candidate is one
more than the number of candidates with a greater score: equal candidates share a rank.

The kernel proposes with single precision and decides with double. Values lie in [0, 1] and weights sum to one, so a
score of m terms in single precision is off by less than (2 m + 16) · 2⁻²⁴: one rounding for each value, weight, product
and sum, at most six for a drawn value and one for taking it off the best case, each of them of a number up to one and
multiplied by a weight where it is a value's. What lies farther than that below the K-th best score so far is not among
the first K; all else is scored again in double precision, in the order of the criteria, as the twin in numpy does.
Both give the same counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native import threads
from yuantu.engines.native.calling import SIZE, Kernel, Reads, Writes
from yuantu.engines.native.library import available
from yuantu.match.catalogue import Floats
from yuantu.match.valuation import Valuation
from yuantu.match.value_draws import BLOCK, Keys, draw_keys, draw_words, uniform

MOST_RANKS = 64
MOST_CRITERIA = 32
WORTH_THREADS = 2_000_000
Counts = NDArray[np.int32]

_COUNT_RANKS = Kernel(
    "count_ranks",
    (
        *(SIZE,) * 5,
        *(Reads(np.float64), Reads(np.float64), Reads(np.uint64), Reads(np.int32), Reads(np.float64)),
        *(Writes(np.int32), Writes(np.float64)),
    ),
)


@dataclass(frozen=True, slots=True)
class Ranks:
    """`counts[i, r]`: in how many draws candidate i has rank r + 1, (n, K). `best`: the greatest score per draw."""

    counts: Counts
    best: Floats


def count_ranks(values: Valuation, weights: Floats, keys: Keys, ranks: int) -> Ranks:
    """Count ranks 1 to `ranks` (at most 64) over draws with these `weights` (draws, criteria), each summing to one.

    `keys` (n,) are those of `keys_of`. Raises ValueError for other shapes.
    """
    if weights.ndim != 2 or weights.shape[1] != len(values.names) or not 0 < ranks <= MOST_RANKS:
        raise ValueError(f"weights {weights.shape} for {len(values.names)} criteria, {ranks} ranks")
    if keys.shape != (len(values),):
        raise ValueError(f"{keys.shape} keys for {len(values)} candidates")
    if len(values) == 0 or len(weights) == 0:
        return Ranks(np.zeros((len(values), ranks), np.int32), np.full(len(weights), np.nan))
    if available() and len(values.names) <= MOST_CRITERIA:
        return _count_compiled(values, weights, keys, ranks)
    return count_with_numpy(values, weights, keys, ranks)


def keys_of(values: Valuation, seed: int) -> Keys:
    """The keys (n,) of the candidates that draw values; 0 for those of which all is known."""
    blurred = np.flatnonzero((values.low != values.high).any(axis=1))
    keys = np.zeros(len(values), dtype=np.uint64)
    keys[blurred] = draw_keys((str(values.ids[row]) for row in blurred.tolist()), seed)
    return keys


def put_alike_together(weights: Floats) -> Floats:
    """The same weights (draws, m) in an order in which neighbours count the same criteria most.

    The kernel takes 32 draws at a time: when they are alike, most candidates with unknown values are out of reach of
    all of them at once and draw nothing. Which draw comes where says nothing of itself, the draws being independent.
    """
    if weights.shape[1] < 2:
        return weights
    leading = np.argsort(-weights, axis=1, kind="stable")[:, :3]
    keys = (weights.max(axis=1), *leading.T[::-1])
    together: Floats = weights[np.lexsort(keys)]
    return together


def score_draws(values: Valuation, weights: Floats, keys: Keys) -> Floats:
    """Scores (n, draws) of a few candidates: the very numbers that `count_ranks` compares."""
    scores = np.empty((len(values), len(weights)))
    for blocks in _blocks(len(weights), max(1, 2**18 // (BLOCK * max(1, len(values))))):
        part = slice(BLOCK * blocks.start, min(BLOCK * blocks.stop, len(weights)))
        scores[:, part] = _scores(values, weights[part], keys, blocks)
    return scores


def _count_compiled(values: Valuation, weights: Floats, keys: Keys, ranks: int) -> Ranks:
    low, high, weights = (np.ascontiguousarray(one) for one in (values.low, values.high, weights))
    # Good candidates first: the K-th best score so far is then high from the start. The answer is the same.
    order = np.argsort(-((low + high) @ weights.mean(axis=0)), kind="stable").astype(np.int32)
    best = np.empty(len(weights))

    def count(part: tuple[int, int]) -> Counts:
        first, last = part
        counts = np.zeros((len(values), ranks), np.int32)
        sizes = len(values), len(values.names), ranks, first, last - first
        _COUNT_RANKS(*sizes, low, high, keys, order, weights[first:last], counts, best[first:last])
        return counts

    # A few candidates are done before another thread has woken up.
    at_once = threads.thread_count() if len(values) * len(weights) >= WORTH_THREADS else 1
    parts = threads.ranges(len(weights), at_once, BLOCK)
    counts = threads.run(count, parts)
    return Ranks(np.sum(counts, axis=0, dtype=np.int32), best)


def count_with_numpy(values: Valuation, weights: Floats, keys: Keys, ranks: int) -> Ranks:
    """The twin of the kernel: the same counts, slower."""
    counts, best = np.zeros((len(values), ranks), np.int32), np.empty(len(weights))
    for blocks in _blocks(len(weights), max(1, 2**20 // (BLOCK * len(values)))):
        part = slice(BLOCK * blocks.start, min(BLOCK * blocks.stop, len(weights)))
        some = weights[part]
        # A candidate whose best case stays below the K-th best worst case in every draw draws nothing.
        worst, most = _weighted(values.low, some), _weighted(values.high, some)
        able = np.flatnonzero((most >= _greatest(worst, ranks)).any(axis=1))
        scores = _scores(values.rows(able), some, keys[able], blocks)
        sorted_down = -np.sort(-scores, axis=0)
        best[part] = sorted_down[0]
        for rank in range(min(ranks, len(able))):
            # Rank r + 1: equal to the score in place r, and to none before it.
            new = np.ones(len(some), bool) if rank == 0 else sorted_down[rank] < sorted_down[rank - 1]
            counts[able, rank] += ((scores == sorted_down[rank]) & new).sum(axis=1, dtype=np.int32)
    return Ranks(counts, best)


def _blocks(draws: int, at_once: int) -> list[range]:
    blocks = -(-draws // BLOCK)
    return [range(first, min(first + at_once, blocks)) for first in range(0, blocks, at_once)]


def _greatest(scores: Floats, place: int) -> Floats:
    """The `place`-th greatest score per draw; the least where there are fewer candidates."""
    count = len(scores)
    at = max(0, count - place)
    greatest: Floats = np.partition(scores, at, axis=0)[at]
    return greatest


def _scores(values: Valuation, weights: Floats, keys: Keys, blocks: range) -> Floats:
    """Scores (n, draws): values known exactly as they are, the others drawn."""
    rows, cells = np.nonzero(values.low != values.high)
    drawn = uniform(draw_words(keys[rows], cells, blocks))[:, : len(weights)]
    low, high = values.low[rows, cells, None], values.high[rows, cells, None]
    numbers = np.minimum(low + (high - low) * drawn, high)
    scores = np.zeros((len(values), len(weights)))
    for place in range(len(values.names)):
        here = cells == place
        column = np.repeat(values.low[:, place, None], len(weights), axis=1)
        column[rows[here]] = numbers[here]
        scores += column * weights[:, place]
    return scores


def _weighted(values: Floats, weights: Floats) -> Floats:
    """Sums in the order of the criteria, each product and each sum rounded: a matrix product may round otherwise."""
    scores = np.zeros((len(values), len(weights)))
    for place in range(values.shape[1]):
        scores += values[:, place, None] * weights[:, place]
    return scores
