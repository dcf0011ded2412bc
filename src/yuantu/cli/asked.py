"""What was one call of `match` given?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yuantu.errors import BadInput, Problem

if TYPE_CHECKING:
    from yuantu.workspace.inventories import Inventory
    from yuantu.workspace.session import Session


PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that one call of `match` was given."""

    sentence: str | None
    brief_file: Path | None
    catalogue: str
    candidates: Path | None
    briefs: Path | None
    out: Path | None
    wanted: tuple[str, ...]
    statements: bool
    update: bool
    force: bool
    as_of: date | None
    with_samples: bool
    top: int
    today: date | None
    workspace: Path
    as_json: bool
    what_if: tuple[str, ...] = ()

    @classmethod
    def of_nothing(cls, workspace: Path) -> "Asked":
        """A call that was given its workspace alone."""
        return cls(
            None, None, "sites", None, None, None, (), statements=False, update=False, force=False, as_of=None,
            with_samples=False, top=0, today=None, workspace=workspace, as_json=False,
        )  # fmt: skip

    @property
    def needs_workspace(self) -> bool:
        return self.candidates is None

    def session(self) -> "Session":
        from yuantu.workspace.workspace import Workspace

        return Workspace.open(self.workspace).session

    def opener(self, session: "Callable[[], Session]") -> "Callable[[date], Inventory]":
        """What opens the inventory of a day."""
        from yuantu.workspace import asking

        return lambda day: asking.open_catalogue(
            self.catalogue, self.candidates, session, day, samples=self.with_samples
        )


def read_brief(sentence: str | None, path: Path | None, day: date, session: "Session | None") -> Any:
    """The brief in a sentence, or in a file: JSON by its ending, else TOML."""
    from yuantu.workspace import asking

    if path is None:
        return asking.read_sentence(sentence or "", day, session)
    text = asking.read_text(path)
    if path.suffix.lower() != ".json":
        return asking.read_toml(text, day, str(path))
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        params = {"line": str(error.lineno), "reason": error.msg}
        raise BadInput(Problem("json_broken", params, str(path))) from error
    except RecursionError as error:
        raise BadInput(Problem("brief_no_object", place=str(path))) from error
    return asking.read_document(document, day, str(path))
