"""Legal English → stems: what two ways of saying the same thing have in common."""

import re
from functools import lru_cache

from contracts.spans import fold

_USUAL = str.maketrans("“”„‘’–—\u00a0", '"""\'\'-- ', "\u00ad\u200b\ufeff")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*%?")

# Function words carry no topic; the everyday words of every contract carry little.
_STOP = """
    a about above after all also an and any are as at be been before being below between both but by can
    could did do does doing down during each either every for from further had has have having here hereby
    herein hereof hereto hereunder how i if in into is it its itself may might more most must neither no nor
    not of on once one only or other others our out over own per shall should so some such than that the
    their them then there thereof thereto these they this those through to too under until up upon us very
    was we were what when where whether which while who whom why will with within without would you
    your
"""
_ROUTINE = """
    agree agreement clause condition contract applicable case given hereinafter including includ
    limitation otherwise part parti party person provid provision reasonab relat respect section set subject
    term thing time to use way written writ
"""
STOP_WORDS = frozenset(_STOP.split())
ROUTINE_WORDS = frozenset(_ROUTINE.split())

# Left: the head of a family of words; right: the words and stems that are read as it.
_FAMILIES = {
    "assign": "assignab assignee assignment",
    "breach": "hack incident leak",
    "compet": "competit noncompet",
    "confident": "nda nondisclosur secreci secrecy secret",
    "customer": "buyer client licensee purchaser subscriber",
    "defect": "bug",
    "destruct": "delet destroi destroy eras",
    "disclos": "disclosur",
    "disput": "arbitr court lawsuit litig sue",
    "employe": "employ employee personnel staff worker",
    "increas": "hik rais uplift",
    "indemnif": "harmless indemn indemnific indemniti indemnity",
    "injunct": "equit equitab",
    "insur": "coverag",
    "intellectual": "copyright ip patent trademark",
    "intelligenc": "ai",
    "invoic": "bill",
    "late": "overdue",
    "law": "jurisdict legisl statut",
    "liabil": "liab liabl",
    "licenc": "licens",
    "limit": "cap ceil maximum",
    "loss": "damag",
    "merger": "acquisit takeov",
    "price": "charg cost fee",
    "privaci": "ccpa gdpr privacy",
    "public": "logo market press publicit",
    "renew": "autorenew evergreen extend extension rollover",
    "solicit": "hir hire poach recruit",
    "sublicenc": "sublicens",
    "supplier": "contractor licensor provider seller vendor",
    "terminat": "cancel cancell end exit expir",
    "uptime": "availab downtim outag sla",
    "warranti": "guarante warrant warranty",
    "year": "annual yearli yearly",
}
_SAME = {member: head for head, members in _FAMILIES.items() for member in members.split()}

_ENDINGS = (
    "ifications", "ification", "izations", "isations", "ization", "isation", "ations", "ation", "ities",
    "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "est", "ive", "able", "ible", "ably",
    "ally", "ness", "ity", "ed", "ly", "es", "al", "s", "e",
)  # fmt: skip
_SHORTEST_STEM = 4


def plain(text: str) -> str:
    """The text in lower case, with plain quotation marks and dashes and single blanks."""
    usual = text.translate(_USUAL)
    if not usual.isascii():
        usual = fold(text)[0]  # which looks at each character; twenty times slower
    return " ".join(usual.lower().split())


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, plain apostrophes, no punctuation."""
    return [word.removesuffix("'s") for word in _WORD.findall(plain(text))]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its ending, read as the stem of its family ("cancellation" → "terminat")."""
    if word in _SAME:
        return _SAME[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return _SAME.get(word, word)


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text that carry a topic, in order."""
    return [stem(word) for word in words_of(text) if word not in STOP_WORDS]
