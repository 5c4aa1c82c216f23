"""The check that words bind both parties alike."""

import re
from collections.abc import Iterator

from contracts.findings import CheckResult, Outcome
from contracts.spans import Quote
from playbooks.checks import Mutual
from review.passages import Reading, cite

_BOTH = re.compile(
    r"\b(?:each (?:of the )?(?:other )?part(?:y|ies)|either (?:of the )?part(?:y|ies)"
    r"|both (?:of the )?parties|neither (?:of the )?part(?:y|ies)"
    r"|(?:no|any) party (?:shall|will|may|must|is|agrees)"
    r"|mutual(?:ly)? (?:agree|bound|oblig\w+|duty|duties|confiden\w+|covenants? of confiden\w+)"
    r"|(?:the|both) parties (?:hereto )?(?:shall|will|agree|acknowledge|undertake|must|may not"
    r"|are (?:bound|obliged))"
    r"|the (?:terminating|breaching|non-breaching|defaulting|non-defaulting|indemnif\w+|indemnified"
    r"|affected) party)\b(?!:)"
    r"|\b\w+ and (?:the )?\w+ each\b|\b(?:and you|you and (?:the )?\w+),? (?:each|both)\b"
    r"|\beach of (?:the )?[\w.]+ and (?:the )?\w+"
    r"|\b(?:a|one|such) party\b[^.;]{0,160}\bthe other(?: party|['’]s)?\b",
    re.IGNORECASE,
)
# "One party (the “Disclosing Party”) discloses to the other" says who may disclose, not who is bound.
_ONLY_DEFINES = re.compile(r"^(?:a|one|such) party\b[^.;]{0,160}\bdisclose[sd]\b", re.IGNORECASE)
# Words for whichever party gives or gets; in a one-way contract they name one party, and are its term.
_ROLES = re.compile(
    r"\b(?:receiving part(?:y|ies)|recipients?|receiver)\b(?:,? and (?:its|their) [\w ]{1,30}?)?,?\s+"
    r"(?:(?:hereby|further|also|each)\s+)*(?:shall|will|may|must|agrees?|undertakes?|acknowledges?"
    r"|is (?:obliged|liable|responsible|free))\b",
    re.IGNORECASE,
)
_NAMED_ROLE = re.compile(
    r"[\"“](?P<role>receiving party|recipient|receiver|disclosing party|discloser)[\"”]\s*\)", re.IGNORECASE
)
_WHICHEVER = re.compile(r"\bpart(?:y|ies)\b|\beach\b|\beither\b|\bwhichever\b|\bother\b", re.IGNORECASE)
_RIGHTS = (
    r"(?:may(?! not)|can(?! ?not)|is entitled"
    r"|(?:shall|will) (?:also )?(?:be entitled|have the right|have no liab)|has the right|reserves)\b"
)
_DUTIES = (
    rf"(?!{_RIGHTS})(?:shall|will|may not|must|cannot|agrees?|is obliged|undertakes?|represents?|warrants?"
    r"|covenants?|acknowledges?|(?:sole |total |aggregate |maximum |entire |cumulative )*liability)\b"
)
_TURNED = (
    r"|liability of (?:the )?(?P<of>{names})\b"
    r"|\b(?:shall|will|may|must|can)\s+(?:the )?(?P<be>{names})\s+(?:be|have)\b"
)
# In a letter, "you" and "we" are the parties; an employee signs as "I".
_IN_LETTERS = ("you", "we", "I", "Undersigned")
_DEFINED_WITHIN_CHARS = 160


def check_mutual(check: Mutual, reading: Reading) -> CheckResult:
    """Whether the places bind both parties alike, or, with `or_ours`, at least give our side the right.

    Decided by the words that named the clause, failing those by the whole clause: "each party" and the
    like, both parties named as actors, or "Receiving Party" where that is nobody's own name.
    """
    outcome, reason, quotes = "not_evaluated", "it names neither party as the one bound", reading.quotes(1)
    for focused in (True, False):
        decided = _decided(reading, check.or_ours, reading.sentences(focused=focused))
        if decided:
            outcome, reason, quotes = decided
            break
    name = "our side has the right" if check.or_ours else "binds both parties alike"
    return CheckResult(check=name, kind="mutual", outcome=outcome, reason=reason, quotes=quotes)


