"""Versions of playbooks: drafted, tried, published, retired."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response

from adapters.records.playbooks import place_of_version
from api.cursor import read_cursor, write_cursor
from api.json_body import described, json_of
from api.playbook_bodies import (
    CopyRequest,
    DiffBody,
    DraftRequest,
    DryRunBody,
    DryRunRequest,
    EditRequest,
    LintBody,
    MoveRequest,
    VersionBody,
    VersionPage,
    address_of,
    dry_run_body,
    version_body,
)
from api.routes.contracts import ServiceOf
from api.routes.playbooks import YAML
from contracts.errors import NotFoundError
from playbooks.diff import diff_in_words
from playbooks.publishing import PlaybookVersion

router = APIRouter(prefix="/playbooks", tags=["playbooks"])
_ONE = "/{playbook_id}/versions/{version}"
_Move = Annotated[MoveRequest, Depends(json_of(MoveRequest))]
_Key = Annotated[str, Header(alias="Idempotency-Key", include_in_schema=False)]


@router.post("", status_code=201, openapi_extra=described(DraftRequest, key=True))
def create_draft(
    body: Annotated[DraftRequest, Depends(json_of(DraftRequest))],
    response: Response,
    service: ServiceOf,
    key: _Key = "",
) -> VersionBody:
    """Take a YAML file in as a draft. 422 names the line that is wrong, 409 a version that is taken."""
    return _created(service.desk.draft(body.yaml, by=body.by, note=body.note, key=key), response)


@router.get("/{playbook_id}/versions")
def list_versions(
    playbook_id: str,
    service: ServiceOf,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> VersionPage:
    """The versions in the records, the newest first; none for a starter that nobody copied."""
    after = read_cursor(cursor)[1] if cursor else None
    found = service.desk.versions(playbook_id, limit=limit + 1, after=after)
    shown = found[:limit]
    more = write_cursor(place_of_version(shown[-1]), order="newest") if len(found) > limit else None
    return VersionPage(items=tuple(version_body(each) for each in shown), next_cursor=more)


@router.post("/{playbook_id}/versions", status_code=201, openapi_extra=described(CopyRequest, key=True))
def copy_version(
    playbook_id: str,
    body: Annotated[CopyRequest, Depends(json_of(CopyRequest))],
    response: Response,
    service: ServiceOf,
    key: _Key = "",
) -> VersionBody:
    """A draft with the words of a version, of the one in force, or of a starter."""
    names = body.model_dump(include={"as_version", "as_id"})
    return _created(service.desk.copy(playbook_id, body.copied, by=body.by, key=key, **names), response)


@router.get("/{playbook_id}/diff")
def diff_versions(
    playbook_id: str,
    service: ServiceOf,
    old: Annotated[str, Query(max_length=40)] = "",
    new: Annotated[str, Query(max_length=40)] = "",
) -> DiffBody:
    """What changed from one version to another, in words; the one in force where none is named."""
    changes = service.desk.diff(playbook_id, old=old, new=new)
    return DiffBody(words=diff_in_words(changes), changes=changes)


@router.get(_ONE)
def get_version(playbook_id: str, version: str, service: ServiceOf) -> VersionBody:
    """One version, whatever its state."""
    return version_body(service.desk.version(playbook_id, version))


@router.get(_ONE + "/yaml", response_class=Response)
def export_version(playbook_id: str, version: str, service: ServiceOf) -> Response:
    """The file of a version, byte for byte as it came in."""
    return Response(service.desk.text(playbook_id, version)[0].encode(), media_type=YAML)


@router.put(_ONE, openapi_extra=described(EditRequest))
def edit_draft(
    playbook_id: str,
    version: str,
    body: Annotated[EditRequest, Depends(json_of(EditRequest))],
    response: Response,
    service: ServiceOf,
) -> VersionBody:
    """Other words for a draft; `Location` is its new address where the file names another version."""
    return _created(
        service.desk.edit(playbook_id, version, **body.model_dump(exclude={"yaml"}), text=body.yaml), response
    )


@router.delete(_ONE, status_code=204)
def delete_draft(playbook_id: str, version: str, service: ServiceOf) -> Response:
    """Forget a draft."""
    service.desk.delete(playbook_id, version)
    return Response(status_code=204)


@router.get(_ONE + "/lint")
def lint_version(playbook_id: str, version: str, service: ServiceOf) -> LintBody:
    """What is wrong or doubtful in a version, and whether a dry run is still owed."""
    problems = service.desk.problems(service.desk.read(playbook_id, version))
    return LintBody(problems=problems, dry_run_owed=service.desk.untried(playbook_id, version))


@router.post(_ONE + "/dry-run", openapi_extra=described(DryRunRequest))
def make_dry_run(
    playbook_id: str,
    version: str,
    body: Annotated[DryRunRequest, Depends(json_of(DryRunRequest))],
    service: ServiceOf,
) -> DryRunBody:
    """Hold a version against contracts already reviewed. It takes about a tenth of a second for each."""
    return dry_run_body(service.desk.dry_run(playbook_id, version, by=body.by, most=body.most))


@router.get(_ONE + "/dry-run")
def get_dry_run(playbook_id: str, version: str, service: ServiceOf) -> DryRunBody:
    """The last dry run of exactly the words that the version has; 404 where none was made."""
    kept = service.desk.last_dry_run(playbook_id, version)
    if kept is None:
        raise NotFoundError(f"no dry run of version {version[:40]} was made; POST to this address makes one")
    return dry_run_body(kept)


@router.post(_ONE + "/submit", openapi_extra=described(MoveRequest))
def submit_draft(playbook_id: str, version: str, body: _Move, service: ServiceOf) -> VersionBody:
    """Put a draft before an approver; 409 while lint finds errors."""
    return version_body(service.desk.submit(playbook_id, version, by=body.by, note=body.note))


@router.post(_ONE + "/send-back", openapi_extra=described(MoveRequest))
def send_back(playbook_id: str, version: str, body: _Move, service: ServiceOf) -> VersionBody:
    """Make a version in review a draft again; the note says what to mend."""
    return version_body(service.desk.send_back(playbook_id, version, by=body.by, note=body.note))


@router.post(_ONE + "/publish", openapi_extra=described(MoveRequest))
def publish_version(playbook_id: str, version: str, body: _Move, service: ServiceOf) -> VersionBody:
    """Put a version in force. 409 where somebody else must do it, or a dry run is owed."""
    return version_body(service.desk.publish(playbook_id, version, by=body.by, note=body.note))


@router.post(_ONE + "/retire", openapi_extra=described(MoveRequest))
def retire_version(playbook_id: str, version: str, body: _Move, service: ServiceOf) -> VersionBody:
    """Take a published version out of force."""
    return version_body(service.desk.retire(playbook_id, version, by=body.by, note=body.note))


def _created(version: PlaybookVersion, response: Response) -> VersionBody:
    response.headers["Location"] = address_of(version)
    return version_body(version)
