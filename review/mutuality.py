"""The check that words bind both parties alike."""

import re

from contracts.findings import CheckResult, Outcome
from contracts.spans import Quote
from review.passages import Reading, cite

_BOTH = re.compile(
    r"\b(?:each (?:of the )?part(?:y|ies)|either (?:of the )?part(?:y|ies)|both (?:of the )?parties"
    r"|neither (?:of the )?part(?:y|ies)|no party|any party|a party|one party|the other part(?:y|ies)"
    r"|other party|mutual(?:ly)?|the parties (?:shall|will|agree|acknowledge|may)|such party"
    r"|the (?:terminating|breaching|non-breaching|defaulting|non-defaulting|indemnif\w+|indemnified"
    r"|affected) party)\b",
    re.IGNORECASE,
)
# Words for whichever party gives or gets; in a one-way contract they name one party, and are its term.
_ROLES = re.compile(
    r"\b(?:receiving part(?:y|ies)|disclosing part(?:y|ies)|recipients?|disclosers?|receiver)\b",
    re.IGNORECASE,
)
_ACTS = (
    r"(?:['’]s)?\s+(?:shall|will|may|must|agrees?|is entitled|has the right|undertakes?|represents?|warrants?"
    r"|(?:total |aggregate |maximum |entire |cumulative )*liability)\b"
)


def check_mutual(reading: Reading) -> CheckResult:
    """Whether the places bind both parties alike.

    Decided by the words that named the clause, failing those by the whole clause: "each party" and the
    like, both parties named as actors, or "Receiving Party" where that is nobody's own name.
    """
    outcome, reason, quotes = "not_evaluated", "it names neither party as the one bound", reading.quotes(1)
    for focused in (True, False):
        decided = _decided(reading, focused)
        if decided:
            outcome, reason, quotes = decided
            break
    return CheckResult(
        check="binds both parties alike", kind="mutual", outcome=outcome, reason=reason, quotes=quotes
    )


def _decided(reading: Reading, focused: bool) -> tuple[Outcome, str, tuple[Quote, ...]] | None:
    spans = reading.sentences(focused=focused)
    for start, end in spans:
        hit = _BOTH.search(reading.source.text, start, end) or _role(reading, start, end)
        if hit:
            quotes = (cite(reading.source, hit.span()), cite(reading.source, (start, end)))
            return "passed", f"it speaks of “{hit.group()}”", quotes
    actors = _actors(reading, spans)
    if len(actors) > 1:
        names = " and ".join(quote.text for quote in actors[:2])
        return "passed", f"it binds {names}", tuple(actors[:2])
    if len(actors) == 1:
        return "failed", f"it binds or favours only {actors[0].text}", (actors[0], *reading.quotes(1))
    return None


def _role(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    hit = _ROLES.search(reading.source.text, start, end)
    if hit is None:
        return None
    word = hit.group().lower().rstrip("s")
    own = any(word in term.lower() for terms in reading.party_terms for term in terms)
    return None if own else hit


def _actors(reading: Reading, spans: list[tuple[int, int]]) -> list[Quote]:
    """Per party, the first place where one of its names is bound or entitled."""
    found: list[Quote] = []
    for terms in reading.party_terms:
        names = "|".join(re.escape(term) for term in terms if term)
        if not names:
            continue
        pattern = re.compile(rf"\b(?P<name>{names})(?:{_ACTS})|liability of (?:the )?(?P<of>{names})\b")
        for start, end in spans:
            hit = pattern.search(reading.source.text, start, end)
            if hit:
                group = "name" if hit["name"] else "of"
                found.append(cite(reading.source, hit.span(group)))
                break
    return found
