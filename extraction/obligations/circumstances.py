"""On what condition, with what exception, set going by what event, and what follows a breach."""

import re
from typing import NamedTuple

from extraction.wordings import worded

EVENT_NOUNS = (
    r"signature|signing|execution|delivery|receipt|demand|request|termination|expiry|expiration|completion"
    r"|acceptance|closing|arrival|installation|approval|shipment|commencement|occurrence"
)
_UNIT = r"(?:hours?|(?:business\s+|calendar\s+|working\s+)?days?|weeks?|months?|years?)\)?['’]?"
_OPENER = re.compile(
    r"\b(?:(?P<exception>unless|except(?:ing)?(?!\w)|save\s+(?:as|for|that|where|to)\b|other\s+than"
    r"|without\s+(?:(?:the|its|an?|any|first|obtaining|prior|express|written|\w+['’]s?)\s+){0,7}"
    r"(?:consent|approval|permission|agreement|authori[sz]ation))"
    r"|(?P<condition>(?<!even\s)if|in\s+the\s+event(?:\s+(?:that|of))?|in\s+case(?:\s+of)?|provided\s+(?:always\s+)?that"
    r"|subject\s+to|when(?:ever)?|where|on\s+condition\s+that|to\s+the\s+extent(?:\s+that)?"
    r"|(?:so|as)\s+long\s+as|only\s+(?:with|upon)(?=\s+the\s+(?:prior|written|express|approval|consent)))"
    rf"|(?P<within>(?:within|later\s+than)\s+[^,;.]{{1,60}}?\b{_UNIT}\s+(?:of|from))"
    r"|(?P<trigger>upon|following|after|before|prior\s+to|once"
    rf"|on(?=\s+(?:the\s+|its\s+|their\s+|such\s+)?(?:{EVENT_NOUNS})\b)))(?![\w-])",
    re.IGNORECASE,
)
# The words that an opener can begin with: those are found quickly, and only there the opener is tried.
_OPENS = re.compile(
    worded(
        "unless", "except", "save", "other", "without", "if", "in", "provided", "subject", "when", "where",
        "on", "to", "so", "as", "only", "within", "later", "upon", "following",
        "after", "before", "prior",
    ),
    re.IGNORECASE,
)  # fmt: skip
_SHOULD = re.compile(r"\s*should\s+(?=\w)", re.IGNORECASE)
_PIECE_END = re.compile(r",\s|;|\.\s|\Z")
# Behind a verb an event runs on to the next circumstance; in front of it, to the comma.
_EVENT_END = re.compile(
    r",|;|\.\s|:|\)|\s(?=(?:if|unless|provided|except|within|subject|without|by\s+(?:registered|giving|means)"
    r"|in\s+(?:accordance|writing|full|cash|order)|in\s+the\s+(?:manner|form)|and\s+(?:shall|\w+ed)|as\s+well|at\s+the\s+rate)\b)"
    r"|\Z",
    re.IGNORECASE,
)
_CONDITION_ENDS = re.compile(r"\s(?=(?:unless|except|provided\s+that)\b)", re.IGNORECASE)
_DATE_OF = re.compile(r"\s*(?:the\s+date\s+(?:of|on\s+which)\s+)?", re.IGNORECASE)
# "upon sixty days' notice" is one's own act; "the following reports", "agreed upon" are no events.
_NOTICE = re.compile(
    r"[^,;]*?\b(?:\d|prior|written|reasonable|advance|days|months|hours|weeks)\b[^,;]*\bnotice\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\s*(?:the\s+terms|such\s+terms|which\b|whom\b|that\b|(?:it|them)\s*(?:[,;.]|\Z)|consultation|(?:the|an?|any)\s+(?:[\w,]+\s+){0,5}(?:courts?|notary|tribunal)\b|\d|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(
    r"\b(?:the|rely|relied|relies|based|agreed|call|called|depend\w*|binding|conditioned|conditional|incumbent"
    r"|imposed|conferred|look|placed|levied|herein|time)\s+\Z",
    re.IGNORECASE,
)
# "for two years after": how long, not from when.
_HOW_LONG = re.compile(rf"\bfor\s+(?:[\w()-]+\s+){{1,6}}?{_UNIT}\s+\Z", re.IGNORECASE)
_BARE = re.compile(
    r"(?:if|where|when)\s+(?:any|applicable|appropriate|necessary|needed|possible|required|due|so\b|and\b)"
    r"|(?:so|as)\s+long\s+as\s+(?:this|the)\s+(?:agreement|contract|lease|licen[cs]e)"
    r"|in\s+case\s+of\s+doubt",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"[,;]\s*(?P<words>(?:failing\s+(?:which|this)|otherwise|in\s+default\s+(?:of\s+which|thereof)|or\s+else"
    r"|and\s+(?:any\s+)?(?:failure|breach)\s)[^;.]*)",
    re.IGNORECASE,
)
_BREACH_NEXT = re.compile(
    r"\s*(?:failing\s+(?:this|that|which)|in\s+default\b|otherwise\b|(?:if|should|where|when)\s+[^,.;]{1,60}?"
    r"\bfails?\s+(?:to\s+(?:do|comply|perform|pay|make|meet)\b|in\s+this)|upon\s+(?:any\s+)?such\s+failure"
    r"|any\s+(?:breach|failure)\b)",
    re.IGNORECASE,
)
_LEAST_CHARS = 3
_LONGEST_CHARS = 300
_JOINT = re.compile(
    r",\s+(?:(?:and|or|but)\s+)?(?=(?:if|in\s+the\s+event|upon|after|following|unless|except|subject|provided"
    r"|to\s+the\s+extent|where|when|within|during)\b)",
    re.IGNORECASE,
)


