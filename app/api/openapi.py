"""What the API says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.api.problems import MEDIA_TYPE
from app.api.schemas import ProblemBody

TITLE = "Kommunsvar"
DESCRIPTION = (
    "Svar ur kommunens egna handlingar, med källa för varje påstående. Det är en maskin som svarar. "
    "Alla fel är application/problem+json med ett spårnummer (trace_id)."
)
TAGS = (
    {"name": "Frågor", "description": "Ställ frågor och sök."},
    {"name": "Handlingar", "description": "Vad som är inläst, och platsen som en källa pekar på."},
    {"name": "Utkast", "description": "Utkast till svar på motioner, med källor."},
    {"name": "Siffror", "description": "Tal ur handlingarnas tabeller."},
    {"name": "OpenAI", "description": "För program som talar OpenAI:s API."},
    {"name": "Drift", "description": "Hur tjänsten mår."},
)
_TOLD: Mapping[int, str] = {
    400: "Begäran går inte att tolka.",
    401: "Lösenordet saknas eller stämmer inte.",
    403: "Begäran kommer från en annan webbplats.",
    404: "Det som efterfrågas finns inte.",
    413: "Begäran är för stor.",
    422: "Begäran har felaktiga värden, eller frågan går inte att besvara som den är ställd.",
    429: "För många begäranden; försök igen efter Retry-After sekunder.",
    500: "Något gick fel i tjänsten.",
    503: "Tjänsten är inte redo, eller upptagen; försök igen efter Retry-After sekunder.",
}


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the descriptions of the problems a route may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    return {status: {"description": _TOLD[status], "content": content} for status in statuses}


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI document with the problems' schema in it and FastAPI's own error shape out of it."""
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    problem = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["ProblemBody"] = problem
    for path in schema.get("paths", {}).values():
        for method, operation in path.items():
            _declare(method, operation)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return schema


def _declare(method: str, operation: dict[str, Any]) -> None:
    """Declare the problems that any route may answer with, before it is reached or in its middle."""
    any_route = (401, 429, 500) if method == "get" else (400, 401, 403, 413, 429, 500)
    responses = operation.setdefault("responses", {})
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]  # FastAPI's own guess; a route that answers so declares it
    for status, told in problem_responses(*any_route).items():
        responses.setdefault(str(status), told)
