"""How is the HTTP door put together?

`create_app(workspace)` serves the API under `/api/` and the built page at `/`. Nothing is fetched from anywhere
else: the content policy of the page allows its own origin only.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

from yuantu.api import errors
from yuantu.api.policy import HEADERS
from yuantu.api.routes import make_router
from yuantu.errors import Problem, YuantuError
from yuantu.version import VERSION
from yuantu.workspace import days
from yuantu.workspace.workspace import Workspace

# What people decide changes these answers without a new snapshot.
LIVE = ("/api/review", "/api/documents", "/api/statements", "/api/chains")


def page_folder() -> Path:
    """Where the built page lies; it may not be there in a source checkout."""
    return Path(str(resources.files("yuantu.api"))) / "page"


def create_app(workspace: Workspace) -> FastAPI:
    """The app over one workspace."""
    app = FastAPI(
        title="Yuantu 园图",
        version=VERSION,
        summary="The open investment navigator: sourced facts, sites, travel minutes and matching.",
        openapi_url="/api/openapi.json",
        # The usual documentation pages load their scripts from elsewhere; this house works without a network.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.middleware("http")(_tag_answers(workspace))
    app.middleware("http")(_guard)
    errors.install(app)
    app.include_router(make_router(workspace), prefix="/api")
    _add_page(app, page_folder())
    return app


async def _guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


def _tag_answers(workspace: Workspace) -> Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]:
    """What is asked of one snapshot on one day has one answer: a browser that has it need not fetch it again."""
    started = uuid4().hex  # another program may answer otherwise

    def tag(request: Request) -> str:
        settings = workspace.folder.settings_file.stat().st_mtime_ns
        parts = (started, workspace.snapshot, settings, days.today(), request.url.path, request.url.query)
        return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'

    async def answer(request: Request, call_next: RequestResponseEndpoint) -> Response:
        path = request.url.path
        if request.method != "GET" or not path.startswith("/api/") or path.startswith(LIVE):
            return await call_next(request)
        try:
            mark = tag(request)  # before the answer: a newer answer under an older mark is asked for again
        except (YuantuError, OSError):
            return await call_next(request)
        headers = {"ETag": mark, "Cache-Control": "no-cache"}
        if mark in re.split(r"\s*,\s*", request.headers.get("If-None-Match", "")):
            return Response(status_code=304, headers=headers)
        response = await call_next(request)
        if response.status_code == 200:
            response.headers.update(headers)
        return response

    return answer


def _add_page(app: FastAPI, folder: Path) -> None:
    if (folder / "index.html").is_file():
        app.mount("/", StaticFiles(directory=folder, html=True), name="page")
        return
    problem = Problem("page_missing")

    @app.get("/", include_in_schema=False)
    def missing() -> HTMLResponse:
        body = f"<!doctype html><meta charset=utf-8><title>Yuantu</title><p>{problem.text('zh')}<p>{problem.text('en')}"
        return HTMLResponse(body, status_code=503)
