"""`POST /api/feedback`: a user says that an answer is right or wrong."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from app.api.metrics import FEEDBACK
from app.api.openapi import problem_responses
from app.api.schemas import FeedbackBody
from app.keeping.feedback import Feedback


def router(kept: Feedback) -> APIRouter:
    """Return the route."""
    routes = APIRouter(prefix="/api", tags=["Frågor"])

    @routes.post(
        "/feedback",
        status_code=204,
        summary="Säg om ett svar är rätt eller fel",
        description="Sparas i datamappen för att göra svaren bättre, med frågan. Personnummer maskeras.",
        response_description="Det är sparat.",
        response_class=Response,
        responses=problem_responses(422),
    )
    def feedback(body: FeedbackBody) -> Response:
        kept.add(body.model_dump(mode="json"))
        FEEDBACK.labels(body.verdict).inc()
        return Response(status_code=204)

    return routes