def _decided(
    reading: Reading, or_ours: bool, spans: list[tuple[int, int]]
) -> tuple[Outcome, str, tuple[Quote, ...]] | None:
    for start, end in spans:
        hit = _both(reading.source.text, start, end) or _role(reading, start, end)
        if hit:
            words = hit.group() if len(hit.group()) < 40 else " ".join(hit.group().split()[:2])
            quotes = (cite(reading.source, hit.span()), cite(reading.source, (start, end)))
            return "passed", f"it speaks of “{words}”", quotes
    bound, entitled = list(_actors(reading, spans, _DUTIES)), list(_actors(reading, spans, _RIGHTS))
    for actors in (bound, entitled):
        if len(actors) > 1:
            names = " and ".join(words.text for words, _ in actors[:2])
            return "passed", f"it names both {names}", tuple(quote for pair in actors[:2] for quote in pair)
    # One party bound and the other entitled is one-sided.
    if bound or entitled:
        words, sentence = (entitled or bound)[0] if or_ours else (bound or entitled)[0]
        if or_ours and not reading.ours:
            return "not_evaluated", f"we could not tell whether “{words.text}” is our side", (words, sentence)
        if or_ours and is_ours(reading, words.text):
            return "passed", f"it gives “{words.text}” the right", (words, sentence)
        return "failed", f"it binds or favours only “{words.text}”", (words, sentence)
    return None


def bound_names(reading: Reading, span: tuple[int, int]) -> list[str]:
    """The names of the parties, at most one of each, that the sentence at `span` puts under a duty; our
    side's too where the parties were not read by it."""
    known = {term.lower() for terms in reading.party_terms for term in terms}
    ours = reading.ours.removeprefix("the ")
    if ours and ours.lower() not in known:
        reading = reading.model_copy(update={"party_terms": (*reading.party_terms, (ours,))})
    return [words.text for words, _ in _actors(reading, [span], _DUTIES)]


def is_ours(reading: Reading, name: str) -> bool:
    """Whether `name` is what the contract calls our side, or another name of the same party."""
    ours = reading.ours.removeprefix("the ").lower()
    alike = [{term.lower() for term in terms} for terms in reading.party_terms]
    return name.lower() == ours or any({name.lower(), ours} <= terms for terms in alike)


def _both(text: str, start: int, end: int) -> re.Match[str] | None:
    for hit in _BOTH.finditer(text, start, end):
        if not _ONLY_DEFINES.match(hit.group()):
            return hit
    return None


def _role(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    hit = _ROLES.search(reading.source.text, start, end)
    if hit is None:
        return None
    word = hit.group().lower().split()[0].rstrip("s")
    own = any(word in term.lower() for terms in reading.party_terms for term in terms)
    return None if own or _is_own_name(reading.source.text, word) else hit


def _is_own_name(text: str, word: str) -> bool:
    """Whether the contract gives the role to one party as its name: `Acme, Inc. (the "Recipient")`."""
    for hit in _NAMED_ROLE.finditer(text):
        if hit["role"].lower().startswith(word):
            before = text[max(0, hit.start() - _DEFINED_WITHIN_CHARS) : hit.start()]
            return not _WHICHEVER.search(before)
    return False


def _actors(reading: Reading, spans: list[tuple[int, int]], acts: str) -> Iterator[tuple[Quote, Quote]]:
    """Per party, the first place where one of its names does one of `acts`, and its sentence."""
    parties = [*reading.party_terms, *((word,) for word in _IN_LETTERS)]
    for terms in parties:
        names = "|".join(re.escape(term) for term in terms if term and "agreement" not in term.lower())
        if not names:
            continue
        pattern = re.compile(
            rf"\b(?P<name>{names})(?:['’]s)?\s+(?:(?:hereby|also|further|each)\s+)*(?:{acts})"
            + (_TURNED.format(names=names) if acts == _DUTIES else ""),
            re.IGNORECASE if terms not in (("I",),) else 0,
        )
        for start, end in spans:
            hit = pattern.search(reading.source.text, start, end)
            if hit:
                group = hit.lastgroup or 0
                yield cite(reading.source, hit.span(group)), cite(reading.source, (start, end))
                break
