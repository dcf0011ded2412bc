"""How does what a person asks become a brief, and the brief an answer?"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief
from yuantu.match.brief_documents import brief_from_json, brief_from_toml
from yuantu.match.declaration_files import load_declaration, read_declaration
from yuantu.match.sentences.parsing import parse_sentence
from yuantu.match.shortlist import TOP
from yuantu.workspace.inventories import Inventory, SiteInventory
from yuantu.workspace.matching import match_json
from yuantu.workspace.session import Session

SHOWN_CHARACTERS = 40  # of a text that nothing was understood of


def read_sentence(sentence: str, day: date, session: Session | None = None) -> Brief:
    """One sentence as a brief; a session adds its own names of places. Raises BadInput for an empty one."""
    return parse_sentence(sentence, day, session.gazetteer() if session else None)


def read_document(document: Any, day: date, place: str = "brief") -> Brief:
    """A brief that was shown and corrected, as JSON. Raises BadInput for anything that is no object."""
    if not isinstance(document, dict):
        raise BadInput(Problem("brief_no_object", place=place))
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadInput(Problem("text_broken", place=place)) from None
    return brief_from_json(document, day, place)


def read_toml(text: str, day: date, place: str) -> Brief:
    """A brief written as TOML; `place` names the file in messages."""
    return brief_from_toml(text, day, place)


def match(
    session: Session,
    brief: Brief,
    as_of: date | None,
    *,
    samples: bool = False,
    top: int = TOP,
    what_if: Sequence[str] = (),
) -> dict[str, Any]:
    """Answer a brief with sites as of `as_of`, else as of the day that the brief itself names, else its today.

    Raises BadInput for a brief that asks for nothing: to shortlist everything would look like an answer.
    """
    check_asked(brief)
    inventory = open_sites(session, day_of(brief, as_of), samples=samples)
    return match_json(inventory, brief, top=top, what_if=what_if)


def compare(
    find: Callable[[date], Inventory], brief: Brief, as_of: date | None, wanted: Sequence[str]
) -> dict[str, Any]:
    """A few candidates side by side by what a brief asks; a brief that asks for nothing compares by the defaults."""
    from yuantu.workspace.comparing import compare_json  # noqa: PLC0415 — a shortlist compares nothing

    return compare_json(find(day_of(brief, as_of)), brief, wanted)


def match_catalogue(
    find: Callable[[date], Inventory],
    brief: Brief,
    as_of: date | None,
    *,
    top: int = TOP,
    what_if: Sequence[str] = (),
) -> dict[str, Any]:
    """Answer a brief with the candidates of any catalogue; `find` opens it as of a day, see `open_catalogue`."""
    inventory = find(day_of(brief, as_of))
    heard = hear(brief, whole=inventory.declaration.hears_words)
    return match_json(inventory, heard, top=top, what_if=what_if)


def open_sites(session: Session, day: date, *, samples: bool = False) -> Inventory:
    """The sites of a workspace as of a day."""
    return SiteInventory(session, day, samples=samples)


def open_catalogue(
    catalogue: str,
    candidates: Path | None,
    session: Callable[[], Session],
    day: date,
    *,
    samples: bool = False,
) -> Inventory:
    """The candidates of a catalogue: a shipped one by its name, or one declared in a YAML file.

    With `candidates` those of that table file, else those of the workspace. Raises BadInput.
    """
    if catalogue == "sites" and candidates is None:
        return open_sites(session(), day, samples=samples)
    from yuantu.workspace import tables  # noqa: PLC0415 — sites need no readers of tables

    path = Path(catalogue)
    is_file = path.suffix.lower() in (".yaml", ".yml")
    declared = read_declaration(read_text(path), str(path)) if is_file else load_declaration(catalogue)
    if candidates is not None:
        return tables.file_inventory(declared, candidates, day)
    if is_file and declared.kind.name not in session().schema.kinds:
        raise BadInput(Problem("match_candidates_needed", {"catalogue": declared.name}, "--candidates"))
    return tables.LedgerInventory(session(), declared, day)


def read_text(path: Path) -> str:
    """A text file that somebody names. Raises BadInput when it cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(Problem("file_not_utf8", {"path": str(path)})) from error
    except OSError as error:
        params = {"path": str(path), "reason": error.strerror or str(error)}
        raise BadInput(Problem("file_refused", params)) from error


def day_of(brief: Brief, as_of: date | None) -> date:
    """The day that is asked about."""
    return as_of or (brief.as_of.value if brief.as_of else brief.today)


def hear(brief: Brief, *, whole: bool) -> Brief:
    """The brief as a catalogue takes it, its words as a `whole` or not. Raises BadInput when it asks for nothing."""
    heard = brief.as_words() if whole else brief
    if not (whole and heard.text.strip()):
        check_asked(heard)
    return heard


def check_asked(brief: Brief) -> None:
    """Raises BadInput for a brief that asks for nothing."""
    if brief.is_empty:
        code = "brief_not_understood" if brief.text.strip() else "brief_empty"
        raise BadInput(Problem(code, {"value": brief.text[:SHOWN_CHARACTERS]}))
