"""Which HTTP status does a failure have, and what does its body look like?

One shape for every failure (`YuantuError.to_json`), one table from error class to status. A traceback never
leaves the house.
"""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from yuantu.errors import BadInput, NotFound, Problem, WorkspaceError, YuantuError

STATUS: dict[type[YuantuError], int] = {BadInput: 422, NotFound: 404, WorkspaceError: 503}


def install(app: FastAPI) -> None:
    """Give the app its three handlers: errors meant for a person, wrong parameters, unknown addresses."""
    app.add_exception_handler(YuantuError, _known)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _address)


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, YuantuError)
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return JSONResponse(error.to_json(), status_code=status)


def _parameters(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = [
        Problem("request_value", {"value": str(one.get("input")), "reason": str(one["msg"])}, _place(one["loc"]))
        for one in error.errors()
    ]
    return JSONResponse(BadInput(problems).to_json(), status_code=422)


def _address(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    problem = Problem("request_value", {"value": request.url.path, "reason": str(error.detail)})
    return JSONResponse(NotFound(problem).to_json(), status_code=error.status_code)


def _place(parts: object) -> str:
    return ".".join(str(part) for part in parts) if isinstance(parts, tuple | list) else str(parts)
