"""Defined terms and references that do not close: used and undefined, defined and unused, leading nowhere."""

from dataclasses import dataclass

from contracts.document import Document
from contracts.spans import Quote, locate

_NOWHERE = {
    "section": "no such clause in this file", "exhibit": "no such schedule or exhibit in this file",
    "external": "stands outside this file",
}  # fmt: skip


@dataclass(frozen=True)
class TermRow:
    """One term or reference where it stands, and what is wrong with it in plain words."""

    quote: Quote
    note: str


@dataclass(frozen=True)
class Terms:
    """All that a reader of the definitions should look at; each list in the order of the text."""

    undefined: tuple[TermRow, ...]
    unused: tuple[TermRow, ...]
    dangling: tuple[TermRow, ...]

    @property
    def count(self) -> int:
        return len(self.undefined) + len(self.unused) + len(self.dangling)


def terms_of(document: Document) -> Terms:
    """The terms and references of a document that was structured; none of one that was not."""
    return Terms(
        undefined=tuple(
            TermRow(locate(document, (each.start, each.end)), f"used {_times(each.uses)}, nowhere defined")
            for each in document.undefined_terms
        ),
        unused=tuple(
            TermRow(locate(document, (each.start, each.end)), "defined here, and not used")
            for each in document.unused_definitions
        ),
        dangling=tuple(
            TermRow(locate(document, (each.start, each.end)), _NOWHERE[each.kind])
            for each in document.references
            if each.clause_id is None and each.kind != "external"
        ),
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
