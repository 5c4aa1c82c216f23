"""Which references point out of the document: to a law, another paper, or a paper that this one changes."""

import re

_LAW = re.compile(
    r"(?:\s*\([^)\n]{1,40}\))*\s*,?\s*(?:of|under|to|in)?\s*(?:the\s+|that\s+|such\s+|its\s+|said\s+)?"
    r"(?:[A-Z][\w.’'&-]*\s+|\d{4}\s+|of\s+|and\s+|the\s+|U\.S\.\s+){0,8}?"
    r"(?:Act|ACT|Code|CODE|Regulations?|REGULATION|Law|Laws|Rules?|Directive|GDPR|UCC|Statutes?"
    r"|Constitution|Ordinance|ERISA|U\.S\.C|C\.F\.R|Treaty|Convention)\b"
)
_OTHER_PAPER = re.compile(
    r"\s*(?:\([^)\n]{1,60}\)\s*)?(?:of|to|in|under)\s+(?:the|that|such|each|any|its|their|a)\s+(?:certain\s+)?"
    r"(?!Agreement\b|Contract\b)"
    r"(?:[A-Z][\w’'&-]*\s+(?:of\s+|and\s+)?){1,6}?(?:Agreement|Contract|Lease|Indenture|Plan|Deed|Note|Charter"
    r"|Certificate|Bylaws|MSA|License|Guaranty|Terms"
    r"|Form|Standard|Policy|Manual|Schedules?|Letter)\b"
    r"|\s*(?:of|in|under)\s+the\s+[A-Z]{2,6}\b(?![\w’'])"
)
_LAW_BEFORE = re.compile(
    r"(?:(?:U\.S\.C\.?|C\.F\.R\.?|CFR|USC|Code|Act|Regulation|Treas\. Reg\.|Rule"
    r"|Law|Stat\.|Rev\.|DFARS?|FAR|NASD|FINRA)s?,?"
    r"|(?:Code|Act|Directive|Regulation|Law|Treaty)s?\b[^.;()\n]{0,40}\()\s*$"
)
# what only counts where the document itself has no such clause: an amendment speaks of "the Agreement"
_CHANGED_PAPER = re.compile(
    r"(?:\s*\([^)\n]{1,60}\))*\s*,?\s*(?:(?:of|to|in|under)\s+(?:the|such|that|said)\s+(?:[A-Z][\w’'&-]*\s+){0,5}"
    r"(?:Agreement|Contract|Lease|Deed|Addendum|Exhibit|Schedule|Annex|Appendix)\b|thereof\b|of\s+each\b)"
)
# "1.1441-4", "65.11.7": the number of a rule goes on where that of a clause ends
_GOES_ON = re.compile(r"\d|[-–.]\d{2,}")


def points_outside(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a reference name a law or another paper."""
    after = text[match.end() : match.end() + 120]
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(
        _LAW.match(after) or _OTHER_PAPER.match(after) or _GOES_ON.match(after) or _LAW_BEFORE.search(before)
    )


def names_paper(text: str, end: int) -> bool:
    """Whether the words behind a reference to an exhibit that ends at `end` name a law or another paper."""
    return bool(_OTHER_PAPER.match(text, end) or _LAW.match(text[end : end + 80]))


def changes_paper(text: str, end: int) -> bool:
    """Whether a reference that leads nowhere here speaks of the paper that this one changes."""
    return bool(_CHANGED_PAPER.match(text[end : end + 120]))
