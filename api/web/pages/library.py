"""The pages of the clause library: search, one clause with its variants, two side by side, others like it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response

from api.errors import status_of
from api.routes.contracts import ServiceOf
from api.routes.library import MOST_WORDS, chosen_clauses
from api.searching import like
from api.variants import compare_clauses
from api.web.pages.render import page
from clause_library.clause import STANDINGS, ApprovedClause
from clause_library.library import Library
from clause_library.past import Asked
from clause_library.search import Filters
from contracts.errors import FourCornersError, InvalidInputError
from extraction.clauses.taxonomy import clause_types

router = APIRouter(prefix="/library")

_FOUND, _LIKE = 20, 8
Choice = Annotated[str, Query(max_length=120)]


@router.get("")
def show_library(
    request: Request,
    q: Annotated[str, Query(max_length=400)] = "",
    *,
    type: Choice = "",
    side: Choice = "",
    jurisdiction: Choice = "",
    contract_type: Choice = "",
) -> Response:
    """The clauses that answer a question, or all of a type, with filters."""
    clauses = request.app.state.search_clauses
    library: Library = clauses.library()
    side = side if side in ("customer", "vendor", "mutual") else ""
    filters = Filters(
        type=type, side=side, jurisdiction=jurisdiction, contract_type=contract_type, drafts=True
    )
    if q.strip():
        shown = tuple(hit.clause for hit in clauses(q, _FOUND, filters=filters))
    else:
        shown = tuple(clause for clause in library.clauses if filters.let(clause))
    return page(
        "library.html",
        q=q,
        shown=shown,
        chosen=filters,
        standings=STANDINGS,
        titles=_titles(),
        **_choices(library),
    )


@router.get("/clauses/{clause_id}")
def show_clause(request: Request, clause_id: str) -> Response:
    """One clause: its words, its conditions, who approved it, its ladder, and the variants of its type."""
    library: Library = request.app.state.search_clauses.library()
    try:
        clause = library.get(clause_id)
    except FourCornersError as error:
        return page("problem.html", status=status_of(error), sentence=str(error))
    variants = [one for one in chosen_clauses(library.clauses, type=clause.type) if one.id != clause.id]
    ladder = [library.get(id) for id in clause.fallbacks]
    return page(
        "clause.html", clause=clause, spoken=clause.text, ladder=ladder, variants=variants,
        standings=STANDINGS, titles=_titles(),
    )  # fmt: skip


@router.get("/compare")
def show_comparison(request: Request, first: Choice, second: Choice) -> Response:
    """Two variants word by word."""
    library: Library = request.app.state.search_clauses.library()
    try:
        one, other = library.get(first), library.get(second)
    except FourCornersError as error:
        return page("problem.html", status=status_of(error), sentence=str(error))
    found = compare_clauses(one, other)
    return page("variants.html", first=one, second=other, found=found, standings=STANDINGS, titles=_titles())


@router.get("/like")
def ask_for_like() -> Response:
    """The form for a clause to be found again."""
    return page("like.html", text="", ours=(), past=(), asked=False, standings=STANDINGS, titles=_titles())


@router.post("/like")
def show_like(
    request: Request, service: ServiceOf, text: Annotated[str, Form(max_length=MOST_WORDS)] = ""
) -> Response:
    """Clauses like the one given, ours and those of contracts reviewed before."""
    if not text.strip():
        raise InvalidInputError("there are no words to look for; paste a clause")
    clauses = request.app.state.search_clauses
    asked = Asked(text, like=True)
    ours, past = like(clauses, asked, where="both", limit=_LIKE, storage=service.storage)
    return page(
        "like.html", text=text, ours=ours, past=past, asked=True, standings=STANDINGS, titles=_titles()
    )


def _titles() -> dict[str, str]:
    """The names of clause types for people; an operator's own type goes by its id."""
    return _Titles({id: kind.title for id, kind in clause_types().items()})


class _Titles(dict[str, str]):
    def __missing__(self, id: str) -> str:
        return id.replace("_", " ")


def _choices(library: Library) -> dict[str, Any]:
    """What the filters offer: what the library has."""

    def of(values: list[str]) -> list[str]:
        return sorted(set(values))

    clauses: tuple[ApprovedClause, ...] = library.clauses
    return {
        "types": of([clause.type for clause in clauses]),
        "laws": of([law for clause in clauses for law in clause.jurisdictions]),
        "kinds": of([kind for clause in clauses for kind in clause.contract_types]),
    }
