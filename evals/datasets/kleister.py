"""Kleister-NDA: texts of non-disclosure agreements and what is to be read from each of them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from contracts.errors import InvalidInputError

KEYS = ("effective_date", "jurisdiction", "party", "term")
Half = Literal["tune", "report", "all"]
_ESCAPES = {"\\n": "\n", "\\f": "\f", "\\t": "\t", "\\\\": "\\"}
_TEXT_COLUMN = 2


class Agreement(NamedTuple):
    """One agreement: its file's name, its text, and the expected `key=value` pairs, repetitions kept."""

    name: str
    text: str
    expected: tuple[str, ...]

    @property
    def half(self) -> Half:
        """The rules were mended on the one half ("tune") and are reported on the other."""
        return "report" if int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 else "tune"


def read_agreements(folder: Path, *, half: Half = "all", limit: int | None = None) -> tuple[Agreement, ...]:
    """The agreements of `in.tsv` beside `expected.tsv`, in `folder` or in its folder `train`.

    The text is the last column: the data as published have four texts, of which the last joins two of
    the others. `InvalidInputError` names a file that is missing or does not fit the other one.
    """
    place = folder if (folder / "in.tsv").exists() else folder / "train"
    rows = [row.split("\t") for row in _lines(place / "in.tsv")]
    rows = rows[1:] if rows and rows[0][0] == "filename" else rows
    expected = _lines(place / "expected.tsv")
    if len(rows) != len(expected):
        raise InvalidInputError(
            f"{place} has {len(rows)} texts and {len(expected)} lines of expected values; give a whole set"
        )
    if any(len(row) <= _TEXT_COLUMN for row in rows):
        raise InvalidInputError(f"{place / 'in.tsv'} has rows without a text; give filename, keys and text")
    found = (
        Agreement(row[0], unescape(row[-1]), tuple(pairs.split()))
        for row, pairs in zip(rows, expected, strict=True)
    )
    return _chosen([each for each in found if half in ("all", each.half)], place, limit)


def _chosen(found: Sequence[Agreement], place: Path, limit: int | None) -> tuple[Agreement, ...]:
    if not found:
        raise InvalidInputError(f"{place} holds no agreements; give a folder with in.tsv and expected.tsv")
    return tuple(found[:limit])


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text("utf-8")
    except OSError as problem:
        raise InvalidInputError(
            f"{path} cannot be read ({problem.strerror}); give a folder with in.tsv and expected.tsv"
        ) from None
    # Only line feeds part rows: the texts hold other separators that `splitlines` would cut at.
    return text.removesuffix("\n").split("\n") if text else []


def unescape(text: str) -> str:
    r"""A text with its `\n`, `\f`, `\t` and `\\` put back."""
    out: list[str] = []
    at = 0
    while (found := text.find("\\", at)) >= 0:
        out += [text[at:found], _ESCAPES.get(text[found : found + 2], text[found : found + 2])]
        at = found + 2
    return "".join([*out, text[at:]])
