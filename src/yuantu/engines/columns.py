"""How is a question over columns answered?

`Columns` is one in-memory DuckDB session. It owns no data: it reads immutable Parquet files and CSV text, so
any number of processes may hold one over the same folder. A session is not shared between threads: `fork`
gives a thread its own cursor over the same catalogue.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from yuantu.errors import Problem, WorkspaceError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray


def quote(name: str | Path) -> str:
    """`name` as a SQL string literal (for file names, which DuckDB takes no parameter for)."""
    return "'" + str(name).replace("'", "''") + "'"


@contextmanager
def _words_for_broken_files() -> Iterator[None]:
    """A file that is missing, cut short or garbled is a WorkspaceError; a wrong query stays the engine's own."""
    import duckdb  # noqa: PLC0415 - see Columns

    try:
        yield
    except duckdb.Error as error:
        # A damaged page often has no class of its own.
        if type(error) not in {duckdb.IOException, duckdb.InvalidInputException, duckdb.Error}:
            raise
        reason = str(error).splitlines()[0]
        raise WorkspaceError(Problem("column_file_broken", {"reason": reason})) from error


class Columns:
    """An in-process column engine. `memory_limit` (such as `2GB`) and `temporary` bound a large job.

    The engine is loaded by the first question: a short command that needs none starts a third faster.
    """

    def __init__(self, *, memory_limit: str | None = None, temporary: Path | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {}
        if memory_limit:
            config["memory_limit"] = memory_limit
        if temporary:
            config["temp_directory"] = str(temporary)
        self._config = config
        self._opened: DuckDBPyConnection | None = None

    @property
    def _connection(self) -> "DuckDBPyConnection":
        if self._opened is None:
            import duckdb  # noqa: PLC0415 - see the class

            self._opened = duckdb.connect(":memory:", config=self._config)
        return self._opened

    def execute(self, sql: str, params: Sequence[Any] = ()) -> None:
        """Run a statement for its effect."""
        with _words_for_broken_files():
            self._connection.execute(sql, list(params))

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, as Python values (NULL is None)."""
        with _words_for_broken_files():
            return self._connection.execute(sql, list(params)).fetchall()

    def arrays(self, sql: str, params: Sequence[Any] = ()) -> "dict[str, NDArray[Any]]":
        """The columns of a query as arrays of equal length; columns with NULLs are masked arrays."""
        with _words_for_broken_files():
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
        with _words_for_broken_files():
            self._connection.execute(f"COPY ({sql}) TO {quote(path)} (FORMAT parquet, COMPRESSION zstd)")

    def fork(self) -> "Columns":
        """A session for another thread: same views and tables, own cursor."""
        twin = object.__new__(Columns)
        twin._config = self._config
        twin._opened = self._connection.cursor()
        return twin

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
