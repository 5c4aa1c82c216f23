"""Playbooks, the clause library and the state of the service, to be read."""

from fastapi import APIRouter

from api.bodies import HealthBody, PlaybookBody, playbook_body
from api.routes.contracts import ServiceOf
from playbooks.playbook import Playbook

router = APIRouter()


@router.get("/playbooks", tags=["playbooks"])
def list_playbooks(service: ServiceOf) -> list[PlaybookBody]:
    """Every playbook in short."""
    return [playbook_body(playbook) for _, playbook in sorted(service.playbooks.items())]


@router.get("/playbooks/{playbook_id}", tags=["playbooks"])
def get_playbook(playbook_id: str, service: ServiceOf) -> Playbook:
    """One playbook with all its positions, checks and fallbacks."""
    return service.playbook(playbook_id)


@router.get("/health", tags=["service"])
def health(service: ServiceOf) -> HealthBody:
    """Answers when records and files can be reached."""
    service.contracts(order="newest", limit=1)
    return HealthBody(status="ok", playbooks=len(service.playbooks))
