"""Approved words, made to speak as the document speaks: declared substitutions only."""

import re

from clause_library.clause import ApprovedClause
from contracts.value import Value
from review.voice import Voice

_SLOT = re.compile(r"\{(\w+)\}")
_PARTY = re.compile(r"(?<!third )(?<!Third )(?<!third-)(?<!Third-)\b([Pp])(arty|arties)\b")
_SPELLINGS = (  # American, British
    ("favor", "favour"), ("honor", "honour"), ("behavior", "behaviour"), ("center", "centre"),
    ("organization", "organisation"), ("organizational", "organisational"), ("authorize", "authorise"),
    ("authorized", "authorised"), ("authorization", "authorisation"), ("recognize", "recognise"),
    ("recognized", "recognised"), ("fulfill", "fulfil"), ("willful", "wilful"), ("defense", "defence"),
    ("labor", "labour"), ("unauthorized", "unauthorised"), ("minimize", "minimise"), ("utilize", "utilise"),
    ("a license", "a licence"), ("no license", "no licence"),
    ("the license", "the licence"), ("any license", "any licence"), ("license or", "licence or"),
    ("reorganization", "reorganisation"), ("anonymized", "anonymised"), ("memorized", "memorised"),
)  # fmt: skip


class Adapted(Value):
    """The words of a clause for one document; `unresolved` are the slots that a person must fill."""

    text: str
    heading: str
    type: str
    unresolved: tuple[str, ...] = ()


def adapt(clause: ApprovedClause, voice: Voice) -> Adapted:
    """The clause's text with its slots filled and its words made those of the document.

    Only slots, names of parties and of common terms, spelling and "shall"/"will" are changed.
    """
    known = {"party_us": voice.us, "party_them": voice.them, "agreement": voice.agreement}
    unresolved: list[str] = []

    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        words = known.get(name) or clause.slots.get(name, "")
        if not words:
            unresolved.append(name)
            return f"[{name.replace('_', ' ')}]"
        return _capital(words) if _begins(clause.text, slot.start()) else words

    text = _SLOT.sub(fill, clause.text)
    text = _spelt(_modal(_renamed(text, voice), voice), voice)
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    heading = _spelt(re.sub(r"\s*\([^)]*\)$", "", clause.title), voice)
    return Adapted(text=text, heading=heading, type=clause.type, unresolved=tuple(dict.fromkeys(unresolved)))


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    before = text[:at].rstrip(" ")
    return not before or before[-1] in ".\n:"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _renamed(text: str, voice: Voice) -> str:
    for ours, theirs in voice.called:
        text = re.sub(rf"\b{re.escape(ours)}\b", theirs, text)
        if ours[0].islower():
            text = re.sub(rf"\b{re.escape(_capital(ours))}\b", _capital(theirs), text)
    if voice.capital_party:
        return _PARTY.sub(lambda match: "P" + match[2], text)
    return re.sub(r"(?<=[a-z] )Part(y|ies)\b", r"part\1", text) if _lower_party(text, voice) else text


def _lower_party(text: str, voice: Voice) -> bool:
    """Whether "Party" may be written small: not where the document has names that end in it."""
    return not any(theirs.endswith("Party") for _, theirs in voice.called)


def _modal(text: str, voice: Voice) -> str:
    if voice.modal == "will":
        return re.sub(r"\bshall\b", "will", text)
    if voice.modal == "shall":
        # "will" also tells the future; after a party it is a duty.
        actors = [re.escape(name.removeprefix("the ")) for name in (voice.us, voice.them) if name]
        who = "|".join(["[Pp]arty", "[Pp]arties", "Recipient", "Discloser", *actors])
        return re.sub(rf"\b({who}) will\b", r"\1 shall", text)
    return text


def _spelt(text: str, voice: Voice) -> str:
    if not voice.british:
        # One way only: a British paper writes "computer program" all the same.
        text = re.sub(r"\bprogramme(s?)\b", r"program\1", text)
    for american, british in _SPELLINGS:
        old, new = (american, british) if voice.british else (british, american)
        text = re.sub(rf"\b{old}\b", new, text)
        text = re.sub(rf"\b{_capital(old)}\b", _capital(new), text)
    return text
