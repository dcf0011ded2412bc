"""Proximity, density and complexity against theory and against what others published."""

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from yuantu.chain.complexity import economic_complexity
from yuantu.chain.relatedness import proximity, relatedness_density
from yuantu.chain.specialisation import Activity, gather, specialised
from yuantu.errors import BadInput

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "complexity"
published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="needs ../shared/data/complexity")
NESTED = np.tri(6, 6).astype(bool)[::-1]  # the first region has everything, the last only the most common
TABLES = arrays(np.bool_, st.tuples(st.integers(3, 8), st.integers(3, 8)))


def rows(name: str) -> Iterator[list[str]]:
    with gzip.open(PUBLISHED / name, "rt", encoding="utf-8") as file:
        yield from csv.reader(file)


@cache
def trade() -> Activity:
    lines = rows("world_trade_avg_1998_to_2000.csv.gz")
    next(lines)
    return gather(((country, product, float(value)) for country, product, value in lines), complete=True)


# ── theory ───────────────────────────────────────────────────────────────────────────────────────


def test_proximity_is_the_smaller_conditional_probability() -> None:
    table = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 1]], dtype=bool)
    # Industry 0 in three regions, 1 in two, both in two: P(1|0) = 2/3, P(0|1) = 1.
    assert proximity(table)[0, 1] == pytest.approx(2 / 3)
    assert proximity(table)[1, 2] == pytest.approx(1 / 2)


@given(TABLES)
def test_proximity_is_symmetric_and_bounded(table: np.ndarray) -> None:
    near = proximity(table)
    assert (near == near.T).all()
    assert ((near >= 0) & (near <= 1)).all()
    assert (np.diag(near) == table.any(axis=0)).all()


@given(TABLES)
def test_density_is_one_where_all_that_is_near_is_there(table: np.ndarray) -> None:
    table[0] = True
    density = relatedness_density(table, proximity(table))
    known = ~np.isnan(density)
    assert density[0][known[0]] == pytest.approx(1.0)
    assert ((density[known] >= 0) & (density[known] <= 1 + 1e-12)).all()


def test_having_an_industry_does_not_bring_it_nearer() -> None:
    table = np.array([[1, 1, 0], [0, 1, 1], [1, 1, 1], [1, 0, 0]], dtype=bool)
    near = proximity(table)
    without = table.copy()
    without[0, 0] = False
    assert relatedness_density(without, near)[0, 0] == relatedness_density(table, near)[0, 0]


def test_a_nested_table_is_as_complex_as_it_is_diverse() -> None:
    """Theory: where every region has all that a less diverse one has, complexity follows diversity."""
    found = economic_complexity(NESTED)
    assert (np.diff(found.regions) < 0).all()
    assert (np.diff(found.industries) > 0).all()
    assert found.regions.mean() == pytest.approx(0, abs=1e-12)
    assert found.regions.std() == pytest.approx(1)


def test_order_of_rows_and_columns_does_not_matter() -> None:
    drawn = np.random.default_rng(7).permutation(6)
    shuffled = economic_complexity(NESTED[drawn][:, drawn])
    straight = economic_complexity(NESTED)
    assert shuffled.regions == pytest.approx(straight.regions[drawn], abs=1e-9)
    assert shuffled.industries == pytest.approx(straight.industries[drawn], abs=1e-9)


def test_the_index_is_the_eigenvector_of_the_averaging_matrix() -> None:
    table = np.random.default_rng(3).random((12, 9)) < 0.5
    found = economic_complexity(table).regions
    present = table.astype(float)
    averaging = present / present.sum(axis=1, keepdims=True) @ (present / present.sum(axis=0)).T
    values, vectors = np.linalg.eig(averaging)
    second = vectors[:, np.argsort(-values.real)[1]].real
    assert abs(np.corrcoef(second, found)[0, 1]) == pytest.approx(1.0, abs=1e-10)


def test_who_is_specialised_in_nothing_has_no_index() -> None:
    table = np.vstack([NESTED, np.zeros((1, 6), dtype=bool)])
    assert np.isnan(economic_complexity(table).regions[-1])
    assert economic_complexity(table).regions[:-1] == pytest.approx(economic_complexity(NESTED).regions)


def test_parts_without_a_common_industry_are_refused() -> None:
    apart = np.kron(np.eye(2, dtype=bool), np.ones((3, 3), dtype=bool))
    with pytest.raises(BadInput, match="parts that share no industry"):
        economic_complexity(apart)
    with pytest.raises(BadInput):
        economic_complexity(np.ones((2, 5), dtype=bool))


# ── published values ─────────────────────────────────────────────────────────────────────────────


@published
def test_advantages_equal_those_of_the_r_package() -> None:
    """economiccomplexity (Vargas Sepúlveda), balassa_index on its own trade table: every cell."""
    lines = rows("R_expected_balassa.csv.gz")
    products = next(lines)[1:]
    table = {line[0]: np.array(line[1:], dtype=float) == 1 for line in lines}
    found = specialised(trade().amounts)
    order = [trade().industries.index(product) for product in products]
    for row, region in enumerate(trade().regions):
        assert (found[row, order] == table[region]).all(), region


@published
def test_proximities_equal_those_of_the_r_package() -> None:
    lines = rows("R_expected_proximity_product.csv.gz")
    products = next(lines)[1:]
    expected = np.array([line[1:] for line in lines], dtype=float)
    order = [trade().industries.index(product) for product in products]
    found = proximity(specialised(trade().amounts))[np.ix_(order, order)]
    assert np.abs(found - expected).max() < 1e-9


@published
def test_the_complexity_index_equals_the_plain_eigenvector() -> None:
    with (PUBLISHED / "own_eci_eigen_from_R_balassa.csv").open(encoding="utf-8") as file:
        expected = {line[0]: float(line[1]) for line in list(csv.reader(file))[1:]}
    found = dict(zip(trade().regions, economic_complexity(specialised(trade().amounts)).regions, strict=True))
    assert max(abs(found[region] - value) for region, value in expected.items()) < 1e-9
