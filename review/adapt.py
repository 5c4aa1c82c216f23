"""Approved words, made to speak as the document speaks: declared substitutions only."""

import re

from clause_library.clause import ApprovedClause
from contracts.findings import Substitution
from contracts.value import Value
from review.numerals import spell
from review.spelling import LICENCE_NOUN, WORD, noun_of_licence, respelt
from review.substitution import Draft
from review.voice import Voice

_SLOT = re.compile(r"\{(\w+)\}")
_PARTY = re.compile(r"(?<!third )(?<!Third )(?<!third-)(?<!Third-)\b([Pp])(arty|arties)\b")
_BOTH = re.compile(
    r"\b(?P<words>[A-Za-z]+(?:-[a-z]+)?) \((?P<digits>\d+)\)"
    r"(?= (?:business |calendar )?(?:hour|day|week|month|year)s?\b)"
)
_SPELT_OUT = re.compile(
    r"\b(?P<words>[a-z]+(?:-[a-z]+)?)(?= (?:business |calendar )?(?:hour|day|week|month|year)s\b)"
)
_COUNTS = {spell(count): count for count in range(2, 100)}
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


class Adapted(Value):
    """The words of a clause for one document; `unresolved` are the slots that a person must fill. Undoing
    the `substitutions` in `text` gives the clause's words."""

    text: str
    heading: str
    type: str
    unresolved: tuple[str, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


def adapt(clause: ApprovedClause, voice: Voice) -> Adapted:
    """The clause's text with its slots filled and its words made those of the document.

    Only slots, names of parties and of common terms, spelling, the verb of duties, lengths of time and
    marks of quotation are changed, and each change is declared.
    """
    known = {"party_us": voice.us, "party_them": voice.them, "agreement": voice.agreement}
    unresolved: list[str] = []
    written = plain_lines(clause.text)

    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        words = known.get(name) or clause.slots.get(name, "")
        if not words:
            unresolved.append(name)
            return f"[{name.replace('_', ' ')}]"
        return _capital(words) if _begins(written, slot.start()) else words

    draft = Draft(written)
    draft.replace(_SLOT, fill)
    _rename(draft, voice)
    _modal(draft, voice)
    _spell(draft, voice)
    _count(draft, voice)
    _quote(draft, voice)
    heading = Draft(re.sub(r"\s*\([^)]*\)$", "", clause.title))
    _spell(heading, voice)
    return Adapted(
        text=draft.text, heading=heading.text, type=clause.type,
        unresolved=tuple(reversed(dict.fromkeys(unresolved))), substitutions=draft.substitutions,
    )  # fmt: skip


def plain_lines(text: str) -> str:
    """The paragraphs of a clause, one to a line, without blanks at their ends and without empty ones."""
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    before = text[:at].rstrip(" ")
    return not before or before[-1] in ".\n:"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _rename(draft: Draft, voice: Voice) -> None:
    called = [*voice.called, *((_capital(a), _capital(b)) for a, b in voice.called if a[0].islower())]
    for ours, theirs in called:
        draft.replace(rf"\b{re.escape(ours)}\b", lambda _, new=theirs: new)
    if voice.capital_party:
        draft.replace(_PARTY, lambda match: "P" + match[2])
    elif not any(theirs.endswith("Party") for _, theirs in voice.called):
        # "Party" is written small, but not where the document has names that end in it.
        draft.replace(r"(?<=[a-z] )Part(y|ies)\b", lambda match: "part" + match[1])


def _modal(draft: Draft, voice: Voice) -> None:
    if voice.modal in ("will", "must"):
        draft.replace(r"\bshall\b", lambda _: voice.modal)
    if voice.modal in ("shall", "must"):
        # "will" also tells the future; after a party it is a duty.
        actors = [re.escape(name.removeprefix("the ")) for name in (voice.us, voice.them) if name]
        who = "|".join(["[Pp]arty", "[Pp]arties", "Recipient", "Discloser", *actors])
        draft.replace(rf"\b({who}) will\b", lambda match: f"{match[1]} {voice.modal}")


def _spell(draft: Draft, voice: Voice) -> None:
    if voice.spelling == "American":
        # One way only: a British paper writes "computer program" all the same.
        draft.replace(r"\bprogramme(s?)\b", lambda match: "program" + match[1])
    draft.replace(LICENCE_NOUN, lambda match: noun_of_licence(match, voice.spelling))
    draft.replace(WORD, lambda match: respelt(match[0], voice.spelling))


def _count(draft: Draft, voice: Voice) -> None:
    """Lengths of time in the document's style: "thirty (30) days", "30 days" or "thirty days"."""
    if voice.numbers == "both":
        draft.replace(_SPELT_OUT, lambda match: _with_digits(match["words"]))
    elif voice.numbers:
        digits = voice.numbers == "digits"
        # No sentence begins with a numeral.
        draft.replace(
            _BOTH, lambda match: match["digits"] if digits and match["words"][0].islower() else match["words"]
        )


def _with_digits(words: str) -> str:
    return f"{words} ({_COUNTS[words]})" if words in _COUNTS else words


def _quote(draft: Draft, voice: Voice) -> None:
    if voice.straight_quotes:
        draft.replace("[“”‘’]", lambda match: match[0].translate(_QUOTES))
    elif voice.straight_quotes is False:
        draft.replace(r"(?<=\w)'", lambda _: "’")
