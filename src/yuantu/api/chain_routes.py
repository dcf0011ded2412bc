"""Which questions about industry chains does the API answer?"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from yuantu.api.review_routes import AsOf
from yuantu.chain.gaps import WITHIN_MINUTES
from yuantu.workspace import chains, days
from yuantu.workspace.workspace import Workspace

Id = Annotated[str, Path(max_length=80)]
Region = Annotated[
    str | None, Query(max_length=80, description="Name or code of a region; all when left out.")
]
Within = Annotated[
    float, Query(ge=0, le=1440, description="Reachable is what is so many minutes away by road.")
]


def add_chain_routes(router: APIRouter, workspace: Workspace) -> None:
    """Chains, who makes what, and what is missing."""

    def day_of(as_of: date | None) -> date:
        return as_of or days.today()

    @router.get("/chains", tags=["chains"], summary="All industry chains")
    def all_chains() -> dict[str, Any]:
        return chains.list_chains(workspace)

    @router.get(
        "/chains/{chain_id}", tags=["chains"], summary="One chain: nodes with makers, edges with basis"
    )
    def one_chain(chain_id: Id, as_of: AsOf = None) -> dict[str, Any]:
        return chains.show_chain(workspace, chain_id, day_of(as_of))

    @router.get(
        "/chains/{chain_id}/gaps",
        tags=["chains"],
        summary="What a region has, can get, lacks; what is unknown",
    )
    def gaps(
        chain_id: Id, region: Region = None, within: Within = WITHIN_MINUTES, as_of: AsOf = None
    ) -> dict[str, Any]:
        if region is None:
            return chains.compare_regions(workspace, chain_id, day_of(as_of), within)
        return chains.find_chain_gaps(workspace, chain_id, region, day_of(as_of), within)
