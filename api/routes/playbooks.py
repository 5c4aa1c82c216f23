"""Playbooks in force, and the state of the service, to be read."""

from fastapi import APIRouter, Response

from api.bodies import HealthBody
from api.playbook_bodies import PlaybookBody, VersionBody, playbook_body, version_body
from api.routes.contracts import ServiceOf
from api.schema import playbook_schema_text
from playbooks.playbook import Playbook

YAML = "application/yaml"  # RFC 9512

router = APIRouter()


@router.get("/playbooks", tags=["playbooks"])
def list_playbooks(service: ServiceOf) -> list[PlaybookBody]:
    """Every playbook in force, in short."""
    found = service.desk.overview()
    return [playbook_body(each.in_force, each.source or "") for each in found if each.in_force]


@router.get("/playbook-drafts", tags=["playbooks"])
def list_drafts(service: ServiceOf) -> list[VersionBody]:
    """The versions of all playbooks that somebody works on: drafts and those in review."""
    return [version_body(version) for entry in service.desk.overview() for version in entry.open]


@router.get("/playbook-schema", tags=["playbooks"], response_class=Response)
def get_schema() -> Response:
    """The JSON Schema of playbook files, by which an editor completes and checks them."""
    return Response(playbook_schema_text().encode(), media_type="application/schema+json")


@router.get("/playbooks/{playbook_id}", tags=["playbooks"])
def get_playbook(playbook_id: str, service: ServiceOf) -> Playbook:
    """The playbook in force, with all its positions, checks and fallbacks."""
    return service.playbook(playbook_id)


@router.get("/playbooks/{playbook_id}/yaml", tags=["playbooks"], response_class=Response)
def export_playbook(playbook_id: str, service: ServiceOf) -> Response:
    """The file of the playbook in force, byte for byte as it came in."""
    return Response(service.desk.text(playbook_id)[0].encode(), media_type=YAML)


@router.get("/health", tags=["service"])
def health(service: ServiceOf) -> HealthBody:
    """Answers when records and files can be reached."""
    service.contracts(order="newest", limit=1)
    return HealthBody(status="ok", playbooks=len(service.playbooks))
