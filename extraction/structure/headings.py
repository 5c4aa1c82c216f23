"""Which leading words are a heading: a line of its own, or run in before the body."""

import re

from contracts.document import Block

_VERBS = re.compile(
    r"\b(?:shall|will|must|may|means?|is|are|was|were|has|have|had|agrees?|hereby|does|do|be|been|represents?"
    r"|warrants?|acknowledges?|undertakes?|grants?|provides?|includes?|including|pursuant|if|when|where|whereas)\b"
)
_SMALL_WORDS = (
    "a an and or of the to in for on by with from as at upon under into during between against per is not no "
    "its their his de la vs v re via than through without within if that which who other than prior before "
    "after between among over about out"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_OPENERS = "the it this that these those each any a an either all such if in for to on upon except subject"
_SENTENCE_OPENERS = frozenset([*_OPENERS.split(), "you", "we", "they", "he"])
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Co|Corp|No|Nos|St|Mr|Ms|Mrs|Dr|U\.S|U\.K|e\.g|i\.e|L\.P|Sec|Art|vs)\.?$"
)
_RUN_IN = re.compile(
    r"\[?(?P<heading>[A-Z0-9“\"'(](?:U?\.S\.|[^.:\n]){1,110}?)\]?(?P<stop>\.(?!\d)|:|\s?[–—]|\s-(?=\s))\s+(?=[A-Z“\"(\[‘'\d_*$]|a\.\s)"
)
# filings converted to text carry the bookmark of a heading before the heading: "[Notices]. Notices. …"
_BRACKETED = re.compile(r"\[(?P<heading>[A-Z][^\[\]]{2,110})\][.:]?\s+(?:(?P=heading)\b[.:]?\s*)?")
CAPITALS = re.compile(
    r"(?P<heading>[A-Z][A-Z’'&,/()\-–]*(?:[ ][A-Z&][A-Z’'&,/()\-–]*)*)(?P<stop>)[ ]+(?=[A-Z“\"][a-z])"
)
# “Lock-Up” Agreement. is a heading; “Lock-Up”. is a term that is being defined
_QUOTED_FIRST = re.compile(r"[“\"][A-Z][^“”\"]{1,40}[”\"]\s+[A-Z][a-z]+(?:\s+[A-Za-z]+){0,4}$")
_ITEM_INSIDE = re.compile(r"\s\([a-z]{1,3}\)\s")
_PAGE_BEHIND = re.compile(r"(?<=[A-Za-z)]\.)\s+\d{1,3}$")
_MAX_HEADING_CHARS = 110


def is_heading_like(words: str) -> bool:
    """Whether `words` (no label) read as a title: capitals or initial capitals, no verb, no comma at the
    end, at most fourteen words."""
    words = words.strip().rstrip(".:").strip("[]_ ")
    tokens = words.split()
    if not 1 <= len(tokens) <= 14 or len(words) > _MAX_HEADING_CHARS or words[-1:] in ",;":
        return False
    if (
        _ITEM_INSIDE.search(words)
        or not any(letter.isalpha() for letter in words)
        or words.endswith((" and", " or", " the", " of"))
    ):
        return False
    if words.isupper():
        return len(words) > 2
    if _VERBS.search(words):
        return False
    heavy = [token for token in tokens if token.lower().strip("()“”\"',") not in _SMALL]
    capital = sum(not token.lstrip("(“\"'[")[:1].islower() for token in heavy)
    return (
        bool(heavy)
        and tokens[0][:1].isupper() | (not tokens[0][:1].isalpha())
        and capital >= 0.7 * len(heavy)
    )


