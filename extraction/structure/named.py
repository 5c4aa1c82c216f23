"""Which capitalised words have their meaning already: defined ones, names, titles, places, papers."""

import re
from collections.abc import Sequence

from contracts.document import Document
from contracts.structure import Clause, Definition
from extraction.structure.wording import Folded, fold

# a phrase with one of these is the name of a paper, a law, a body or a place
_NAMES = """
accountant act administration agency agreement amendment amex annex appendix article association attachment
authority avenue bank bill board bureau certificate city clause code commission committee commonwealth
constitution contract convention corp corporation council counsel county court deed department directive
director division dpa engineer exchange exhibit federal federation guideline inc institute internal
international justice kingdom law llc llp ltd manager ministry msa nasdaq national nda no nyse office
officer order ordinance paragraph policy president principle protocol province provision registrar
regulation regulatory republic revenue road rule schedule section state statute street subsection title
treaty united university version world
"""
NAME_WORDS = frozenset(_NAMES.split())
_WORDS_ALONE = """
party
internet
god
chairman
president
secretary
treasurer
director
officer
chief executive officer
chief financial officer
general counsel
board of directors
board of trustees
trustee
standard term
standard terms and conditions
general terms and conditions
terms and conditions
force majeure
medicare
medicaid
applicable
change
dr
mr
ms
not
people
phase
preamble
recital
request
background
cover page
signature page
table of contents
web
english
dollar
us dollar
euro
company
""".strip().splitlines()
_TIMES = """
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday christmas
""".split()
_PLACES = """
african alabama alaska america american arizona arkansas asia asian australia australian brazilian british
california canada canadian china chinese colorado connecticut danish delaware dutch eastern england english
europe european florida france french georgia german germany hawaii hong kong idaho illinois india indian
indiana iowa ireland irish israel israeli italian italy japan japanese jersey kansas kentucky korean latin
london louisiana maine maryland massachusetts mexican mexico michigan minnesota mississippi missouri montana
nebraska nevada new york north norwegian ohio oklahoma oregon pennsylvania russian scotland singapore south
spanish swedish swiss taiwanese tennessee texas uk us usa utah vermont virginia wales washington western
wisconsin wyoming
""".split()
NO_TERMS = frozenset(fold(words) for words in [*_WORDS_ALONE, *_TIMES, *_PLACES])

_QUOTED = re.compile(r"[“\"„«‘'](?:[Tt]he\s|[Aa]n?\s)?([A-Za-z][^“”\"„«»\n]{0,80}?)[,.;]?[”\"“»’']")
_CAPITALS = r"[A-Z][\w-]*(?:\s(?:of\s|and\s)?[A-Z][\w-]*){0,5}"
_NAMED = re.compile(
    rf"\((?:the|each,?\s(?:an?|the)|an?|collectively,?(?:\sthe)?|here(?:in)?(?:after)?,?(?:\s[a-z]+){{0,4}})?\s?({_CAPITALS})\)"
)
_CALLED = re.compile(
    rf"\b(?:referred\sto\sas|known\sas|called|designated(?:\sas)?|defined\sas)\s(?:the\s|an?\s)?[“\"]?({_CAPITALS})"
)
_MEANT = re.compile(
    rf"\b({_CAPITALS})[”\"]?:?\s(?:means?|shall\smean|has\sthe\smeaning|have\sthe\smeaning)\b"
)
_ABBREVIATED = re.compile(
    rf"({_CAPITALS}),?\s(?:\((?:the\s|an?\s)?[“\"'‘]|(?:\(|is\s|are\s|each\s)?as\s(?:such\sterm\sis\s)?(?:further\s)?defined|\([A-Z]{{2,6}}\))"
)
_LABELLED = re.compile(rf"(?:^|\n|[.;]\s)[\s•*(\w.)]{{0,8}}?({_CAPITALS})\s?(?::|\s[–—-]\s|\t)")
_OTHERS_TERMS = re.compile(
    r"[Cc]apitali[sz]ed\b|[Ii]nitial(?:ly)?\s[Cc]apital|\b(?:[Tt]erms?|[Ww]ords|[Ee]xpressions)\s(?:and\sexpressions\s)?(?:used|defined|not)\b"
    r"|\bnot\s(?:otherwise\s|separately\s)?defined\b"
)
_OTHER_PAPER = re.compile(
    r"\b(?:in|to|under|by|of)\s(?:the|that|such|its)\s(?:certain\s)?(?:[A-Z][\w-]*\s(?:of\s|and\s)?){0,6}?"
    r"(?:Agreement|Contract|Plan|Indenture|Lease|Terms|Conditions|MSA|Deed|Addendum|Prospectus|Cover\sPage|Order\sForm|[A-Z]{2,5})\b"
)
_SENTENCE_CHARS = 400
_LAST_WORDS = re.compile(r"(?:[’']s?|\bthe)\s([A-Z].*)$")


def given_elsewhere(text: str) -> bool:
    """Whether another paper gives the meaning of terms that `text` does not define itself."""
    for match in _OTHERS_TERMS.finditer(text):
        sentence = text[match.start() : match.start() + _SENTENCE_CHARS]
        stop = re.search(r"\.\s|\n\s*\n", sentence)
        sentence = sentence[: stop.start() if stop else None]
        meaning = re.search(r"\bmeanings?\b|\bdefined\b|\bdefinitions?\b", sentence)
        if meaning and _OTHER_PAPER.search(sentence, meaning.start()):
            return True
    return False


def known_terms(
    document: Document, clauses: Sequence[Clause], *, definitions: Sequence[Definition]
) -> set[Folded]:
    """Terms that have a meaning: defined, quoted, set in bold, named in parentheses, or a label of a form."""
    text = document.text
    terms = [definition.term for definition in definitions]
    for pattern in (_QUOTED, _NAMED, _CALLED, _MEANT, _ABBREVIATED, _LABELLED):
        terms += [match[1] for match in pattern.finditer(text)]
    for block in document.blocks:
        terms += [text[low:high] for low, high in block.bold if high - low <= 80]
        if block.kind == "cell" and block.end - block.start <= 60:
            terms.append(text[block.start : block.end])
    terms += [clause.heading for clause in clauses if " " in clause.heading]
    # "Above the Fold" and "Buyer's Goods" are taken up by their last words
    terms += [match[1] for term in terms if (match := _LAST_WORDS.search(term))]
    known = {fold(term) for term in terms}
    return {words for words in known if 0 < len(words) <= 8} | NO_TERMS
