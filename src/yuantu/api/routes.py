"""Which questions does the API answer?"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, BeforeValidator, Field

from yuantu.api.chain_routes import add_chain_routes
from yuantu.api.review_routes import add_review_routes
from yuantu.errors import BadInput, Refusal
from yuantu.workspace import answers, asking, days, evidence, maps
from yuantu.workspace.reviewing import Reviewing
from yuantu.workspace.session import Session
from yuantu.workspace.workspace import Workspace


def _reader(place: str, read: Callable[[str], Any]) -> BeforeValidator:
    """Reads a text as the command line does; a refusal says which parameter it is about."""

    def read_value(value: Any) -> Any:
        try:
            return read(str(value))
        except Refusal as refusal:
            raise BadInput(refusal.problem.at(place)) from refusal

    return BeforeValidator(read_value)


Day = Annotated[date, _reader("as_of", days.read_day)]
AsOf = Annotated[Day | None, Query(description="The day that is asked about; today when left out.")]
KnownAt = Annotated[
    Annotated[str, _reader("known_at", days.read_instant)] | None,
    Query(description="What was known at that instant (2026-11-22T10:00:00Z); a day alone means its end."),
]
Samples = Annotated[bool, Query(description="Mix in 示例 inventory; every sample is marked.")]
Top = Annotated[int, Query(ge=1, le=100, description="At most so many per list.")]
Sentence = Annotated[str, Query(max_length=20_000, description="One sentence that says what is needed.")]
Id = Annotated[str, Path(max_length=200)]


Supposition = Annotated[str, Field(max_length=200, description="rent=-2, weight:rent=0.4, limit:area=9000 …")]


class Question(BaseModel):
    """A corrected brief, as `/api/brief` shows it, with the day and the inventory to ask."""

    brief: dict[str, Any]
    as_of: Day | None = None
    samples: bool = False
    top: int = Field(default=5, ge=1, le=100)
    what_if: list[Supposition] = Field(default_factory=list, max_length=20)


class Comparison(BaseModel):
    """A few candidates by id or name, and the corrected brief that they are compared by."""

    candidates: list[str] = Field(max_length=20)
    brief: dict[str, Any] = Field(default_factory=dict)
    as_of: Day | None = None
    samples: bool = False


def make_router(workspace: Workspace) -> APIRouter:
    """All routes over one workspace. Plain functions: they run in threads beside the event loop."""
    router = APIRouter()

    def session() -> Session:
        return workspace.session

    @router.get("/meta", tags=["workspace"], summary="Title, data version, counts, events, attribution")
    def meta() -> dict[str, Any]:
        return answers.meta_json(session(), workspace.settings(), days.today())

    @router.get("/map", tags=["map"], summary="GeoJSON layers as of a day")
    def layers(as_of: AsOf = None, samples: Samples = False) -> dict[str, Any]:
        return maps.map_json(session(), as_of or days.today(), samples=samples)

    _add_matching(router, session)
    _add_lookups(router, session, Reviewing(workspace))
    add_review_routes(router, workspace)
    add_chain_routes(router, workspace)
    return router


def _add_matching(router: APIRouter, session: Callable[[], Session]) -> None:
    @router.get("/brief", tags=["match"], summary="How a sentence is understood")
    def brief(q: Sentence) -> dict[str, Any]:
        return asking.read_sentence(q, days.today(), session()).to_json()

    @router.get("/match", tags=["match"], summary="Shortlist for a sentence")
    def match(q: Sentence, as_of: AsOf = None, samples: Samples = False, top: Top = 5) -> dict[str, Any]:
        asked = asking.read_sentence(q, days.today(), session())
        return asking.match(session(), asked, as_of, samples=samples, top=top)

    @router.post("/match", tags=["match"], summary="Shortlist for a corrected brief")
    def match_brief(question: Question) -> dict[str, Any]:
        asked = asking.read_document(question.brief, days.today())
        return asking.match(
            session(),
            asked,
            question.as_of,
            samples=question.samples,
            top=question.top,
            what_if=question.what_if,
        )

    @router.post("/compare", tags=["match"], summary="A few candidates side by side")
    def compare(question: Comparison) -> dict[str, Any]:
        asked = asking.read_document(question.brief, days.today())
        return asking.compare(
            lambda day: asking.open_sites(session(), day, samples=question.samples),
            asked, question.as_of, question.candidates,
        )  # fmt: skip


def _add_lookups(router: APIRouter, session: Callable[[], Session], reviewing: Reviewing) -> None:
    @router.get("/entities/{entity_id}", tags=["facts"], summary="All that is held of one thing")
    def entity(entity_id: Id, as_of: AsOf = None, known_at: KnownAt = None) -> dict[str, Any]:
        return evidence.entity_json(session(), entity_id, as_of or days.today(), known_at)

    @router.get("/statements/{statement_id}", tags=["facts"], summary="One statement with source and words")
    def statement(statement_id: Id) -> dict[str, Any]:
        return reviewing.statement(statement_id)

    @router.get("/conflicts", tags=["facts"], summary="Where statements disagree")
    def conflicts(as_of: AsOf = None) -> dict[str, Any]:
        return {"conflicts": evidence.conflicts_json(session(), as_of or days.today())}

    @router.get("/regions", tags=["map"], summary="Regions with what lies in them")
    def regions(as_of: AsOf = None) -> dict[str, Any]:
        return answers.regions_json(session(), as_of or days.today())

    @router.get("/minutes", tags=["map"], summary="The fastest way between two places")
    def minutes(
        origin: Annotated[str, Query(alias="from", max_length=100)],
        target: Annotated[str, Query(alias="to", max_length=100)],
        as_of: AsOf = None,
    ) -> dict[str, Any]:
        return answers.minutes_json(session(), origin, target, as_of or days.today())
