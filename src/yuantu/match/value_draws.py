"""Which random numbers does a candidate draw?

Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011: Parallel random numbers: as easy as 1, 2, 3), a counter-based generator:
the number of one candidate, criterion and draw is a function of the seed, the candidate's id, the criterion's place
and the draw's place, and of nothing else. So a candidate that comes or goes changes no other one's numbers, and any
of them can be had without those before. The kernel `acceptability.c` computes the same words.

Draws lie in blocks of 32: word k of counter (8 · block + l, criterion, 0, 0) belongs to draw 32 · block + 8 · k + l.
"""

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import Floats

Words = NDArray[np.uint32]
Keys = NDArray[np.uint64]

BLOCK = 32
_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_STEPS = (np.uint64(0x9E3779B9), np.uint64(0xBB67AE85))
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def draw_keys(ids: Iterable[str], seed: int) -> Keys:
    """One key per id, uint64: 64 bits of BLAKE2b of the id, keyed by the seed."""
    key = (seed % 2**64).to_bytes(8, "little")
    digests = (hashlib.blake2b(one.encode(), digest_size=8, key=key).digest() for one in ids)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def philox(counters: NDArray[np.uint64], keys: NDArray[np.uint64]) -> Words:
    """Ten rounds of Philox4x32: `counters` (…, 4) and `keys` (…, 2), 32-bit words in uint64, to words (…, 4)."""
    x0, x1, x2, x3 = np.moveaxis(counters, -1, 0)
    k0, k1 = np.moveaxis(keys, -1, 0)
    for _ in range(10):
        first, second = x0 * _MULTIPLIERS[0], x2 * _MULTIPLIERS[1]
        x0, x1, x2, x3 = (second >> _HALF) ^ x1 ^ k0, second & _LOW, (first >> _HALF) ^ x3 ^ k1, first & _LOW
        k0, k1 = (k0 + _STEPS[0]) & _LOW, (k1 + _STEPS[1]) & _LOW
    return np.stack([x0, x1, x2, x3], axis=-1).astype(np.uint32)


def draw_words(keys: Keys, criteria: NDArray[np.intp], blocks: range) -> Words:
    """Words (cells, 32 · blocks) of cells that are given by their candidate's key and the place of the criterion."""
    places = np.arange(8 * blocks.start, 8 * blocks.stop, dtype=np.uint64)
    counters = np.zeros((len(keys), len(places), 4), dtype=np.uint64)
    counters[:, :, 0] = places & _LOW
    counters[:, :, 1] = criteria[:, None].astype(np.uint64)
    halves = np.stack([keys & _LOW, keys >> _HALF], axis=-1)[:, None, :]
    words = philox(counters, np.broadcast_to(halves, (*counters.shape[:2], 2)))
    # (cells, blocks, l, k) → (cells, blocks, k, l)
    in_order = words.reshape(len(keys), len(blocks), 8, 4).swapaxes(2, 3)
    return in_order.reshape(len(keys), BLOCK * len(blocks))


def uniform(words: Words) -> Floats:
    """Numbers in the open interval (0, 1), float64, evenly spaced by 2⁻³²."""
    numbers: Floats = (words.astype(np.float64) + 0.5) * 2.0**-32
    return numbers
