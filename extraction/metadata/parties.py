"""Who is bound, from the preamble; failing that, from the first page or the signature blocks."""

import re
from collections.abc import Iterator

from contracts.document import Document
from contracts.metadata import Fact, Party
from extraction.metadata.blocks import signing_companies
from extraction.metadata.letters import parties_without_preamble, sole_signer
from extraction.metadata.names import is_corporate, is_known, name_in
from extraction.metadata.opening import Opening, read_openings
from extraction.metadata.preamble import bare_names, party_fact, with_short_names

_MOST_PARTIES = 60
# "Alder Inc. (“Alder”) and Birch LLC (“Birch”) hereby agree": a preamble without "between".
_AGREE = re.compile(
    r"\b(?:agrees?\b(?!ment)|(?:have\s+)?enter(?:ed)?\s+into|have\s+agreed"
    r"|confirms?\b[^.;()]{0,40}\b(?:its|their)\s+agreement)",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[\"“”'‘’]\s*\)|\b(?:herein)?after\s[^.;]{0,40}[\"“”'‘’]|\([A-Z]{3,}\)")
_TITLE = re.compile(
    r"\s*(?:[^\n]{0,160}?\b(?:AGREEMENT|CONTRACT|LETTER|PREAMBLE|PROVISIONS)\b[\s:.-]+(?=(?:The\s+)?[A-Z]))?"
    r"(?:\s*(?:This\s+is\s+to\s+confirm\s+that|Ladies\s+and\s+Gentlemen|Gentlemen)\s*[:,]?)?",
)
_STOP = re.compile(r"\bas\s+follows\b|\.\s+(?=[A-Z][a-z]+\s+[a-z])|\n\s*\n")
_PARTY_LABEL = re.compile(r"\bP(?:arty|ARTY)\s+(?:[A-D]|[1-4])(?:\s*\([\w ]{2,24}\))?\s*:\s*(?=[A-Z])")
_ROLE_LABEL = re.compile(
    r"\b(?:Licensor|Licensee|Company|Client|Supplier|Customer|Buyer|Seller|Provider"
    r"|Distributor)\s*:\s*(?=[A-Z])"
)
_LABEL_NEXT = re.compile(
    r"\s(?:Legal|Address|Registered|Representative|Tel|Phone|Attn|Authori[sz]ed|Domicile|ID)\b|\n"
    r"|\bP(?:arty|ARTY)\s+[A-D]\b"
)
_FIRST_PAGE_CHARS = 4_000
# "each of the persons set forth on the signature page hereto"
_ON_SIGNATURE_PAGE = re.compile(
    r"\b(?:persons|entities|parties|undersigned|those|investors)\b[^.;]{0,60}\bsignature\s+pages?\b",
    re.IGNORECASE,
)
_EARLY_CHARS = 5_000
_BACK_CHARS = 1_600
_LONGEST_LABELLED = 9


def read_parties(document: Document, opening: Opening) -> tuple[Fact[Party], ...]:
    """The parties in the order of the text, each with its name quoted; no name twice; at most sixty.

    A name that a short name in brackets follows has confidence 0.9, one after a label ("Party A:") 0.7, one
    of a bare "X and Y" 0.6, one read from a signature block 0.5. Of several places that could be the
    preamble the first counts that names two parties.
    """
    found = _labelled(document, _PARTY_LABEL) or _named(document, opening)
    if found and _ON_SIGNATURE_PAGE.search(document.text, opening.parties_start, opening.parties_end):
        found = [*found, *(fact for fact in _signing(document) if not is_known(fact, found))]
    for more in (_bare, _by_roles, parties_without_preamble, _agreed, _signing, sole_signer):
        if len(found) >= 2:
            break
        for fact in more(document):
            if not is_known(fact, found):
                found.append(fact)
    return tuple(found[:_MOST_PARTIES])


def _named(document: Document, opening: Opening) -> list[Fact[Party]]:
    """The parties of the first preamble that names two, a company among them; of a cover and the preamble
    inside its reach, those of the one that names more. Else the one party that some preamble names."""
    best: list[Fact[Party]] = []
    reach = (0, 0)
    for each in (opening, *read_openings(document.text)):
        inside = reach[0] <= each.parties_start < reach[1]
        if len(best) >= 2 and not inside:
            continue
        named = with_short_names(document, each)
        likely = any(is_corporate(fact.value.name) for fact in named)
        if len(named) > len(best) and (likely or (each.parties_start < _EARLY_CHARS and not best)):
            best, reach = named, (each.parties_start, each.parties_end)
    return best


def _agreed(document: Document) -> list[Fact[Party]]:
    for each in _agreeing(document.text):
        named = with_short_names(document, each)
        if len(named) >= 2 and any(is_corporate(fact.value.name) for fact in named):
            return named
    return []


def _agreeing(text: str) -> Iterator[Opening]:
    """Paragraphs of the first page in which parties with short names say that they agree."""
    for match in _AGREE.finditer(text, 0, min(len(text), _FIRST_PAGE_CHARS)):
        start = text.rfind("\n\n", 0, match.start()) + 1
        if match.start() - start > _BACK_CHARS:
            start = max(match.start() - _BACK_CHARS, text.find(" ", match.start() - _BACK_CHARS))
        if not _SHORT_NAME.search(text, start, match.start()):
            continue
        title = _TITLE.match(text, start, match.start())
        start = title.end() if title else start
        stop = _STOP.search(text, match.end(), min(len(text), match.end() + 400))
        end = stop.start() if stop else match.end()
        yield Opening(end=end, parties_start=start, parties_end=end)


def _bare(document: Document) -> list[Fact[Party]]:
    for each in read_openings(document.text):
        found = bare_names(document, each)
        if found:
            return found
    return []


def _by_roles(document: Document) -> list[Fact[Party]]:
    return _labelled(document, _ROLE_LABEL)


def _labelled(document: Document, label: "re.Pattern[str]") -> list[Fact[Party]]:
    """ "Party A: Alder Co., Ltd." of the first page; only where two labels name somebody."""
    text = document.text
    found: list[Fact[Party]] = []
    for match in label.finditer(text, 0, min(len(text), _FIRST_PAGE_CHARS)):
        following = _LABEL_NEXT.search(text, match.end())
        name = name_in(text, match.end(), end=following.start() if following else len(text))
        if name and len(text[name[0] : name[1]].split()) < _LONGEST_LABELLED:
            term = " ".join(match[0].split("(")[0].rstrip(": \n").split())
            fact = party_fact(document, name, last=name[1], term=term, confidence=0.7)
            if not is_known(fact, found):
                found.append(fact)
    return found if len(found) > 1 else []


def _signing(document: Document) -> list[Fact[Party]]:
    """The companies over the signatures."""
    found: list[Fact[Party]] = []
    text = document.text
    for start, end in signing_companies(text, start=len(text) // 4):
        name = name_in(text, start, end=end)
        if name:
            fact = party_fact(document, name, last=name[1], term="", confidence=0.5)
            if not is_known(fact, found):
                found.append(fact)
    return found
