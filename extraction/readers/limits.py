"""How much of a file we are willing to take in."""

from math import ceil, floor

from pydantic import Field

from contracts.errors import TooLargeError
from contracts.value import Value

OCR_LANGUAGES = r"^[A-Za-z0-9_]{3,20}(\+[A-Za-z0-9_]{3,20})*$"
_MB = 1024 * 1024
_REMEDY = "send a smaller file, or have the limit raised"


class Limits(Value):
    """Bounds on one file; over any of them it is refused with `TooLargeError`.

    `max_ratio` bounds unpacked / packed size of one zip member (checked above 1 MiB unpacked only),
    `max_elements` the elements of one part of XML.
    At most `max_ocr_pages` pages of a file are read by OCR (0 switches it off), in `ocr_language`:
    Tesseract's names, joined by "+".

    `max_seconds` of processor time and `max_memory_bytes` on top of what the program itself has are kept
    by `read_guarded` alone, for the reader and for each program that it starts.
    """

    max_bytes: int = 50 * 1024 * 1024
    max_pages: int = 3000
    max_unpacked_bytes: int = 400 * 1024 * 1024
    max_members: int = 5000
    max_ratio: int = 200
    max_depth: int = 200
    max_elements: int = 5_000_000
    max_ocr_pages: int = 60
    max_seconds: int = Field(default=180, ge=1)
    max_memory_bytes: int = Field(default=2 * 1024 * 1024 * 1024, ge=0)
    ocr_language: str = Field(default="eng", pattern=OCR_LANGUAGES)


def check_size(data: bytes, name: str, *, limits: Limits) -> None:
    """Raise `TooLargeError` where the file has more than `max_bytes`; an MB is 2^20 bytes, as in settings."""
    if len(data) > limits.max_bytes:
        found, allowed = _sizes(len(data), limits.max_bytes)
        raise TooLargeError(f"{name} has {found}, over the limit of {allowed}; {_REMEDY}")


def check_pages(count: int, name: str, *, limits: Limits) -> None:
    """Raise `TooLargeError` where the file has more than `max_pages`."""
    if count > limits.max_pages:
        raise TooLargeError(f"{name} has {count:,} pages, over the limit of {limits.max_pages:,}; {_REMEDY}")


def _sizes(found: int, allowed: int) -> tuple[str, str]:
    """Both in words, rounded apart to a tenth, so that a file just over the limit does not look within it."""
    if allowed < _MB:
        return f"{found:,} bytes", f"{allowed:,} bytes"
    return f"{ceil(found * 10 / _MB) / 10:,g} MB", f"{floor(allowed * 10 / _MB) / 10:,g} MB"