# In front of a subject a circumstance begins a clause; elsewhere the word belongs to something else.
_BEGINS = re.compile(
    r"(?:\A|[,)\]:]|\.|\b(?:and|or|but|that|then|however|days|months|immediately|promptly|even))\s*\Z"
    r"|\A\W*(?:[\w.()]{1,8}\s+){0,2}\Z",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\A.*(?:;|\.\s|\bprovided\s*,?\s*(?:however|further)\s*,?\s*that\b)", re.DOTALL)


class Circumstances(NamedTuple):
    """Words of the text, white space run together; "" where there are none. `trigger` is the event without
    the word that leads to it."""

    condition: str = ""
    exception: str = ""
    trigger: str = ""

    def or_else(self, other: "Circumstances") -> "Circumstances":
        """Ours, and where we have none the other's."""
        return Circumstances(*(ours or theirs for ours, theirs in zip(self, other, strict=True)))


def leading_circumstances(words: str) -> Circumstances:
    """What stands in front of the subject: "Upon termination, and if asked to," up to its last comma."""
    found = Circumstances()
    for piece in _JOINT.split(_FORMER.sub("", words)):
        piece = piece.strip(" ,;\n")
        if should := _SHOULD.match(piece):
            found = found.or_else(Circumstances(condition=_told(piece[should.start() :])))
            continue
        at = 0
        while opener := _opener(piece, at):
            if _BEGINS.search(piece, 0, opener.start()):
                found = found.or_else(_read(piece, opener, end=len(piece)))
                break
            at = opener.end()
    return found


def trailing_circumstances(words: str) -> Circumstances:
    """What stands behind the verb, among the words of the duty."""
    found, at = Circumstances(), 0
    while opener := _opener(words, at):
        end = _end_of(words, opener)
        found = found.or_else(_read(words, opener, end=end))
        at = max(end, opener.end())
    return found


def _opener(words: str, at: int) -> "re.Match[str] | None":
    """The first words from `at` on that lead to a circumstance."""
    tried = (_OPENER.match(words, place.start()) for place in _OPENS.finditer(words, at))
    return next((opener for opener in tried if opener), None)


def _end_of(words: str, opener: "re.Match[str]") -> int:
    pattern = _EVENT_END if opener["trigger"] or opener["within"] else _PIECE_END
    match = pattern.search(words, opener.end())
    end = match.start() if match else len(words)
    if opener["condition"] and (cut := _CONDITION_ENDS.search(words, opener.end(), end)):
        end = cut.start()
    return end


def _read(words: str, opener: "re.Match[str]", *, end: int) -> Circumstances:
    whole = _told(words[opener.start() : end])
    if opener["exception"]:
        return Circumstances(exception=whole)
    if opener["condition"]:
        plain = len(_told(words[opener.end() : end])) < _LEAST_CHARS or _BARE.match(words, opener.start())
        return Circumstances() if plain else Circumstances(condition=whole)
    if opener["trigger"] and (
        _NO_EVENT.match(words, opener.end())
        or _BOUND_BEFORE.search(words, max(0, opener.start() - 16), opener.start())
        or _NOTICE.match(words, opener.end(), end)
        or _HOW_LONG.search(words, max(0, opener.start() - 60), opener.start())
    ):
        return Circumstances()
    start = _DATE_OF.match(words, opener.end(), end)
    return Circumstances(trigger=_told(words[start.end() if start else opener.end() : end]))


def consequence_in(sentence: str, begin: int, *, end: int) -> str:
    """What the same sentence says of a breach of the duty whose verb ends at `begin`; "" where it does not,
    or only behind the next duty at `end`."""
    # Looked for up to the next duty only: to the sentence's end, many duties would cost their square.
    match = _CONSEQUENCE.search(sentence, begin, min(end + _LONGEST_CHARS, len(sentence)))
    return _told(match["words"]) if match and match.start() <= end else ""


def consequence_next(following: str) -> str:
    """The sentence that follows, where it says what a breach leads to: "If the Customer fails to do so"."""
    return _told(following) if _BREACH_NEXT.match(following) else ""


def _told(words: str) -> str:
    plain = _balanced(" ".join(words.split())).strip(" ,;:.")
    if len(plain) <= _LONGEST_CHARS:
        return plain
    return plain[:_LONGEST_CHARS].rsplit(" ", 1)[0]


def _balanced(words: str) -> str:
    """The words up to a bracket that closes what was opened before them."""
    depth = 0
    for match in _BRACKET.finditer(words):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return words[: match.start()]
    return words


_BRACKET = re.compile(r"[()]")
