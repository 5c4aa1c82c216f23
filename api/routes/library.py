"""The library of approved clauses: look at it, search it, compare two variants, find a clause again."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from pydantic import Field

from api.bodies import ClauseBody, HitBody, LikeBody, PastHitBody
from api.routes.contracts import ServiceOf
from api.searching import Where, like
from api.variants import Variance, compare_clauses
from clause_library.clause import ApprovedClause, Side, Status
from clause_library.past import Asked, PastHit
from clause_library.search import Filters, Hit
from clause_library.writing import written_clauses
from contracts.errors import InvalidInputError
from contracts.metadata import Money
from contracts.value import Value

router = APIRouter(prefix="/library", tags=["library"])

MOST_WORDS = 20_000
Id = Annotated[str, Path(max_length=120)]
Limit = Annotated[int, Query(ge=1, le=50)]
Short = Annotated[str, Query(max_length=120)]


def filters_of(  # noqa: PLR0913 (one parameter per condition)
    *,
    type: Short = "",
    side: Side | None = None,
    jurisdiction: Short = "",
    contract_type: Short = "",
    value: Annotated[Decimal | None, Query(ge=0)] = None,
    currency: Annotated[str, Query(pattern="^([A-Z]{3})?$")] = "",
    drafts: bool = False,
) -> Filters:
    """What a clause must be. A value goes together with its currency."""
    if (value is None) != (not currency):
        raise InvalidInputError(
            "`value` and `currency` go together; give both, as in value=50000&currency=EUR"
        )
    money = None if value is None else Money(amount=value, currency=currency)
    return Filters(
        type=type,
        side=side or "",
        jurisdiction=jurisdiction,
        contract_type=contract_type,
        value=money,
        drafts=drafts,
    )


Chosen = Annotated[Filters, Depends(filters_of)]


class LikeRequest(Value):
    """The words of a clause, and where to look for others like it."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]
    where: Where = "both"
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    type: Annotated[str, Field(max_length=120)] = ""


@router.get("/search")
def search(
    request: Request, q: Annotated[str, Query(min_length=1, max_length=400)], chosen: Chosen, limit: Limit = 5
) -> list[HitBody]:
    """Approved clauses for a need put in plain words, the best first."""
    return [hit_body(hit) for hit in request.app.state.search_clauses(q, limit, filters=chosen)]


@router.post("/like")
def find_like(request: Request, service: ServiceOf, asked: Annotated[LikeRequest, Body()]) -> LikeBody:
    """Clauses that speak as the given one does, of the library and of contracts reviewed before. A clause of
    a contract carries its quote and the address of the contract."""
    wanted = Asked(asked.text, like=True, type=asked.type)
    ours, past = like(
        request.app.state.search_clauses,
        wanted,
        where=asked.where,
        limit=asked.limit,
        storage=service.storage,
    )
    return LikeBody(
        library=tuple(hit_body(hit) for hit in ours), contracts=tuple(past_body(hit) for hit in past)
    )


@router.get("/contracts/search")
def search_contracts(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    limit: Limit = 5,
    type: Short = "",
) -> list[PastHitBody]:
    """Clauses of contracts reviewed before, for a need put in plain words."""
    hits = request.app.state.search_clauses.past(Asked(q, type=type), limit, storage=service.storage)
    return [past_body(hit) for hit in hits]


@router.get("/clauses")
def list_clauses(
    request: Request, type: Short = "", side: Side | None = None, status: Status | None = None
) -> list[ClauseBody]:
    """The clauses of the library by their ids, with their standing."""
    clauses = request.app.state.search_clauses.library().clauses
    return [clause_body(clause) for clause in chosen_clauses(clauses, type=type, side=side, status=status)]


@router.get("/clauses/{clause_id}")
def show_clause(request: Request, clause_id: Id) -> ClauseBody:
    """One clause."""
    return clause_body(request.app.state.search_clauses.library().get(clause_id))


@router.get("/clauses/{clause_id}/compare/{other_id}")
def compare(request: Request, clause_id: Id, other_id: Id) -> Variance:
    """Two variants word by word."""
    library = request.app.state.search_clauses.library()
    return compare_clauses(library.get(clause_id), library.get(other_id))


@router.get("/export", response_class=Response, responses={200: {"content": {"application/yaml": {}}}})
def export(request: Request) -> Response:
    """All clauses as one YAML file, in the form that a folder of one's own clauses has."""
    text = written_clauses(request.app.state.search_clauses.library().clauses)
    name = {"Content-Disposition": "attachment; filename=clauses.yaml"}
    return Response(text, media_type="application/yaml", headers=name)


def chosen_clauses(
    clauses: tuple[ApprovedClause, ...], *, type: str = "", side: str | None = None, status: str | None = None
) -> tuple[ApprovedClause, ...]:
    """Those of a type, a side and a status, where they are asked for."""
    return tuple(
        clause
        for clause in clauses
        if (not type or clause.type == type)
        and (not side or clause.side == side)
        and (not status or clause.status == status)
    )


def clause_body(clause: ApprovedClause) -> ClauseBody:
    """The body of one clause."""
    return ClauseBody(**clause.model_dump(), standing=clause.standing)


def hit_body(hit: Hit) -> HitBody:
    """The body of one hit of the library."""
    return HitBody(**hit.clause.model_dump(), standing=hit.clause.standing, score=hit.score)


def past_body(hit: PastHit) -> PastHitBody:
    """The body of one hit of past contracts."""
    address = f"/api/v1/contracts/{hit.clause.contract_id}"
    fields = hit.clause.model_dump(exclude={"quote"})
    return PastHitBody(**fields, quote=hit.clause.quote, score=hit.score, contract=address)
