"""Search the library of approved clauses."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.bodies import HitBody

router = APIRouter(prefix="/library", tags=["library"])


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[HitBody]:
    """Approved clauses for a need put in plain words, the best first."""
    hits = request.app.state.search_clauses(q, limit)
    return [
        HitBody(**hit.clause.model_dump(include={"id", "type", "title", "text"}), score=hit.score)
        for hit in hits
    ]