def is_short_title(words: str, *, most: int = 6) -> bool:
    """Whether `words` may be a title in sentence case ("Governing law"): at most `most` words, no verb, not
    the beginning of a sentence. With a stop behind it only two words are safe ("It lasts." is none)."""
    stripped = words.strip()
    words = stripped.rstrip(".:")
    most = most if words == stripped else 2
    tokens = words.split()
    few = 1 <= len(tokens) <= most and len(words) <= 60 and not words.endswith((" and", " or"))
    if not few or tokens[0].lower() in _SENTENCE_OPENERS or _ITEM_INSIDE.search(words):
        return False
    return words[:1].isupper() and not _VERBS.search(words) and words[-1:] not in ",;"


def run_in_heading(words: str, *, bold_end: int = 0) -> tuple[str, int] | None:
    """The heading that stands before the body in the same paragraph, and where the body begins.

    `words` are what follows the label; `bold_end` is how many leading code points are emphasised
    (0: none). "Governing Law. This Agreement …" gives ("Governing Law", 15).
    """
    if 2 < bold_end <= _MAX_HEADING_CHARS and bold_end < len(words):
        heading = words[:bold_end].strip()
        if (
            heading[:1] not in '“"‘('
            and is_heading_like(heading)
            and (heading[-1] in ".:" or _starts(words, bold_end))
        ):
            return tidy(heading), _skip(words, bold_end)
    bracketed = _BRACKETED.match(words)
    if bracketed:
        return tidy(bracketed["heading"]), bracketed.end()
    for pattern in (_RUN_IN, CAPITALS):
        match = pattern.match(words)
        if not match:
            continue
        heading = match["heading"]
        quoted = heading[:1] in '“"' and not _QUOTED_FIRST.match(heading)
        if quoted or _ABBREVIATION.search(heading) or heading.count("(") != heading.count(")"):
            continue
        if pattern is CAPITALS:
            if len(heading) < (8 if " " in heading else 7):
                continue
        elif not (is_heading_like(heading) or (is_short_title(heading) and heading.count(" ") < 4)):
            continue
        return tidy(heading), match.end()
    return None


def has_heading(rest: str) -> bool:
    """Whether the words behind a label begin with a heading, or are one."""
    rest = rest.strip()
    return bool(run_in_heading(rest)) or (len(rest) < 80 and is_heading_like(rest))


def heading_behind(block: Block, words: str, *, label_end: int) -> tuple[str, int]:
    """The heading after a label, and the offset in `words` where the body begins."""
    at = label_end
    while at < len(words) and words[at] in " \t\xa0–—-_":
        at += 1
    rest = words[at:]
    bold = bold_end(block, block.start + at) - block.start - at
    stripped = rest.strip()
    whole = len(stripped) <= 110 and not stripped.endswith((";", ","))
    if (
        whole
        and (is_heading_like(stripped) or is_short_title(stripped))
        and not re.search(r"\.\s+[A-Z]", stripped)
    ):
        return tidy(stripped), len(words)
    if whole and bold >= len(stripped) > 2 and stripped[0] not in '“"' and re.search(r"[A-Za-z]", stripped):
        return tidy(stripped), len(words)
    found = run_in_heading(rest, bold_end=max(bold, 0))
    return (found[0], at + found[1]) if found else ("", at)


def bold_end(block: Block, offset: int) -> int:
    """Where the emphasis that begins at (or just after) `offset` ends; `offset` where there is none."""
    for start, end in block.bold:
        if start <= offset + 1 < end:
            return end
    return offset


def _starts(words: str, at: int) -> bool:
    rest = words[at:].lstrip(" .:–—-\t")
    return rest[:1].isupper() or rest[:1] in '“"(['


def _skip(words: str, at: int) -> int:
    while at < len(words) and words[at] in " .:–—\t-":
        at += 1
    return at


def tidy(heading: str) -> str:
    """A heading without its stop, brackets and doubled spaces."""
    heading = _PAGE_BEHIND.sub("", re.sub(r"\s+", " ", heading).strip()).strip(" .:;–—-_\t")
    if heading.startswith("[") and heading.endswith("]"):
        heading = heading[1:-1]
    return heading.strip("[] ") if heading.count("[") != heading.count("]") else heading
