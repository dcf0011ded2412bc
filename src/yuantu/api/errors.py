"""Which HTTP status does a failure have, and what does its body look like?

One shape for every failure (`YuantuError.to_json`), one table from error class to status. A traceback never
leaves the house: it goes to the log of the server.
"""

from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from yuantu.api.policy import HEADERS
from yuantu.errors import BadInput, Forbidden, NotFound, Problem, WorkspaceError, YuantuError

STATUS: dict[type[YuantuError], int] = {BadInput: 422, Forbidden: 403, NotFound: 404, WorkspaceError: 503}
SHOWN_CHARACTERS = 80

# What the framework calls a mistake, and the message that says it. `limit` is under that name in its context.
CODES = {
    "missing": ("request_missing", ""),
    "int_parsing": ("value_whole_number", ""),
    "int_type": ("value_whole_number", ""),
    "int_from_float": ("value_whole_number", ""),
    "bool_parsing": ("value_flag", ""),
    "bool_type": ("value_flag", ""),
    "greater_than_equal": ("value_too_small", "ge"),
    "less_than_equal": ("value_too_large", "le"),
    "string_too_long": ("value_too_long", "max_length"),
    "json_invalid": ("request_body", ""),
    "dict_type": ("request_body", ""),
    "model_attributes_type": ("request_body", ""),
}


def install(app: FastAPI) -> None:
    """Give the app its handlers: errors meant for a person, wrong parameters, unknown addresses, and the rest."""
    app.add_exception_handler(YuantuError, _known)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _address)
    app.add_exception_handler(Exception, _unexpected)


# The framework registers handlers of any exception and hands each only its own class.
def _known(_: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return JSONResponse(cast(YuantuError, error).to_json(), status_code=status)


def _parameters(_: Request, error: Exception) -> JSONResponse:
    problems = [_problem(one) for one in cast(RequestValidationError, error).errors()]
    return JSONResponse(BadInput(problems).to_json(), status_code=422)


def _problem(mistake: dict[str, Any]) -> Problem:
    # A broken character cannot be sent back as it came.
    value = str(mistake.get("input"))[:SHOWN_CHARACTERS].encode(errors="replace").decode()
    reason = str(mistake["msg"])
    code, limit = CODES.get(mistake["type"], ("request_value", ""))
    params = {"value": value, "reason": reason, "limit": str(mistake.get("ctx", {}).get(limit))}
    # Where it was sent (query, path, body) stands in front; a person looks for the name behind it.
    parts = [str(part) for part in mistake["loc"]]
    place = "body" if mistake["type"] == "json_invalid" else ".".join(parts[1:] or parts)
    return Problem(code, params, place)


def _address(request: Request, error: Exception) -> JSONResponse:
    refusal = cast(HTTPException, error)
    params = {"address": request.url.path[:SHOWN_CHARACTERS], "method": request.method}
    if refusal.status_code == 404:
        problem = Problem("address_unknown", params)
    elif refusal.status_code == 405:
        problem = Problem("address_method", params)
    else:
        # The framework has one more: a body that it could not take apart.
        problem = Problem("request_body", place="body")
    return JSONResponse(NotFound(problem).to_json(), status_code=refusal.status_code, headers=refusal.headers)


def _unexpected(_: Request, error: Exception) -> JSONResponse:
    problem = Problem("unexpected_answer", {"reason": type(error).__name__})
    # The framework answers this one outside of everything that the app adds to its answers.
    return JSONResponse(YuantuError(problem).to_json(), status_code=500, headers=HEADERS)
