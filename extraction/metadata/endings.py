"""Who may end the contract early, on what ground, with what notice and time to cure."""

import re

from contracts.document import Document
from contracts.metadata import Duration, Fact, TerminationRight
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.mentions import Mention, mentions
from extraction.wordings import worded

_ENDS = r"\s+(?:\w+\s+|,[^,.;]{0,60},\s*){0,4}?(?:terminate|cancel)\b"
_ANCHOR = re.compile(
    worded(
        f"may{_ENDS}", rf"right\s+to{_ENDS}", rf"entitled\s+to{_ENDS}", rf"option\s+to{_ENDS}",
        r"may\s+be\s+(?:terminated|cancelled|canceled)\b",
    ),
    re.IGNORECASE,
)  # fmt: skip
_WHOLE = re.compile(
    r"\b(?:terminate|cancel|terminated|cancelled"
    r"|canceled)\s*(?:,[^,]{0,60},)?\s*(?:\w+\s+){0,3}?(?:this|the)\s+"
    r"(?:\w+\s+){0,2}(?:agreement|contract|lease|engagement|license|sow|order)\b"
    r"|\b(?:agreement|contract|lease)\s+(?:\w+\s+){0,6}may\s+be\s+(?:terminated|cancell?ed)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?P<who>(?:[Ee]ither|[Ee]ach|[Aa]ny|[Nn]either|[Bb]oth)\s+[Pp]art(?:y|ies)"
    r"|(?:the\s+)?non-?\s?(?:breaching|defaulting)\s+party"
    r"|the\s+other\s+[Pp]arty|[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){0,3})\s+(?:\w+\s+|,[^,.;]{0,80},\s*){0,4}?"
    r"(?:may|shall\s+have\s+the\s+(?:right|option)|has\s+the\s+(?:right|option)|is\s+entitled"
    r"|(?:will|shall)\s+have\s+the\s+(?:right|ability|option))",
)
_BY = re.compile(
    r"\bby\s+(?:the\s+)?(?P<who>(?:[Ee]ither|[Ee]ach|[Aa]ny|[Bb]oth)\s+[Pp]art(?:y|ies)"
    r"|[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,2})"
)
# "Neither party may terminate … except for cause" gives a right, and another sentence says which.
_NOBODY = re.compile(
    r"\b[Nn]either\s+[Pp]arty\s+(?:may|shall|will|is|has)\b|\b[Nn]o\s+[Pp]arty\s+(?:may|shall|will)\b"
)
_INSOLVENT = re.compile(r"\b(?:insolven\w+|bankrupt\w*|receiver|winding[\s-]up|liquidat\w+)\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:breach\w*|default\w*|fail(?:s|ure|ed)?|non-?payment|for\s+cause|violat\w+)\b", re.IGNORECASE
)
_FREELY = re.compile(
    r"\b(?:for\s+(?:its\s+)?convenience|without\s+cause|at\s+any\s+time"
    r"|for\s+any\s+(?:or\s+no\s+)?reason|for\s+no\s+reason"
    r"|with\s+or\s+without\s+cause|at\s+will|in\s+its\s+(?:sole\s+)?discretion)\b",
    re.IGNORECASE,
)
_CURE = re.compile(r"\b(?:cure[ds]?|remed(?:y|ied|ies)|corrected|rectif\w+)\b", re.IGNORECASE)
_MOST = 8


def read_termination_rights(document: Document) -> tuple[Fact[TerminationRight], ...]:
    """One right per party and ground, in the order of the text; the surest statement of each."""
    found: dict[tuple[str, str], Fact[TerminationRight]] = {}
    for each in mentions(document.text, _ANCHOR):
        value = right_in(each)
        if value is None:
            continue
        sure = 0.5 + 0.2 * (value.party != "") + 0.15 * bool(value.notice or value.cure)
        fact = Fact[TerminationRight](
            value=value, quotes=each.quote(document), confidence=sure, source="rules"
        )
        key = (value.party.lower(), value.ground)
        if key not in found or found[key].confidence < sure:
            found[key] = fact
    return tuple(found.values())[:_MOST]


def right_in(each: Mention) -> TerminationRight | None:
    """The right that a sentence gives; None where it gives none to end the whole contract."""
    if not _WHOLE.search(each.words) or _NOBODY.search(each.words):
        return None
    ground = (
        "insolvency" if _INSOLVENT.search(each.words)
        else "cause" if _CAUSE.search(each.words) and not _FREELY.search(each.words)
        else "convenience" if _FREELY.search(each.words) or "notice" in each.words.lower()
        else None
    )  # fmt: skip
    if ground is None:
        return None
    named = _WHO.search(each.words)
    if named is None or named["who"].startswith(("This", "The Agreement")):
        named = _BY.search(each.words)
    party = " ".join(named["who"].split()) if named else ""
    if party.lower().split()[:1] in (["either"], ["each"], ["any"], ["both"]):
        party = "either party"
    lengths = find_durations(each.words)
    return TerminationRight(
        party=party, ground=ground, notice=_notice(each.words, lengths), cure=_cure(each.words, lengths)
    )


def _notice(words: str, lengths: tuple[FoundDuration, ...]) -> Duration | None:
    for each in lengths:
        after = words[each.end : each.end + 45].lower()
        before = words[max(0, each.start - 45) : each.start].lower()
        near = "notice" in after or re.search(r"notice\W+(?:\w+\W+){0,5}\Z", before) is not None
        if near and not _CURE.search(words[max(0, each.start - 50) : each.start]):
            return each.value
    return None


def _cure(words: str, lengths: tuple[FoundDuration, ...]) -> Duration | None:
    for each in lengths:
        before, after = words[max(0, each.start - 70) : each.start], words[each.end : each.end + 30]
        if _CURE.search(before) or re.match(r"['’]?\s*(?:to\s+)?(?:cure|remedy)", after):
            return each.value
    return None
