"""Reading a file: whole, or no further than an upload can wait for; and with what this machine reads.

What needs another program is left to the job: OCR takes some seconds a page, LibreOffice some seconds to
start. Everything else is read while the file comes in, so that what cannot be read is refused at once.
"""

import hashlib
import shutil

from adapters.pipeline import Glance
from api.attachments import attached
from contracts.document import Document, View
from contracts.errors import NoTextError
from extraction.readers.guard import read_guarded
from extraction.readers.limits import Limits
from extraction.readers.longtail_mail import EML_TYPE, MSG_TYPE
from extraction.readers.longtail_office import OFFICE_TYPES
from extraction.readers.ocr import problem as ocr_problem
from extraction.readers.reading import sniff

MAIL_TYPES = {"eml": EML_TYPE, "msg": MSG_TYPE}
_PDF_TYPE = "application/pdf"


def read_file(data: bytes, name: str, *, limits: Limits, view: View = "current") -> Document:
    """The document. Raises `UnreadableError`; a mail without words of its own names what came with it."""
    try:
        return read_guarded(data, name, view=view, limits=limits)
    except NoTextError as error:
        offered = [each for each in attached(data, name) if each.readable]
        if not offered:
            raise
        named = ", ".join(f"{each.name} (attachment {each.number})" for each in offered[:5])
        remedy = f"review what came with it: {named}"
        raise NoTextError(f"{name} is a mail without words of its own; {remedy}") from error


def glance(data: bytes, name: str, *, limits: Limits) -> Glance:
    """What can be read at once. Raises `UnreadableError` for what cannot be read at all."""
    kind = sniff(data, name) if data else ""
    if kind in OFFICE_TYPES and office():
        return Glance(OFFICE_TYPES[kind], None, "LibreOffice opens this format first")
    if kind == "pdf" and not ocr_problem(limits):
        return _glance_at_pdf(data, name, limits)
    if kind in MAIL_TYPES:
        return _glance_at_mail(data, name, limits)
    document = read_file(data, name, limits=limits)
    return Glance(document.media_type, document)


def means_of_reading(limits: Limits) -> str:
    """SHA-256 of what a reading depends on besides the file and our code: whether OCR works and in which
    languages, whether LibreOffice is there, and the limits."""
    means = (limits.model_dump_json(), ocr_problem(limits), "office" if office() else "")
    return hashlib.sha256("\n".join(means).encode()).hexdigest()


def office() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _glance_at_mail(data: bytes, name: str, limits: Limits) -> Glance:
    # the guarded reading comes first: what breaks or stalls a parser of mail is refused there
    try:
        document = read_file(data, name, limits=limits)
    except NoTextError:
        came = attached(data, name)
        if not any(each.readable for each in came):
            raise
        media_type = MAIL_TYPES[sniff(data, name)]
        return Glance(media_type, None, "the mail has no words of its own", len(came))
    return Glance(document.media_type, document, enclosures=len(attached(data, name)))


def _glance_at_pdf(data: bytes, name: str, limits: Limits) -> Glance:
    try:
        document = read_file(data, name, limits=limits.model_copy(update={"max_ocr_pages": 0}))
    except NoTextError:
        return Glance(_PDF_TYPE, None, "its pages are pictures, which OCR reads in a few seconds each")
    pictures = sum(gap.kind == "scanned_page" for gap in document.coverage.gaps)
    if not pictures:
        return Glance(_PDF_TYPE, document)
    are = "page is a picture" if pictures == 1 else "pages are pictures"
    return Glance(_PDF_TYPE, None, f"{pictures} {are}, which OCR reads in a few seconds each")
