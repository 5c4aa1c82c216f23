"""Names of parties: which of those said are among those wanted."""

import re
from collections.abc import Sequence

from extraction.metadata.roles import role_of

# Everything from the first short name on: `Alder Inc. ("Vendor")("Party" or together the "Parties")`.
_SHORT = re.compile(
    r"\(\s*(?:the\s+|each\s+an?\s+)?[\"“”'‘].*\Z|[\"“”].*\Z|\s\((?!BVI).*\Z", re.DOTALL | re.IGNORECASE
)
_ALIAS = re.compile(
    r",?\s*\b(?:d/b/a|dba|f/k/a|a/k/a|formerly\s+known\s+as|doing\s+business\s+as)\b.*\Z", re.I | re.S
)
_FORM = re.compile(
    r"\b(?:inc|incorporated|llc|ltd|limited|corp|corporation|co|company|lp|llp|plc|gmbh|ag|sa|bv|nv|pty"
    r"|pte|the)\b"
)
# Groups that the annotators list beside the parties: "Skype and Tom (“Parties”)".
_GROUP = re.compile(
    r"[^(]*\((?:(?:the|each|an?|as|and|or|individually|collectively|jointly|together|sometimes|commonly"
    r"|referred|to)\s+)*"
    r"[\"“'‘](?:each\s+an?\s+)?(?:the\s+)?part(?:y|ies)\b(?!\s+[A-D1-4]\b)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"X{4,}|\[[\s*]*\]|__|\A\W*(?:each|all|together|individually|collectively|jointly|sometimes|referred)\b",
    re.IGNORECASE,
)


def names_of(wanted: str) -> tuple[str, ...]:
    """The full names of a list such as `Alder Inc. ("Vendor"); Birch LLC ("Customer")`, without short names
    and without entries that only say who are together called the parties. Roles ("Distributor") and blanks
    ("XXXX", "[]") are no names."""
    found: list[str] = []
    for entry in re.split(r";|(?<=\))\s*\.\s+", wanted):
        name = _ALIAS.sub("", _SHORT.sub("", entry, count=1)).strip(" ,.")
        grouped = _GROUP.match(entry) and re.search(r"\band\b|,(?! Inc)", name)
        if len(re.findall(r"[A-Za-z]", name)) > 1 and not (grouped or _NO_NAME.search(name) or role_of(name)):
            found.append(name)
    return tuple(dict.fromkeys(found))


def match_names(said: Sequence[str], wanted: Sequence[str]) -> int:
    """How many of `said` are one of `wanted`, each of these at most once: alike without case, stops and the
    form of the company, or one the beginning of the other by whole words."""
    left = [_key(name) for name in wanted]
    right = 0
    for name in said:
        key = _key(name)
        hit = next((other for other in left if _alike(key, other)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    joined = "".join(one) == "".join(other)
    return bool(shorter) and (joined or longer[: len(shorter)] == shorter)


def _key(name: str) -> tuple[str, ...]:
    plain = re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", name.lower())
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", plain).replace("&", " and "))
    kept = tuple(word for word in words if not _FORM.fullmatch(word))
    return kept or tuple(words)
