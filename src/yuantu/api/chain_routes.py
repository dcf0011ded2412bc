"""Which questions about industry chains does the API answer?"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from yuantu.api.review_routes import AsOf
from yuantu.api.writes import Author, agree
from yuantu.chain.gaps import WITHIN_MINUTES
from yuantu.workspace import chainacts, chains, days
from yuantu.workspace.callsheets import draw_call_sheet
from yuantu.workspace.followers import find_followers
from yuantu.workspace.policies import find_policies
from yuantu.workspace.targets import TOP, find_targets
from yuantu.workspace.workspace import Workspace

Id = Annotated[str, Path(max_length=80)]
Region = Annotated[
    str | None, Query(max_length=80, description="Name or code of a region; all when left out.")
]
Here = Annotated[str, Query(max_length=80, description="Name or code of the region that the gap is in.")]
Leader = Annotated[str, Path(max_length=200, description="Id or name of a company.")]
Of = Annotated[
    str | None, Query(max_length=80, description="Name or code; the city of the leader when left out.")
]
Top = Annotated[int, Query(ge=1, le=200, description="At most so many.")]
Language = Annotated[Literal["zh", "en"], Query(description="Language of the sheet.")]
Within = Annotated[
    float, Query(ge=0, le=1440, description="Reachable is what is so many minutes away by road.")
]

Name = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=400)]


class Judged(BaseModel):
    """Whether a company makes a node: confirmed, to_check or rejected."""

    node: Name
    company: Name
    state: Name
    reason: Reason = ""
    author: Name | None = None


class Task(BaseModel):
    """Who does what by when for a node in a region; without a node, who answers for the chain there."""

    region: Name
    node: Name | None = None
    owner: Name | None = None
    next_step: Name | None = None
    due: Name | None = None
    status: Name | None = None
    reason: Reason = ""
    author: Name | None = None


class Undo(BaseModel):
    """The number of the act to take back."""

    number: int = Field(ge=1)
    reason: Reason = ""
    author: Name | None = None


def add_chain_routes(router: APIRouter, workspace: Workspace) -> None:
    """Chains, who makes what, what is missing, and whom to visit."""
    _add_targets(router, workspace)
    _add_followers(router, workspace)
    _add_policies(router, workspace)
    _add_acts(router, workspace)

    @router.get("/chains", tags=["chains"], summary="All industry chains")
    def all_chains() -> dict[str, Any]:
        return chains.list_chains(workspace)

    @router.get(
        "/chains/{chain_id}", tags=["chains"], summary="One chain: nodes with makers, edges with basis"
    )
    def one_chain(chain_id: Id, as_of: AsOf = None) -> dict[str, Any]:
        return chains.show_chain(workspace, chain_id, as_of or days.today())

    @router.get(
        "/chains/{chain_id}/gaps",
        tags=["chains"],
        summary="What a region has, can get, lacks; what is unknown",
    )
    def gaps(
        chain_id: Id, region: Region = None, within: Within = WITHIN_MINUTES, as_of: AsOf = None
    ) -> dict[str, Any]:
        if region is None:
            return chains.compare_regions(workspace, chain_id, as_of or days.today(), within)
        return chains.find_chain_gaps(workspace, chain_id, region, as_of or days.today(), within)


def _add_targets(router: APIRouter, workspace: Workspace) -> None:
    @router.get(
        "/chains/{chain_id}/targets/{node}",
        tags=["chains"],
        summary="Whom to visit for a gap, with reasons and doubts",
    )
    def targets(chain_id: Id, node: Id, region: Here, as_of: AsOf = None, top: Top = TOP) -> dict[str, Any]:
        return find_targets(workspace, chain_id, node, region, as_of or days.today(), top=top)

    @router.get(
        "/chains/{chain_id}/targets/{node}/sheet", tags=["chains"], summary="The call sheet to take along, one file",
        response_class=HTMLResponse,
    )  # fmt: skip
    def sheet(
        chain_id: Id, node: Id, region: Here, as_of: AsOf = None, top: Top = TOP, lang: Language = "zh"
    ) -> HTMLResponse:
        found = find_targets(workspace, chain_id, node, region, as_of or days.today(), top=top)
        return HTMLResponse(draw_call_sheet(workspace.session, found, lang))


def _add_policies(router: APIRouter, workspace: Workspace) -> None:
    @router.get(
        "/chains/{chain_id}/policies/{node}",
        tags=["chains"],
        summary="Entries of industry lists that a product falls under",
    )
    def policies(chain_id: Id, node: Id, as_of: AsOf = None) -> dict[str, Any]:
        return find_policies(workspace, chain_id, node, as_of or days.today())


def _add_followers(router: APIRouter, workspace: Workspace) -> None:
    @router.get(
        "/chains/{chain_id}/followers/{leader}",
        tags=["chains"],
        summary="Who followed a chain leader, who is outside",
    )
    def followers(chain_id: Id, leader: Leader, region: Of = None, as_of: AsOf = None) -> dict[str, Any]:
        return find_followers(workspace, chain_id, leader, region, as_of or days.today())


def _add_acts(router: APIRouter, workspace: Workspace) -> None:
    @router.post("/chains/undo", tags=["chains"], summary="Take back a judgement or a change of a task")
    def undo(request: Undo, author: Author) -> dict[str, Any]:
        return chainacts.undo(workspace, request.number, agree(author, request.author), request.reason)

    @router.get(
        "/chains/{chain_id}/acts", tags=["chains"], summary="Everything that people decided about a chain"
    )
    def acts(chain_id: Id) -> dict[str, Any]:
        return chains.log_of(workspace, chain_id)

    @router.post(
        "/chains/{chain_id}/placements", tags=["chains"], summary="Judge whether a company makes a node"
    )
    def judge(chain_id: Id, request: Judged, author: Author) -> dict[str, Any]:
        return chains.place_company(
            workspace, chain_id, request.node, request.company, request.state,
            author=agree(author, request.author), reason=request.reason,
        )  # fmt: skip

    @router.get("/chains/{chain_id}/tasks", tags=["chains"], summary="Who does what by when, with history")
    def tasks(chain_id: Id, as_of: AsOf = None) -> dict[str, Any]:
        return chains.list_tasks(workspace, chain_id, as_of or days.today())

    @router.post(
        "/chains/{chain_id}/tasks", tags=["chains"], summary="Give out or change a task, or name the chief"
    )
    def assign(chain_id: Id, request: Task, author: Author) -> dict[str, Any]:
        fields = request.model_dump(include={"owner", "next_step", "due", "status"}, exclude_none=True)
        return chains.assign_task(
            workspace, chain_id, request.node, request.region, fields,
            author=agree(author, request.author), reason=request.reason,
        )  # fmt: skip
