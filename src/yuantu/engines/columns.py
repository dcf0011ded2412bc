"""How is a question over columns answered?

`Columns` is one in-memory DuckDB session. It owns no data: it reads immutable Parquet files and CSV text, so
any number of processes may hold one over the same folder. A session is not shared between threads: `fork`
gives a thread its own cursor over the same catalogue.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

if TYPE_CHECKING:
    from numpy.typing import NDArray


def quote(name: str | Path) -> str:
    """`name` as a SQL string literal (for file names, which DuckDB takes no parameter for)."""
    return "'" + str(name).replace("'", "''") + "'"


class Columns:
    """An in-process column engine. `memory_limit` (such as `2GB`) and `temporary` bound a large job."""

    def __init__(self, *, memory_limit: str | None = None, temporary: Path | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {}
        if memory_limit:
            config["memory_limit"] = memory_limit
        if temporary:
            config["temp_directory"] = str(temporary)
        self._connection = duckdb.connect(":memory:", config=config)

    def execute(self, sql: str, params: Sequence[Any] = ()) -> None:
        """Run a statement for its effect."""
        self._connection.execute(sql, list(params))

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, as Python values (NULL is None)."""
        return self._connection.execute(sql, list(params)).fetchall()

    def arrays(self, sql: str, params: Sequence[Any] = ()) -> "dict[str, NDArray[Any]]":
        """The columns of a query as arrays of equal length; columns with NULLs are masked arrays."""
        return self._connection.execute(sql, list(params)).fetchnumpy()

    def register(self, name: str, columns: "Mapping[str, NDArray[Any]]") -> None:
        """Make a table `name` from arrays of equal length; None in object arrays and NaN are NULL."""
        source = dict(columns)
        self._connection.register("source_arrays", source)
        try:
            self._connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM source_arrays')
        finally:
            self._connection.unregister("source_arrays")

    def copy_to_parquet(self, sql: str, path: Path) -> None:
        """Write the rows of a query to one Parquet file, in the order of the query."""
        self._connection.execute(f"COPY ({sql}) TO {quote(path)} (FORMAT parquet, COMPRESSION zstd)")

    def fork(self) -> "Columns":
        """A session for another thread: same views and tables, own cursor."""
        twin = object.__new__(Columns)
        twin._connection = self._connection.cursor()
        return twin

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
