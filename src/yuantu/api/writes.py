"""May this request change anything, and who is asking?

A page of another origin can make a browser send requests here. It cannot set a header of our own without being
asked for leave, which this API never gives; so a write must carry `X-Yuantu-Author`. What the browser says about
the sender (`Origin`, `Sec-Fetch-Site`) must agree.
"""

from typing import Annotated
from urllib.parse import unquote, urlsplit

from fastapi import Depends, Request

from yuantu.errors import BadInput, Forbidden, Problem
from yuantu.workspace.reviewing import read_author

HEADER = "X-Yuantu-Author"
OWN_SITES = (None, "same-origin", "none")


def author_of(request: Request) -> str:
    """The author of a write, URL-encoded in the header. Raises Forbidden, or BadInput for a name of no use."""
    origin = request.headers.get("Origin")
    host = request.headers.get("Host", "")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if foreign or request.headers.get("Sec-Fetch-Site") not in OWN_SITES:
        raise Forbidden(Problem("write_from_elsewhere", {"origin": (origin or "?")[:80]}))
    name = request.headers.get(HEADER)
    if name is None:
        raise Forbidden(Problem("write_unsigned"))
    try:
        return read_author(unquote(name, errors="strict"))
    except UnicodeDecodeError:
        raise BadInput(Problem("review_author", {"value": name[:40], "limit": "80"}, HEADER)) from None
    except BadInput as refusal:
        raise BadInput(refusal.problem.at(HEADER)) from refusal


def agree(author: str, stated: str | None) -> str:
    """The author of the header; a body that names another is refused."""
    if stated is not None and " ".join(stated.split()) != author:
        raise BadInput(Problem("write_author_differs", {"value": stated[:40]}, "author"))
    return author


Author = Annotated[str, Depends(author_of)]
