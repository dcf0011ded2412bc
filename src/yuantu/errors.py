"""What can go wrong, in which words, for whom?

    YuantuError
    ├── BadInput            a value, sentence, file or option that cannot be used as it is
    │   ├── Refusal         one value was refused (carries exactly one problem)
    │   └── PackRefused     a whole pack was refused; nothing of it was kept
    ├── Forbidden           a write that this door does not take from there
    ├── NotFound            an id, place or name that this workspace does not know
    └── WorkspaceError      a workspace that is missing, unreadable or in the way

Every error carries at least one `Problem`: what was wrong, the value, the place and the fix, as a code
with parameters. The sentence is made at the door, in the user's language (see `messages`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from yuantu.messages import sentence

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, before it is put into words.

    `code` names an entry of `messages.catalogue`; `params` fill its sentence; `place` is where a person
    finds the value (`parks.csv!H20`, `--as-of`, `brief.toml`), or empty.
    """

    code: str
    params: dict[str, str] = field(default_factory=dict)
    place: str = ""
    severity: Severity = "error"

    def at(self, place: str) -> "Problem":
        return replace(self, place=place)

    def text(self, language: str = "zh") -> str:
        """The sentence for a person: place first, then what is wrong, then what to do."""
        words = sentence(self.code, language, self.params)
        return f"{self.place}: {words}" if self.place else words

    def to_json(self) -> dict[str, object]:
        words = {language: sentence(self.code, language, self.params) for language in ("zh", "en")}
        return {"code": self.code, "place": self.place, "severity": self.severity, "message": words}


class YuantuError(Exception):
    """Base of all errors that are meant for a person; `problems` is never empty."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.text("en") for problem in self.problems))

    @property
    def problem(self) -> Problem:
        return self.problems[0]

    def to_json(self) -> dict[str, object]:
        """The one shape of an error, at every door: the first problem's words, then all problems."""
        first = self.problem
        return {
            "error": {
                "code": first.code,
                "message": {language: first.text(language) for language in ("zh", "en")},
                "problems": [problem.to_json() for problem in self.problems],
            }
        }


class BadInput(YuantuError):
    """Something given from outside cannot be used as it is."""


class Refusal(BadInput):
    """One value was refused. Readers catch it, add the place and go on with the next value."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(Problem(code, {key: str(value) for key, value in params.items()}))


class PackRefused(BadInput):
    """A pack could not be read as a whole; the workspace is as it was."""


class Forbidden(YuantuError):
    """A write that may have been sent by another page than ours, or that nobody signed."""


class NotFound(YuantuError):
    """Nothing of that id or name is in this workspace."""


class WorkspaceError(YuantuError):
    """The workspace folder is missing, locked or not a workspace."""
