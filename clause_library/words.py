"""Legal English → stems: what two ways of saying the same thing have in common."""

import re

from contracts.spans import fold

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*%?")

# Function words carry no topic; the everyday words of every contract carry little.
STOP_WORDS = frozenset(
    """a about above after all also an and any are as at be been before being below between both but by can
    could did do does doing down during each either every for from further had has have having here hereby
    herein hereof hereto hereunder how i if in into is it its itself may might more most must neither no nor
    not of on once one only or other others our out over own per shall should so some such than that the
    their them then there thereof thereto these they this those through to too under until up upon us very
    was we were what when where whether which while who whom why will with within without would you
    your""".split()
)
ROUTINE_WORDS = frozenset(
    """agree agreement clause condition contract applicable case given hereinafter including includ
    limitation otherwise part parti party person provid provision reasonab relat respect section set subject
    term thing time to use way written writ""".split()
)

# Left: a stem; right: the stem it is read as.
_SAME = {
    "licens": "licenc", "sublicens": "sublicenc", "indemniti": "indemnif", "indemnity": "indemnif",
    "indemn": "indemnif", "indemnific": "indemnif", "harmless": "indemnif", "cancel": "terminat",
    "cancell": "terminat", "vendor": "supplier", "provider": "supplier", "licensor": "supplier",
    "seller": "supplier", "contractor": "supplier", "subscriber": "customer", "client": "customer",
    "buyer": "customer", "purchaser": "customer", "licensee": "customer", "availab": "uptime", "sla": "uptime",
    "gdpr": "privaci", "privacy": "privaci", "ccpa": "privaci", "poach": "solicit", "hire": "solicit",
    "recruit": "solicit", "hir": "solicit", "secret": "confident", "secreci": "confident", "secrecy": "confident",
    "nda": "confident", "nondisclosur": "confident", "disclosur": "disclos", "assignab": "assign",
    "assignee": "assign", "assignment": "assign", "evergreen": "renew", "autorenew": "renew", "rollover": "renew",
    "extend": "renew", "extension": "renew", "ip": "intellectual", "copyright": "intellectual",
    "patent": "intellectual", "trademark": "intellectual", "bug": "defect", "leak": "breach", "hack": "breach",
    "incident": "breach", "fee": "price", "cost": "price", "charg": "price", "bill": "invoic",
    "cap": "limit", "ceil": "limit", "maximum": "limit", "damag": "loss", "liabl": "liabil", "liab": "liabil",
    "arbitr": "disput", "litig": "disput", "lawsuit": "disput", "sue": "disput", "court": "disput",
    "jurisdict": "law", "legisl": "law", "statut": "law", "law": "law", "uplift": "increas", "rais": "increas",
    "hik": "increas", "acquisit": "merger", "takeov": "merger", "return": "return", "destroi": "destruct",
    "destroy": "destruct", "delet": "destruct", "eras": "destruct", "compet": "compet", "competit": "compet",
    "noncompet": "compet", "logo": "public", "publicit": "public", "press": "public", "market": "public",
    "month": "month", "annual": "year", "yearli": "year", "yearly": "year", "personnel": "employe",
    "staff": "employe", "worker": "employe", "employee": "employe", "employ": "employe", "overdue": "late",
    "aris": "aris", "exit": "terminat", "end": "terminat", "expir": "terminat", "warrant": "warranti",
    "warranty": "warranti", "guarante": "warranti", "insur": "insur", "coverag": "insur", "escrow": "escrow",
    "exclusiv": "exclusiv", "convenienc": "convenienc", "downtim": "uptime", "outag": "uptime", "train": "train",
    "ai": "intelligenc", "injunct": "injunct", "equit": "injunct", "equitab": "injunct",
}  # fmt: skip

_ENDINGS = (
    "ifications", "ification", "izations", "isations", "ization", "isation", "ations", "ation", "ities",
    "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "est", "ive", "able", "ible", "ably",
    "ally", "ness", "ity", "ed", "ly", "es", "al", "s", "e",
)  # fmt: skip
_SHORTEST_STEM = 4


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, plain apostrophes, no punctuation."""
    return [word.removesuffix("'s") for word in _WORD.findall(fold(text)[0])]


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
