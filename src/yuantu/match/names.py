"""Which names are there that somebody may have meant?"""

from collections.abc import Mapping

from yuantu.errors import Problem


def unknown_name(code: str, name: str, known: Mapping[str, object]) -> Problem:
    """The problem of a name that is not there, with the nearest ones that are."""
    from difflib import get_close_matches  # noqa: PLC0415 — only a mistake needs it

    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    return Problem(code, {"value": name[:40], "near": ", ".join(near) or "—", "known": ", ".join(known)})
