"""Where disputes go: courts or arbitration, apart from the law that governs."""

import re

from contracts.document import Document
from contracts.metadata import Fact, Venue
from extraction.metadata.mentions import Mention, mentions
from extraction.metadata.places import find_place
from extraction.wordings import worded

_ANCHOR = re.compile(
    worded(
        "arbitrat(?:ion|ed|or)", r"jurisdiction\s+of", r"state\s+(?:and\s+(?:federal|state)\s+)?courts?",
        r"federal\s+(?:and\s+(?:federal|state)\s+)?courts?",
        r"competent\s+(?:and\s+(?:federal|state)\s+)?courts?",
        r"courts?\s+(?:of|in|located|sitting|situated)", "venue",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_RULES = re.compile(
    r"\b(?P<rules>AAA|JAMS|ICC|LCIA|ICDR|HKIAC|SIAC|CIETAC|DIS|UNCITRAL|WIPO|SCC)\b"
    r"|(?P<named>American\s+Arbitration\s+Association|International\s+Chamber\s+of\s+Commerce"
    r"|London\s+Court\s+of\s+International\s+Arbitration|Singapore\s+International\s+Arbitration\s+Centre"
    r"|Hong\s+Kong\s+International\s+Arbitration\s+Centre|Judicial\s+Arbitration\s+and\s+Mediation)"
)
_NAMED = {
    "american": "AAA", "international": "ICC", "london": "LCIA", "singapore": "SIAC", "hong": "HKIAC",
    "judicial": "JAMS",
}  # fmt: skip
_BOUND = re.compile(
    r"\b(?:shall|will|must|agrees?|submits?|consents?|exclusive|resolved|settled|brought|subject)\b",
    re.IGNORECASE,
)
_EXCLUSIVE = re.compile(r"\b(?<!non-)(?<!non )exclusive(?:ly)?\b|\bonly\b|\bsole(?:ly)?\b", re.IGNORECASE)
_NOT = re.compile(
    r"\bnot\s+(?:be\s+)?(?:subject\s+to|submitted\s+to)\s+arbitration|\binjunct|\bcourt\s+order", re.I
)
_SEAT = re.compile(
    r"\b(?:courts?|arbitration|venue|held|seat(?:ed)?|place|located|sitting|conducted"
    r"|jurisdiction)\b[^.;]{0,120}?"
    r"\b(?:in|of|be)\s+(?:the\s+)?(?P<place>[^.;]{2,90})",
    re.IGNORECASE,
)


def read_venue(document: Document) -> Fact[Venue] | None:
    """The courts or the arbitration that the parties bind themselves to, with the place in plain words;
    arbitration goes before courts, which often only enforce an award."""
    best: tuple[float, Venue, Mention] | None = None
    for each in mentions(document.text, _ANCHOR):
        if not _BOUND.search(each.words) or _NOT.search(each.words):
            continue
        found = _read(each)
        if found and (best is None or found[0] > best[0]):
            best = (*found, each)
    if best is None:
        return None
    confidence, value, mention = best
    return Fact[Venue](value=value, quotes=mention.quote(document), confidence=confidence, source="rules")


def _read(each: Mention) -> tuple[float, Venue] | None:
    seat = _SEAT.search(each.words)
    place = (find_place(seat["place"]) or "") if seat else ""
    exclusive = bool(_EXCLUSIVE.search(each.words))
    if re.search(r"\barbitrat", each.words, re.IGNORECASE):
        rules = _RULES.search(each.words)
        name = (rules["rules"] or _NAMED[rules["named"].split()[0].lower()]) if rules else ""
        if not name and not re.search(
            r"\bbinding\b|\bsettled\b|\bresolved\b|\bsubmitted\b", each.words, re.I
        ):
            return None
        confidence = 0.55 + 0.25 * bool(name) + 0.1 * bool(place)
        confidence = each.sure(seat.start("place") if seat and place else 0, confidence)
        return confidence, Venue(kind="arbitration", place=place, rules=name, exclusive=exclusive)
    if not place:
        return None
    confidence = 0.6 + 0.2 * exclusive
    return each.sure(seat.start("place") if seat else 0, confidence), Venue(
        kind="courts", place=place, exclusive=exclusive
    )
