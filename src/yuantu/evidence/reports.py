"""How many of a million equal mistakes does a person want to see?

A `Report` lists the first of a sort (code and column) in full and counts the rest: nothing is silently lost, and the
memory of a report does not grow with the table.
"""

from collections import Counter

from yuantu.errors import Problem

MOST_LISTED = 100


class Report:
    """Problems of one table, capped per code and column."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._listed: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, problem: Problem) -> None:
        """List the problem, or count it if a hundred of its sort are listed."""
        sort = (problem.code, problem.params.get("column", ""))
        self._counts[sort] += 1
        if self._counts[sort] <= MOST_LISTED:
            self._listed.append(problem)

    def count_more(self, code: str, column: str, more: int) -> None:
        """Count `more` problems of a sort that are not worth making."""
        self._counts[code, column] += more

    def problems(self) -> list[Problem]:
        """The listed problems, then one for each sort that has more."""
        more = []
        for (code, column), count in self._counts.items():
            if count > MOST_LISTED:
                example = next(problem for problem in self._listed if problem.code == code)
                params = {"count": str(count - MOST_LISTED), "column": column, "code": code}
                more.append(Problem("problems_more", params, self._file, example.severity))
        return self._listed + more
