"""Files to take away: the original, the redlined Word file, the receipt and the report."""

from pathlib import PurePath
from urllib.parse import quote

from fastapi import APIRouter, Response

from adapters.records.outputs import Kind
from adapters.steps import DOCX
from api.routes.contracts import ServiceOf
from review.report.issue_list import Audience, issue_list

router = APIRouter(prefix="/contracts", tags=["downloads"])

_ENDINGS: dict[Kind, str] = {"redline": "redlined.docx", "receipt": "receipt.json", "report": "report.html"}
# the report carries its own styles and no script; shown in a sandbox, it can reach nothing
_REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"
)


@router.get("/{contract_id}/original", response_class=Response)
def download_original(contract_id: str, service: ServiceOf) -> Response:
    """The file as it was uploaded."""
    contract, output, data = service.file(contract_id, "original")
    return as_attachment(data, contract.name, media_type=output.media_type)


@router.get("/{contract_id}/redline", response_class=Response)
def download_redline(contract_id: str, service: ServiceOf) -> Response:
    """The Word file with tracked changes; 404 says why there is none."""
    return _made(service, contract_id, "redline")


@router.get("/{contract_id}/receipt", response_class=Response)
def download_receipt(contract_id: str, service: ServiceOf) -> Response:
    """What the redlined file was proved to be."""
    return _made(service, contract_id, "receipt")


@router.get("/{contract_id}/report", response_class=Response)
def read_report(contract_id: str, service: ServiceOf, download: bool = False) -> Response:
    """The report as one self-contained page."""
    if download:
        return _made(service, contract_id, "report")
    _, output, data = service.file(contract_id, "report")
    return Response(data, media_type=output.media_type, headers={"content-security-policy": _REPORT_POLICY})


@router.get("/{contract_id}/issues", response_class=Response)
def download_issues(contract_id: str, service: ServiceOf, audience: Audience = "internal") -> Response:
    """The issue list as a Word table: `internal` for our own lawyers, `external` for the counterparty."""
    contract, review = service.review(contract_id)
    ending = "issues.docx" if audience == "internal" else "issues-to-discuss.docx"
    data = issue_list(review, audience=audience)
    return as_attachment(data, f"{PurePath(contract.name).stem}.{ending}", media_type=DOCX)


def _made(service: ServiceOf, contract_id: str, kind: Kind) -> Response:
    contract, output, data = service.file(contract_id, kind)
    return as_attachment(
        data, f"{PurePath(contract.name).stem}.{_ENDINGS[kind]}", media_type=output.media_type
    )


def as_attachment(data: bytes, name: str, *, media_type: str) -> Response:
    """A file to save under `name`."""
    # RFC 6266: a plain name for old clients, the true one in UTF-8 beside it
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})
