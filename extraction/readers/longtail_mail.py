"""Mail (.eml, .msg): its own words as a Document, its attachments as files of their own."""

import email
import email.policy
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import PurePath
from typing import Any

from contracts.document import Document, Gap
from contracts.errors import CorruptFileError, EncryptedFileError, NoTextError
from contracts.value import Value
from extraction.readers.limits import Limits
from extraction.readers.longtail_html import Piece, document_of, read_page

EML_TYPE, MSG_TYPE = "message/rfc822", "application/vnd.ms-outlook"
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 500
# what the parsers of mail raise on damaged files
_DAMAGE = (OSError, ValueError, LookupError, struct.error, AssertionError, AttributeError, TypeError,
           NotImplementedError, RecursionError)  # fmt: skip


class Attachment(Value):
    """A file that came with a mail; `name` is its own, without folders."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Mail:
    headers: list[tuple[str, str]]
    html: str = ""
    plain: str = ""
    attached: list[Attachment] = field(default_factory=list)
    encrypted: bool = False


def attachments_of(data: bytes, name: str, *, kind: str) -> tuple[Attachment, ...]:
    """The files that came with a mail of kind "eml" or "msg", in its order."""
    return tuple(_opened(data, name, kind).attached)


def read_mail(data: bytes, name: str, *, kind: str, limits: Limits) -> Document:
    """The words of a mail: its headers, then its body as a web page where it has one, else as text.

    Each attachment is a gap that names it: it is not read as part of this document. Raises
    `CorruptFileError`, `EncryptedFileError`, `NoTextError` and `TooLargeError`.
    """
    mail = _opened(data, name, kind)
    if mail.encrypted:
        raise EncryptedFileError(f"{name} is encrypted; open it in a mail program and save what it shows")
    pieces, gaps = read_page(mail.html, name, limits=limits) if mail.html.strip() else ([], [])
    if not pieces:
        pieces = [Piece("paragraph", line.rstrip()) for line in mail.plain.splitlines() if line.strip()]
    else:
        gaps += _other_words(mail.plain, pieces)
    gaps += [_attachment_gap(item) for item in mail.attached]
    if not pieces:
        named = ", ".join(item.name for item in mail.attached[:5])
        remedy = f"save what is attached and send that ({named})" if named else "send the contract itself"
        raise NoTextError(f"{name} is a mail without words of its own; {remedy}")
    shown = [Piece("header", f"{label}: {value}") for label, value in mail.headers]
    media_type = EML_TYPE if kind == "eml" else MSG_TYPE
    return document_of(shown + pieces, data=data, name=name, media_type=media_type, gaps=gaps)


def _attachment_gap(item: Attachment) -> Gap:
    reason = "attached to the mail and not read with it; review it as a document of its own"
    return Gap(kind="attachment", place=item.name, reason=reason)


def _other_words(plain: str, pieces: list[Piece]) -> Iterator[Gap]:
    """A mail may say one thing as a page and another as text, and programs show one of the two."""
    words = {word for piece in pieces for word in re.findall(r"\w+", piece.text.lower())}
    plain = re.sub(r"<?https?://\S+", " ", plain)
    other = [word for word in re.findall(r"\w+", plain.lower()) if word not in words]
    if len(other) > 5 and len(other) > 0.1 * len(words):
        reason = "the mail as plain text has words that the mail as a page has not; the page was read"
        yield Gap(kind="other_version", place="the plain text", reason=reason, content=" ".join(other)[:2000])


def _opened(data: bytes, name: str, kind: str) -> _Mail:
    try:
        return _eml(data) if kind == "eml" else _msg(data)
    except _DAMAGE as error:
        raise CorruptFileError(f"{name} is a damaged mail; save it again from the mail program") from error


def _eml(data: bytes) -> _Mail:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise ValueError("not a mail")
    headers = [(label, " ".join(str(message[label]).split())) for label in _SHOWN if message[label]]
    mail = _Mail(headers)
    bodies = [message.get_body((kind,)) for kind in ("html", "plain")]
    mail.html, mail.plain = (_content(part) if part is not None else "" for part in bodies)
    mail.encrypted = message.get_content_type() in (
        "application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"
    )  # fmt: skip
    mail.attached = list(_files(message, [part for part in bodies if part is not None]))
    return mail


def _content(part: Any) -> str:
    try:
        content = part.get_content()
    except LookupError:  # an unknown character set
        content = part.get_payload(decode=True).decode("utf-8", "replace")
    return content if isinstance(content, str) else ""


def _files(message: Any, bodies: list[Any]) -> Iterator[Attachment]:
    """Everything in the mail that is neither its body nor a frame around parts."""
    stack, seen = [message], 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise ValueError("too many parts")
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            title = inner.get("Subject") or "message"
            yield Attachment(name=_safe(f"{title}.eml"), data=inner.as_bytes())
        elif part.is_multipart():
            stack.extend(reversed(part.get_payload()))
        elif part not in bodies and part is not message:
            found = part.get_payload(decode=True) or b""
            ending = (part.get_content_subtype() or "bin").replace("plain", "txt")
            yield Attachment(name=_safe(part.get_filename() or f"part {seen}.{ending}"), data=found)


def _msg(data: bytes) -> _Mail:
    from oxmsg import Message

    message = Message.load(data)
    given = {key.lower(): value for key, value in message.message_headers.items()}
    given = {"from": message.sender or "", "subject": message.subject or ""} | given
    mail = _Mail(
        [(label, " ".join(given[label.lower()].split())) for label in _SHOWN if given.get(label.lower())]
    )
    mail.html, mail.plain = message.html_body or "", message.body or ""
    mail.encrypted = (
        "smime" in message.message_class.lower() and "signed" not in message.message_class.lower()
    )
    mail.attached = [
        Attachment(name=_safe(item.file_name or f"part {number}"), data=item.file_bytes or b"")
        for number, item in enumerate(message.attachments, start=1)
    ]
    return mail


def _safe(name: str) -> str:
    """A file's own name: no folders, no control characters."""
    name = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in name if char.isprintable()).strip(" .")[:180] or "attachment"
