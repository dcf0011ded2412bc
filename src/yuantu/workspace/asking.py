"""How does what a person asks become a brief, and the brief an answer?"""

import json
from datetime import date
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief
from yuantu.match.brief_documents import brief_from_json, brief_from_toml
from yuantu.match.sentence import parse_sentence
from yuantu.match.shortlist import TOP
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
    session: Session, brief: Brief, as_of: date | None, *, samples: bool = False, top: int = TOP
) -> dict[str, Any]:
    """Answer a brief as of `as_of`, else as of the day that the brief itself names, else as of its today.

    Raises BadInput for a brief that asks for nothing: to shortlist everything would look like an answer.
    """
    if brief.is_empty:
        code = "brief_not_understood" if brief.text.strip() else "brief_empty"
        raise BadInput(Problem(code, {"value": brief.text[:SHOWN_CHARACTERS]}))
    day = as_of or (brief.as_of.value if brief.as_of else brief.today)
    return match_json(session, brief, day, samples=samples, top=top)
