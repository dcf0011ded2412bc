import numpy as np
import pytest

from yuantu.samples.draws import SLOTS, Draws, chance, pick, quantiles, wheel


def test_raw_words_become_columns_row_by_row():
    whole = Draws(np.random.PCG64(1), 6, 4)
    bits = np.random.PCG64(1)
    parts = [Draws(bits, 2, 4), Draws(bits, 4, 4)]
    for _ in range(4):
        assert whole.take().tolist() == [number for part in parts for number in part.take().tolist()]


def test_a_wheel_answers_in_proportion():
    assert np.bincount(wheel([1, 2, 1])).tolist() == [SLOTS // 4, SLOTS // 2, SLOTS // 4]
    assert np.bincount(wheel([70, 22, 8])) / SLOTS == pytest.approx([0.70, 0.22, 0.08], abs=1e-4)


def test_quantiles_rise_and_round_as_people_do():
    table = quantiles(((0, 600), (500, 5000), (1000, 40_000)), ((3000, 20), (12_000, 50), (10**9, 1000)))
    assert (np.diff(table) >= 0).all()
    assert table[0] == 600
    assert table[SLOTS // 2] == 5000
    assert set((table[(table >= 3000) & (table < 12_000)] % 50).tolist()) == {0}


def test_chance_and_pick_use_the_whole_range():
    draws = np.arange(SLOTS, dtype=np.int64)
    assert chance(draws, 250).sum() == SLOTS // 4
    assert not chance(draws, 0).any()
    assert chance(draws, 1000).all()
    assert np.bincount(pick(draws, np.array([0, 1, 2, 3]))).tolist() == [SLOTS // 4] * 4
    assert pick(np.array([0, SLOTS - 1]), np.array([[1, 2], [3, 4]])).tolist() == [1, 4]
