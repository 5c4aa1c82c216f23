"""Where words stand in a text, and the only way to quote them."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Literal, Protocol, Self, overload

from pydantic import model_validator

from contracts.value import Value

Match = Literal["exact", "normalised"]

_FOLDED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff\u2060", ""),
}
# Words of visible ASCII with single spaces between them, which need small letters only: most of a contract.
_EVEN = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*")


@lru_cache(maxsize=32)
def hash_of_text(text: str) -> str:
    """Key of a text: the first 16 hex digits of its SHA-256 (UTF-8, lone surrogates kept)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Value):
    """Half-open `[start, end)`, 0-based code points of the text whose key is `text_hash`."""

    text_hash: str
    start: int
    end: int

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")
        return self

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span of the same text."""
        same = self.text_hash == other.text_hash
        return same and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        same = self.text_hash == other.text_hash
        return same and self.start < other.end and other.start < self.end


class Quote(Value):
    """Words of a document: always the slice of its text at `span`. Made by `locate()` alone."""

    span: Span
    text: str
    match: Match = "exact"


class Absent(Value):
    """Nothing was found: says what was looked for and where.

    `searched` are plain phrases for people ("42 clauses of the body", "headings"); `nearest` are the
    passages that came closest, best first.
    """

    sought: str
    searched: tuple[str, ...]
    nearest: tuple[Quote, ...] = ()


class HasText(Protocol):
    """Anything with a text and its key: a Document, or `PlainText`."""

    @property
    def text(self) -> str: ...

    @property
    def text_hash(self) -> str: ...


class PlainText(Value):
    """A bare text that can be quoted from (a passage sent to a model, a clause of the library)."""

    text: str

    @property
    def text_hash(self) -> str:
        return hash_of_text(self.text)


@overload
def locate(source: HasText, sought: tuple[int, int]) -> Quote: ...
@overload
def locate(
    source: HasText, sought: str, *, within: tuple[int, int] | None = None, occurrence: int = 1
) -> Quote | None: ...
def locate(
    source: HasText,
    sought: str | tuple[int, int],
    *,
    within: tuple[int, int] | None = None,
    occurrence: int = 1,
) -> Quote | None:
    """Quote `sought` from `source`.

    `sought` is a pair of offsets (half-open code points; `ValueError` outside the text), or words:
    then the `occurrence`-th (1-based) exact match inside `within` is taken, else the one that is equal
    after folding quotation marks, dashes, letter case, invisible characters and runs of white space
    (`match="normalised"`), else `None`.
    """
    if isinstance(sought, tuple):
        start, end = sought
        if not 0 <= start <= end <= len(source.text):
            raise ValueError(f"[{start}, {end}) is outside a text of {len(source.text)} code points")
        return _quote(source, start, end, "exact")
    low, high = within or (0, len(source.text))
    found = _find_exact(source.text, sought, low, high, occurrence)
    if found:
        return _quote(source, *found, "exact")
    found = _find_folded(source.text, sought, low, high, occurrence)
    return _quote(source, *found, "normalised") if found else None


def _quote(source: HasText, start: int, end: int, match: Match) -> Quote:
    span = Span(text_hash=source.text_hash, start=start, end=end)
    return Quote(span=span, text=source.text[start:end], match=match)


def _find_exact(text: str, sought: str, low: int, high: int, occurrence: int) -> tuple[int, int] | None:
    if not sought:
        return None
    at = low - 1
    for _ in range(occurrence):
        at = text.find(sought, at + 1, high)
        if at < 0:
            return None
    return at, at + len(sought)


def _find_folded(text: str, sought: str, low: int, high: int, occurrence: int) -> tuple[int, int] | None:
    needle = fold(sought)[0].strip()
    if not needle:
        return None
    folded, origin = fold(text[low:high])
    found = _find_exact(folded, needle, 0, len(folded), occurrence)
    if found is None:
        return None
    return low + origin[found[0]], low + origin[found[1] - 1] + 1


@lru_cache(maxsize=16)
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold `text` for matching; the second value gives, per folded character, its offset in `text`.

    Compatibility forms, quotation marks, dashes and letter case are unified, invisible characters
    dropped, and each run of white space becomes one space. Never written back into a document.
    """
    out: list[str] = []
    origin: list[int] = []
    at = 0
    for hit in _EVEN.finditer(text):
        start, end = hit.span()
        _fold_uneven(text, (at, start), out, origin)
        out.append(text[start:end].lower())
        origin.extend(range(start, end))
        at = end
    _fold_uneven(text, (at, len(text)), out, origin)
    return "".join(out), tuple(origin)


def _fold_uneven(text: str, span: tuple[int, int], out: list[str], origin: list[int]) -> None:
    """Fold what lies between even stretches, one character at a time."""
    blank = bool(out) and out[-1] == " "
    for offset in range(*span):
        char = text[offset]
        plain = _FOLDED.get(char)
        if plain is None:
            plain = char if char.isascii() else unicodedata.normalize("NFKC", char)
        for piece in plain.lower():
            folded = " " if piece.isspace() else piece
            if folded == " " and blank:
                continue
            blank = folded == " "
            out.append(folded)
            origin.append(offset)
