"""Two clauses of one contract that say different things of the same matter."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from contracts.document import Document
from contracts.metadata import Conflict
from contracts.value import Value
from extraction.metadata import lengths, stated
from extraction.metadata.mentions import Mention, mentions


class Said(Value):
    """What a sentence says of a matter: `of` whom or what ("" for the contract as a whole), the answer in
    plain words, and the sentence."""

    of: str
    answer: str
    mention: Mention


class _Matter(NamedTuple):
    """A matter that a contract settles once: its field, how people call it, what sentences to look at."""

    field: str
    name: str
    anchor: "re.Pattern[str]"
    read: Callable[[Mention], tuple[str, str] | None]


def find_rivals(document: Document) -> Iterator[Conflict]:
    """For each matter the first two sentences whose answers differ. Only the contract's own words are
    compared: exhibits and forms of other agreements inside the file begin after `own_end`, and sentences
    that hold under a condition, for a part, or for another agreement are no rivals."""
    text = document.text
    own = text[: own_end(document)]
    lowered = own.lower()
    searched = lowered if len(lowered) == len(own) else ""
    for matter in _MATTERS:
        first: dict[str, Said] = {}
        for each in mentions(own, matter.anchor, searched=searched):
            read = None if _PARTIAL.search(each.words) or _is_blank(each.words) else matter.read(each)
            if read is None:
                continue
            said = Said(of=read[0], answer=read[1], mention=each)
            rival = first.setdefault(said.of, said)
            if rival.answer != said.answer:
                whose = f" for {said.of}" if said.of else ""
                both = f"one says {rival.answer}, the other {said.answer}"
                words = f"Two clauses give {matter.name}{whose}: {both}."
                quotes = (*rival.mention.quote(document), *said.mention.quote(document))
                yield Conflict(field=matter.field, sentence=words, quotes=quotes)
                break


def own_end(document: Document) -> int:
    """Where the contract's own words end: at its first signatures or schedule, whichever comes first."""
    ends = [each.start for each in document.clauses if each.kind in ("signature", "schedule")]
    return min(ends, default=len(document.text))


# Words of a condition, of a part of the subject, or of another text that is quoted or amended.
_PARTIAL = re.compile(
    r"\b(?:if(?!\s+any\b)|in\s+the\s+(?:event|case)|in\s+which\s+case|where|whenever|provided(?=,?\s+(?:that|however))"
    r"|notwithstanding|except(?!\s+as\s)|other\s+than|amend(?:ed|ment)s?|replaced|deleted|restated|restrictive"
    r"|prior\s+agreement|with\s+respect\s+to|solely|to\s+the\s+extent|sub-?(?:licen[cs]e|contract|lease)\w*)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"_{2,}|\[[^\]]*\]|[●•]{1,3}\]|<[A-Za-z ]+>|\{[^}]*\}")


def _is_blank(words: str) -> bool:
    """A template offers both of what it brackets: it does not say both."""
    return bool(_BLANK.search(words))


_MATTERS = (
    _Matter("effective_date", "different effective dates", stated.EFFECTIVE_ANCHOR, stated.first_day),
    _Matter("term", "the first term different lengths", lengths.TERM_ANCHOR, lengths.term),
    _Matter("renewal", "different notice against renewal", lengths.RENEW_ANCHOR, lengths.renewal_notice),
    _Matter(
        "notice_period",
        "different notice of ending it without cause",
        lengths.ENDS_ANCHOR,
        lengths.free_notice,
    ),
    _Matter("governing_law", "different governing laws", stated.LAW_ANCHOR, stated.law),
    _Matter("liability_cap", "different caps on liability", stated.CAP_ANCHOR, stated.cap),
    _Matter("confidentiality_period", "confidentiality different lengths", lengths.KEPT_ANCHOR, lengths.kept),
    _Matter("venue", "different courts the only say", stated.COURT_ANCHOR, stated.courts),
    _Matter("payment_term", "different times to pay invoices in", lengths.NET_ANCHOR, lengths.payment),
    _Matter("late_interest", "different interest on late payment", stated.LATE_ANCHOR, stated.late_interest),
)
