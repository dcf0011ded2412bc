"""Which questions about industry chains does the API answer?"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from yuantu.api.review_routes import AsOf
from yuantu.chain.gaps import WITHIN_MINUTES
from yuantu.workspace import chains, days
from yuantu.workspace.callsheets import draw_call_sheet
from yuantu.workspace.targets import TOP, find_targets
from yuantu.workspace.workspace import Workspace

Id = Annotated[str, Path(max_length=80)]
Region = Annotated[
    str | None, Query(max_length=80, description="Name or code of a region; all when left out.")
]
Here = Annotated[str, Query(max_length=80, description="Name or code of the region that the gap is in.")]
Top = Annotated[int, Query(ge=1, le=200, description="At most so many.")]
Language = Annotated[Literal["zh", "en"], Query(description="Language of the sheet.")]
Within = Annotated[
    float, Query(ge=0, le=1440, description="Reachable is what is so many minutes away by road.")
]


def add_chain_routes(router: APIRouter, workspace: Workspace) -> None:
    """Chains, who makes what, what is missing, and whom to visit."""
    _add_targets(router, workspace)

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
