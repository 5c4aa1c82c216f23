"""What the label of a column or a paragraph means: "Fallback 1", "Our position:", "Deal breakers"."""

import re
from typing import Literal

Role = Literal[
    "title", "standard", "fallbacks", "walk_away", "approver", "fallback_approver", "guidance",
    "counterparty", "severity", "clause_type", "wording",
]  # fmt: skip

# The first that fits counts: "fallback approver" is an approver, "not acceptable" is no fallback.
_ROLES: tuple[tuple[Role, str], ...] = (
    (
        "fallback_approver",
        r"(?:fall-?\s?back|alternative|deviation)s?\b.*\b(?:approv|sign-?\s?off|authori)\w*",
    ),
    ("approver", r"approv\w*|escalat\w*|sign-?\s?off|authori[sz]\w*|decision[\s-]maker|who decides|owner"),
    (
        "wording",
        r"(?:standard|sample|model|approved|suggested|proposed|our)?\s*(?:wording|language)"
        r"|clause text|text of the clause|redraft",
    ),
    (
        "walk_away",
        r"walk[\s-]?away\w*|not acceptable|unacceptable|red lines?|deal[\s-]?breakers?"
        r"|never accept|do not accept|we reject|reject|must not accept|bottom line",
    ),
    (
        "fallbacks",
        r"fall-?\s?back\w*|alternatives?|acceptable\w*|compromise\w*|(?:first|second|third) step down"
        r"|plan b|if pushed|may accept|can accept|second best|negotiated position",
    ),
    (
        "counterparty",
        r"(?:text|explanation|message|words|comment|reason|what to (?:say|tell))\w*"
        r"(?:\s+\w+){0,3}\s+(?:counter-?part(?:y|ies)|other side|customers?|vendors?|suppliers?)"
        r"|external (?:comment|note|explanation)|talking points?|(?:explanation|say) to them",
    ),
    ("severity", r"priority|severity|risk(?: level| rating)?|importance|criticality|weight"),
    ("clause_type", r"clause type|type of clause|clause category|category"),
    (
        "guidance",
        r"(?:internal )?(?:guidance|notes?|comments?|rationale|reasons?(?:ing)?|background|explanation)"
        r"|why(?: it matters| we care)?|negotiation (?:notes?|tips?)|tips?|purpose|concern",
    ),
    (
        "standard",
        r"(?:our |the |preferred |standard |opening |ideal |target |starting |first |desired "
        r"|primary )*(?:position|stance|ask|requirement|standard|preference|preferred|rule|ideal)"
        r"|what we want|we want|we ask for|gold standard|must[\s-]have",
    ),
    ("title", r"issue|topic|clause(?: name| title)?|provision|subject|point|item|section|term|heading|area"),
)
_ROLE_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{words})", re.IGNORECASE)) for role, words in _ROLES
)
_TAIL = re.compile(
    r"\s*(?:\(?(?:no\.?\s*)?#?\s*(?:\d{1,2}|[ivx]{1,4}|[a-d]|one|two|three|four)\)?)?\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_LONGEST = 60
_RUN_IN = re.compile(r"^\s*(?P<label>[^:\n–—]{2,60}?)\s*(?::|\s[–—]\s)\s*(?P<rest>\S.*)?$", re.DOTALL)


def role_of(label: str) -> Role | None:
    """What stands under or after `label`, or None for words that are no label we know."""
    words = " ".join(label.split()).strip(" *_:.")
    if not words or len(words) > _LONGEST:
        return None
    for role, pattern in _ROLE_PATTERNS:
        found = pattern.match(words)
        whole = found is not None and _TAIL.fullmatch(words, found.end()) is not None
        if whole or (role in ("approver", "fallback_approver") and found):
            return role
    return _loose(words)


def run_in(paragraph: str) -> tuple[Role, str] | None:
    """The role that a paragraph gives itself, and the rest of its words: "Fallback 1: six months"."""
    found = _RUN_IN.match(paragraph)
    role = role_of(found["label"]) if found else None
    if found is None or role is None or role == "title":
        return None
    return role, (found["rest"] or "").strip()


def _loose(words: str) -> Role | None:
    """The role of a longer label that begins or ends with one: "Acceptable fallback position(s)"."""
    plain = re.sub(r"\((?:s|es)\)|/.*$", "", words).strip()
    if len(plain.split()) > 6:
        return None
    for role, pattern in _ROLE_PATTERNS:
        if role == "title":
            continue
        found = pattern.search(plain)
        if found and (found.start() == 0 or _TAIL.fullmatch(plain, found.end())):
            rest = plain[: found.start()] + plain[found.end() :]
            if len(rest.split()) <= 3:
                return role
    return None
