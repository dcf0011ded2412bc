"""How does what a person asks become a brief, and the brief an answer?"""

from datetime import date
from typing import Any

from yuantu.match.brief import Brief
from yuantu.match.brief_documents import brief_from_json, brief_from_toml
from yuantu.match.sentence import parse_sentence
from yuantu.match.shortlist import TOP
from yuantu.workspace.matching import match_json
from yuantu.workspace.session import Session


def read_sentence(sentence: str, day: date, session: Session | None = None) -> Brief:
    """One sentence as a brief; a session adds its own names of places. Raises BadInput for an empty one."""
    return parse_sentence(sentence, day, session.gazetteer() if session else None)


def read_document(document: dict[str, Any], day: date) -> Brief:
    """A brief that was shown and corrected, as JSON."""
    return brief_from_json(document, day)


def read_toml(text: str, day: date, place: str) -> Brief:
    """A brief written as TOML; `place` names the file in messages."""
    return brief_from_toml(text, day, place)


def match(
    session: Session, brief: Brief, as_of: date | None, *, samples: bool = False, top: int = TOP
) -> dict[str, Any]:
    """Answer a brief as of `as_of`, else as of the day that the brief itself names, else as of its today."""
    day = as_of or (brief.as_of.value if brief.as_of else brief.today)
    return match_json(session, brief, day, samples=samples, top=top)
