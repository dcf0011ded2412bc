"""Do columns come back as they went in, NULLs and odd file names included?"""

import math
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.engines.columns import Columns, quote

SESSION = Columns()  # opening one per example would be most of the time
texts = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
floats = st.none() | st.floats(allow_nan=False)


def as_floats(cells: list[float | None]) -> np.ndarray[Any, Any]:
    return np.array([math.nan if cell is None else cell for cell in cells], dtype=np.float64)


@given(st.lists(st.tuples(floats, texts), max_size=12))
def test_floats_and_texts_come_back_as_they_went_in(rows: list[tuple[float | None, str | None]]):
    numbers = as_floats([number for number, _ in rows])
    words = np.array([text for _, text in rows], dtype=object)
    SESSION.register("t", {"place": np.arange(len(rows)), "number": numbers, "words": words})
    assert SESSION.rows("SELECT number, words FROM t ORDER BY place") == rows


def test_nan_and_none_are_both_null(tmp_path: Path):
    path = tmp_path / "t.parquet"
    with Columns() as columns:
        columns.register("t", {"x": np.array([1.0, math.nan]), "s": np.array(["a", None], dtype=object)})
        columns.copy_to_parquet("SELECT * FROM t", path)
        read = f"read_parquet({quote(path)})"
        assert columns.rows(f"SELECT x IS NULL, s IS NULL FROM {read}") == [(False, False), (True, True)]
        arrays = columns.arrays(f"SELECT x, s FROM {read}")
        assert np.ma.getmaskarray(arrays["x"]).tolist() == [False, True]
        assert np.ma.filled(arrays["x"], -1.0).tolist() == [1.0, -1.0]


def test_an_object_column_of_nothing_but_none_can_be_kept_as_text(tmp_path: Path):
    path = tmp_path / "t.parquet"
    nothing = np.array([None, None, None], dtype=object)
    with Columns() as columns:
        columns.register("t", {"a": nothing, "b": np.array(["x", None, "y"], dtype=object)})
        columns.copy_to_parquet("SELECT CAST(a AS VARCHAR) AS a, b FROM t", path)
        types = columns.rows(f"DESCRIBE SELECT * FROM read_parquet({quote(path)})")
        assert [row[1] for row in types] == ["VARCHAR", "VARCHAR"]
        assert columns.rows(f"SELECT * FROM read_parquet({quote(path)})") == [
            (None, "x"),
            (None, None),
            (None, "y"),
        ]


def test_a_text_that_comes_after_thousands_of_nothing_is_kept():
    words = np.array([None] * 5000 + ["late"], dtype=object)
    with Columns() as columns:
        columns.register("t", {"words": words})
        assert columns.rows("SELECT count(words), max(words) FROM t") == [(1, "late")]


def test_a_table_without_rows_has_columns():
    with Columns() as columns:
        columns.register("t", {"x": np.array([], dtype=np.float64), "s": np.array([], dtype=object)})
        assert columns.rows("SELECT x, s FROM t") == []


def test_registering_again_replaces():
    with Columns() as columns:
        columns.register("t", {"x": np.array([1.0])})
        columns.register("t", {"x": np.array([2.0, 3.0])})
        assert columns.rows("SELECT x FROM t ORDER BY x") == [(2.0,), (3.0,)]


@pytest.mark.parametrize("name", ["it's.parquet", "a b.parquet", 'say "hi".parquet', "园图'';--.parquet"])
def test_a_file_name_is_quoted(tmp_path: Path, name: str):
    path = tmp_path / name
    with Columns() as columns:
        columns.copy_to_parquet("SELECT 42 AS answer", path)
        assert path.is_file()
        assert columns.rows(f"SELECT * FROM read_parquet({quote(path)})") == [(42,)]
    assert sorted(one.name for one in tmp_path.iterdir()) == [name]


def test_rows_are_written_in_the_order_of_the_query(tmp_path: Path):
    path = tmp_path / "t.parquet"
    with Columns() as columns:
        columns.register("t", {"x": np.arange(10_000)})
        columns.copy_to_parquet("SELECT x FROM t ORDER BY x DESC", path)
        found = columns.arrays(f"SELECT x FROM read_parquet({quote(path)})")["x"]
    assert found.tolist() == list(range(9_999, -1, -1))


def test_parameters_are_bound_not_pasted():
    with Columns() as columns:
        assert columns.rows("SELECT ?", ["'; DROP TABLE t; --"]) == [("'; DROP TABLE t; --",)]


def test_forks_answer_in_threads_and_see_the_same_tables():
    with Columns() as columns:
        columns.register("t", {"x": np.arange(1000)})
        answers: list[Any] = []

        def ask() -> None:
            with columns.fork() as twin:
                answers.extend(twin.rows("SELECT sum(x) FROM t")[0])

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [499_500] * 4
        assert columns.rows("SELECT count(*) FROM t") == [(1000,)], "closing a fork leaves the session open"
