"""The composition root of the service: settings in, an ASGI application out."""

from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from adapters.quiet import silence_dependencies
from adapters.settings import Settings, load_settings
from api.errors import install_errors
from api.gate import Gate
from api.opening import open_service
from api.routes import (
    attachments,
    contracts,
    decisions,
    deviations,
    downloads,
    events,
    exports,
    library,
    playbook_versions,
    playbooks,
    proposals,
)
from api.searching import SearchClauses, open_clause_search
from api.service import Service
from api.web.pages import decisions as decision_pages
from api.web.pages import library as library_pages
from api.web.pages import playbooks as playbook_pages
from api.web.pages import routes as pages

_STATIC = Path(__file__).parent / "web" / "static"


def create_app(
    settings: Settings | None = None,
    *,
    service: Service | None = None,
    search_clauses: SearchClauses | None = None,
) -> FastAPI:
    """The application. It opens a service for as long as it runs, or uses the open `service` given,
    which stays its owner's to close. Settings come from the environment when none are given.
    `search_clauses` answers a query with at most so many hits (`clause`, `score`), best first."""
    silence_dependencies()  # before anything that could report is imported
    settings = settings or load_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        app.state.model = settings.model
        with ExitStack() as opened:
            app.state.search_clauses = search_clauses or opened.enter_context(open_clause_search(settings))
            if service is not None:
                app.state.service = service
            else:
                opening = open_service(settings)
                app.state.service = await run_in_threadpool(opened.enter_context, opening)
            yield

    app = FastAPI(
        title="Four Corners",
        summary="Contract review, every statement tied to an exact quotation.",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from another site
        redoc_url=None,
        lifespan=lifespan,
    )
    install_errors(app)
    app.include_router(_api(), prefix="/api/v1")
    for each in (pages, decision_pages, playbook_pages, library_pages):
        app.include_router(each.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Gate, hosts=settings.accepted_hosts)
    return app


def _api() -> APIRouter:
    api = APIRouter()
    for routes in (
        events,
        downloads,
        exports,
        attachments,
        decisions,
        deviations,
        contracts,
        playbooks,
        playbook_versions,
        proposals,
        library,
    ):
        api.include_router(routes.router)
    return api
