"""Which questions and acts of the review does the API take?"""

from base64 import b64decode
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, BeforeValidator, Field

from yuantu.api.writes import Author, agree
from yuantu.errors import BadInput, Problem, Refusal
from yuantu.workspace import days, documents, freshness
from yuantu.workspace.reviewing import Reviewing
from yuantu.workspace.workspace import Workspace


def _read_day(value: Any) -> date:
    try:
        return days.read_day(str(value))
    except Refusal as refusal:
        raise BadInput(refusal.problem.at("as_of")) from refusal


AsOf = Annotated[
    Annotated[date, BeforeValidator(_read_day)] | None,
    Query(description="The day that is asked about; today when left out."),
]
Id = Annotated[str, Path(max_length=200)]
Status = Annotated[str, Query(max_length=20, description="open, accepted, rejected, merged or all.")]
OfDocument = Annotated[str | None, Query(max_length=80, description="Only of this document.")]
Sure = Annotated[float, Query(ge=0, le=1, description="Only proposals that are at least so sure.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
After = Annotated[str | None, Query(max_length=80, description="Only what comes after this proposal.")]
Name = Annotated[str, Field(max_length=200)]


MOST_FILE = 20_000_000  # bytes of a file that is sent; larger ones go through the command line


class Pasted(BaseModel):
    """A text that somebody pasted, or a file of any known format (`data`, as base64). Exactly one of the two.

    `kind`: what the rows of its tables are; `given`: what holds for every row. `model`: ask the language model.
    """

    name: Name
    text: str | None = Field(default=None, max_length=5_000_000)
    data: str | None = Field(default=None, max_length=MOST_FILE * 4 // 3 + 4)
    published: Name | None = None
    address: Annotated[str, Field(max_length=2000)] | None = None
    source_class: Annotated[str, Field(max_length=4)] = documents.DEFAULT_CLASS
    kind: Name | None = None
    given: dict[Name, Name] = Field(default_factory=dict, max_length=40)
    model: bool = False

    def bytes(self) -> bytes:
        """What was sent. Raises BadInput."""
        if (self.text is None) == (self.data is None):
            raise BadInput(Problem("paste_what", place="text"))
        try:
            return self.text.encode() if self.text is not None else b64decode(self.data or "", validate=True)
        except UnicodeEncodeError:
            raise BadInput(Problem("text_broken", place="text")) from None
        except ValueError:
            raise BadInput(Problem("paste_base64", place="data")) from None


class NewEntity(BaseModel):
    """A thing that a reviewer adds; without a name it is called as the text does."""

    kind: Name
    name: Name | None = None


class Act(BaseModel):
    """What is decided about one proposal. `seen`: the newest event it was decided on, as the queue shows it."""

    action: Literal["accept", "edit", "reject", "merge"]
    author: Name | None = None
    edit: dict[str, Any] | None = None
    entity: Name | None = None
    new_entity: NewEntity | None = None
    reason: Annotated[str, Field(max_length=400)] | None = None
    into: Name | None = None
    seen: int | None = None


class Bulk(BaseModel):
    """Accept all that is sure enough, of one document or of all. `new`: rows of tables may add things."""

    min_confidence: float = Field(ge=0, le=1)
    document: Name | None = None
    new: bool = False
    author: Name | None = None


class Undo(BaseModel):
    """Take back the newest decision about a proposal, or a whole batch."""

    id: Name | None = None
    batch: Name | None = None
    author: Name | None = None


def add_review_routes(router: APIRouter, workspace: Workspace) -> None:
    """Documents, the review queue, and what has to be confirmed again."""
    reviewing = Reviewing(workspace)
    _add_documents(router, workspace)

    @router.get("/review", tags=["review"], summary="Proposals with their sentences, and how many there are")
    def queue(
        status: Status = "open",
        document: OfDocument = None,
        min_confidence: Sure = 0.0,
        limit: Limit = 200,
        after: After = None,
    ) -> dict[str, Any]:
        return reviewing.queue(status, document, min_confidence, limit, after)

    @router.post("/review/bulk", tags=["review"], summary="Accept all that is sure enough, as one act")
    def bulk(request: Bulk, author: Author) -> dict[str, Any]:
        who = agree(author, request.author)
        return reviewing.bulk(request.min_confidence, request.document, who, new=request.new)

    @router.post("/review/undo", tags=["review"], summary="Take back a decision or a batch")
    def undo(request: Undo, author: Author) -> dict[str, Any]:
        return reviewing.undo(agree(author, request.author), request.id, request.batch)

    @router.get("/review/{proposal_id}", tags=["review"], summary="One proposal with its history")
    def proposal(proposal_id: Id) -> dict[str, Any]:
        return reviewing.item(proposal_id)

    @router.post("/review/{proposal_id}", tags=["review"], summary="Accept, edit, reject or merge a proposal")
    def act(proposal_id: Id, request: Act, author: Author) -> dict[str, Any]:
        given = request.model_dump(exclude={"action", "author"}, exclude_none=True)
        return reviewing.act(proposal_id, request.action, agree(author, request.author), given)

    @router.get("/stale", tags=["facts"], summary="Facts that have to be confirmed again")
    def stale(as_of: AsOf = None) -> dict[str, Any]:
        return freshness.stale_json(workspace.session, as_of or days.today())


def _add_documents(router: APIRouter, workspace: Workspace) -> None:
    @router.get("/documents", tags=["review"], summary="Documents as received")
    def received() -> dict[str, Any]:
        return {"documents": documents.list_documents(workspace)}

    @router.post("/documents", tags=["review"], summary="Take in a text or a file and propose what it claims")
    def paste(request: Pasted, _: Author) -> dict[str, Any]:
        about = documents.Received(
            request.name, request.published, request.source_class, request.address, request.kind, request.given,
            request.model,
        )  # fmt: skip
        return documents.add_document(workspace, request.bytes(), about)

    @router.get("/documents/{document_id}", tags=["review"], summary="One document with its text and blocks")
    def document(document_id: Id) -> dict[str, Any]:
        return documents.document_json(workspace, document_id)
