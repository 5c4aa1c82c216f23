"""The difference between what stands there and what is proposed, as pieces to strike and underline."""

from typing import Literal, NamedTuple

from contracts.findings import Suggestion
from review.redline.words import word_edits


class Piece(NamedTuple):
    """Words that stay, go or come."""

    kind: Literal["kept", "deleted", "inserted"]
    text: str


def suggestion_pieces(suggestion: Suggestion) -> tuple[Piece, ...]:
    """What the suggestion changes, word by word; a new clause is one inserted piece."""
    if suggestion.before is None:
        return (Piece("inserted", suggestion.text),)
    return difference(suggestion.before.text, suggestion.text)


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces that read, in order, as `before` without the inserted and `after` without the deleted."""
    pieces: list[Piece] = []
    at = 0
    for edit in word_edits(before, after):
        pieces.append(Piece("kept", before[at : edit.start]))
        pieces.append(Piece("deleted", before[edit.start : edit.end]))
        pieces.append(Piece("inserted", edit.text))
        at = edit.end
    pieces.append(Piece("kept", before[at:]))
    return tuple(piece for piece in pieces if piece.text)
