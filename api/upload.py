"""Take a file out of a multipart request, counting its bytes as they come."""

import re
import unicodedata
from collections.abc import AsyncGenerator
from typing import cast, get_args

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.intake import Upload, too_large
from contracts.errors import InvalidInputError, UnsupportedFormatError
from playbooks.playbook import Side

_AROUND_THE_FILE = 64 * 1024  # the other fields and the boundaries
_LONGEST_NAME = 180


class _TooMuch(MultiPartException):
    """More bytes came than may; being of the parser's own kind, it makes the parser clean up."""


async def read_upload(request: Request, *, limit_bytes: int) -> Upload:
    """The upload in a `multipart/form-data` request: field `file`, optional `playbook`, `side`.

    Raises `TooLargeError` as soon as more than `limit_bytes` have come, whatever the request announced,
    and `InvalidInputError` for a form that lacks something.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise InvalidInputError("send the file as multipart/form-data in the field `file`")
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit_bytes + _AROUND_THE_FILE:
        raise too_large(limit_bytes)
    stream = _counted(request, limit_bytes + _AROUND_THE_FILE)
    try:
        parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=8, max_part_size=4096)
        form = await parser.parse()
    except _TooMuch:
        raise too_large(limit_bytes) from None
    except (MultiPartException, KeyError):
        raise InvalidInputError("the form of the upload is broken; send it again") from None
    try:
        return await _upload(form, request.headers.get("idempotency-key", ""), limit_bytes)
    finally:
        await form.close()


async def _counted(request: Request, limit_bytes: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > limit_bytes:
            raise _TooMuch("too much")
        yield chunk


async def _upload(form: FormData, key: str, limit_bytes: int) -> Upload:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidInputError("no file came with the upload; choose one in the field `file`")
    if (file.size or 0) > limit_bytes:
        raise too_large(limit_bytes)
    playbook, side = form.get("playbook") or "", form.get("side") or None
    if not isinstance(playbook, str):
        raise InvalidInputError("the field `playbook` must hold the id of a playbook, or nothing")
    if side is not None and side not in get_args(Side):
        raise InvalidInputError(f"the side must be one of {', '.join(get_args(Side))}")
    return Upload(
        data=await file.read(),
        name=safe_name(file.filename),
        playbook_id=playbook,
        side=cast("Side | None", side),
        idempotency_key=key,
    )


def safe_name(name: str) -> str:
    """The base name without folders and control characters, at most 180 characters, its ending kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    if not kept:
        raise UnsupportedFormatError("the file has no name; name it with its ending (.docx, .pdf)")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > _LONGEST_NAME:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"[-_LONGEST_NAME:]
    return kept[:_LONGEST_NAME]
