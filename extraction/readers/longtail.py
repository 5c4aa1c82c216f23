"""The long tail: web pages, Markdown, mail, and old formats of word processors."""

from contracts.document import Document, View
from extraction.readers.limits import Limits
from extraction.readers.longtail_mail import Attachment, attachments_of, read_mail
from extraction.readers.text import decoded

_HTML_TYPE, _MARKDOWN_TYPE = "text/html", "text/markdown"


def read_longtail(data: bytes, name: str, *, kind: str, view: View, limits: Limits) -> Document:
    """Read a file of one of the `KINDS` of `reading`. Raises `UnreadableError`, nothing else.

    Web pages and Markdown go through `unstructured`; .doc, .rtf and .odt through LibreOffice, for which
    alone `view` matters.
    """
    if kind in ("eml", "msg"):
        return read_mail(data, name, kind=kind, limits=limits)
    if kind in ("doc", "rtf", "odt"):
        from extraction.readers.longtail_office import read_office

        return read_office(data, name, kind=kind, view=view, limits=limits)
    from extraction.readers.longtail_html import document_of, markdown_page, page_text, read_page

    page = markdown_page(decoded(data, name), name) if kind == "md" else page_text(data, name)
    pieces, gaps = read_page(page, name, limits=limits)
    media_type = _MARKDOWN_TYPE if kind == "md" else _HTML_TYPE
    return document_of(pieces, data=data, name=name, media_type=media_type, gaps=gaps)


def attachments(data: bytes, name: str) -> tuple[Attachment, ...]:
    """The files that came with a mail, each to be read as a document of its own; () for other files.

    Raises `CorruptFileError` for a damaged mail.
    """
    from extraction.readers.reading import sniff

    kind = sniff(data, name) if data else ""
    return attachments_of(data, name, kind=kind) if kind in ("eml", "msg") else ()
