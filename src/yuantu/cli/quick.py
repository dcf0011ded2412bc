"""Which answers are so short that reading the command line would be most of the work?

`yuantu brief SENTENCE` is asked while a person types. Its plain forms are answered here without the parser of
the command line; every other form, and everything that goes wrong, takes the whole way and says the same.
"""

import json
import os
from collections.abc import Sequence
from datetime import date

from yuantu.errors import YuantuError


def answer_at_once(arguments: Sequence[str], today: date) -> str | None:
    """The answer to `brief SENTENCE [--json]`, or None when the whole command line has to read it."""
    if len(arguments) not in (2, 3) or arguments[0] != "brief" or list(arguments[2:]) not in ([], ["--json"]):
        return None
    if arguments[1].startswith("-"):
        return None
    try:
        return brief_words(arguments[1], today, preferred_language(), as_json=len(arguments) == 3)
    except YuantuError:
        return None


def brief_words(sentence: str, today: date, language: str, *, as_json: bool) -> str:
    """How a sentence is understood, for a person or as one JSON object. Raises BadInput for an empty one."""
    from yuantu.match.sentences.parsing import parse_sentence

    understood = parse_sentence(sentence, today).to_json()
    if as_json:
        return json.dumps(understood, ensure_ascii=False, indent=2)
    from yuantu.cli.shortlists import brief_lines

    return "\n".join(brief_lines(understood, language))


def preferred_language() -> str:
    """The language that the environment asks for (YUANTU_LANG), else Chinese."""
    return "en" if os.environ.get("YUANTU_LANG", "").lower().startswith("en") else "zh"
