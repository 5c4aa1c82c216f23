"""Checks on words that must, or must not, be said."""

import re

from contracts.document import Document
from contracts.findings import CheckResult
from contracts.spans import PlainText
from extraction.sentences import sentences
from playbooks.checks import MustMention, MustNotMention, OwedBy
from review.bearers import counts
from review.passages import Reading, Region, cite, is_unticked, sentence_around
from review.phrases import FoundPhrase, find_phrases, says
from review.roles import is_open
from review.wording import like, listed

_WITHOUT = re.compile(
    r"\bwithout\s+(?:(?:any|prior|further|giving|advance|written|such|the|a|first|specific)\s+)*$",
    re.IGNORECASE,
)
_DENIABLE = re.compile(r"notice|notif|warn|consent|approv|permission|inform", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|neither|nor|no|never|none|cannot|nothing)\b", re.IGNORECASE)


def check_must_mention(check: MustMention, reading: Reading) -> CheckResult:
    """Whether the places say at least one phrase of every group.

    Quotes are the words that met the groups, then the sentence that holds most of them.
    """
    told = check.says or tuple(like(group) for group in check.groups)
    name = "says " + "; and ".join(told)
    best, found = _best_sentence(check, reading)
    if check.within == "passages":
        found = [
            each or find_mention(reading, group, owed_by=check.owed_by)
            for each, group in zip(found, check.groups, strict=True)
        ]
    if check.references:
        found = [each or _pointed_to(reading, group) for each, group in zip(found, check.groups, strict=True)]
    unmet = [words for words, each in zip(told, found, strict=True) if each is None]
    if unmet and any(is_open(group) for group in check.groups):
        return _unnamed(name, "must_mention", reading)
    if unmet:
        return CheckResult(
            check=name, kind="must_mention", outcome="failed", reason=_silent(check, unmet),
            quotes=reading.quotes(),
        )  # fmt: skip
    words = [cite(reading.source, (each.start, each.end)) for each in found if each]
    quotes = (*words[:1], *((cite(reading.source, best),) if best else ()), *words[1:])
    said = listed(list(dict.fromkeys(quote.text for quote in words[:3])), "and")
    return CheckResult(
        check=name, kind="must_mention", outcome="passed", reason=f"it says {said}",
        quotes=tuple(dict.fromkeys(quotes)),
    )  # fmt: skip


def _unnamed(name: str, kind: str, reading: Reading) -> CheckResult:
    return CheckResult(
        check=name, kind=kind, outcome="not_evaluated", quotes=reading.quotes(1),
        reason="we could not tell what the contract calls our side and the other",
    )  # fmt: skip


def _silent(check: MustMention, unmet: list[str]) -> str:
    together = " in one sentence" if check.within == "sentence" and len(check.groups) > 1 else ""
    if len(unmet) == len(check.groups) > 1 and together:
        return f"it does not say {' and '.join(unmet)}{together}"
    return "it says nothing of " + ", nor of ".join(unmet) + together


def _best_sentence(
    check: MustMention, reading: Reading
) -> tuple[tuple[int, int] | None, list[FoundPhrase | None]]:
    """The first sentence that meets the most groups, and what meets each of them there."""
    best: tuple[int, int] | None = None
    found: list[FoundPhrase | None] = [None] * len(check.groups)
    for region in reading.regions:
        for span in sentences(reading.source.text, region.start, end=region.end):
            if not counts(reading, span, owed_by=check.owed_by):
                continue
            here = [_mention_in(reading, region, group, span) for group in check.groups]
            if _met(here) > _met(found):
                best, found = span, here
    return best, found


def _met(found: list[FoundPhrase | None]) -> int:
    return sum(each is not None for each in found)


def _mention_in(
    reading: Reading, region: Region, group: tuple[str, ...], span: tuple[int, int]
) -> FoundPhrase | None:
    start, end = span
    return next(
        (
            each
            for each in find_phrases(reading.source, group, within=(start, end))
            if not _is_denied(reading, region, each) and not is_unticked(reading.source.text, each.start)
        ),
        None,
    )


def _pointed_to(reading: Reading, group: tuple[str, ...]) -> FoundPhrase | None:
    """The reference in the places that leads to a clause whose heading, or whose parent's, says a phrase."""
    document = reading.source
    if not isinstance(document, Document):
        return None
    clauses = {clause.id: clause for clause in document.clauses}
    for reference in document.references:
        held = any(r.start <= reference.start and reference.end <= r.end for r in reading.regions)
        clause = clauses.get(reference.clause_id or "") if held else None
        while clause is not None:
            heading = PlainText(text=clause.heading)
            if clause.heading and says(heading, group, within=(0, len(clause.heading))):
                return FoundPhrase(phrase=clause.heading, start=reference.start, end=reference.end)
            clause = clauses.get(clause.parent or "")
    return None


def check_must_not_mention(check: MustNotMention, reading: Reading) -> CheckResult:
    """Whether the places say none of the phrases, outside sentences that say one of `unless`."""
    name = f"does not say {check.says or like(check.phrases)}"
    faults = find_faults(check, reading)
    if (not faults and is_open(check.phrases)) or (faults and check.owed_by != "any" and not reading.ours):
        # Whose fault it would be cannot be told either where our side has no name.
        return _unnamed(name, "must_not_mention", reading)
    if not faults:
        return CheckResult(
            check=name, kind="must_not_mention", outcome="passed",
            reason="it says none of the unwanted words", quotes=reading.quotes(1),
        )  # fmt: skip
    words = [cite(reading.source, (each.start, each.end)) for each in faults[:3]]
    around = cite(reading.source, _sentence(reading, faults[0]))
    said = listed(list(dict.fromkeys(quote.text for quote in words)), "and")
    meant = f", which is {check.says}" if check.says else ""
    return CheckResult(
        check=name, kind="must_not_mention", outcome="failed", reason=f"it says {said}{meant}",
        quotes=tuple(dict.fromkeys((words[0], around, *words[1:]))),
    )  # fmt: skip


def find_faults(check: MustNotMention, reading: Reading) -> list[FoundPhrase]:
    """The unwanted phrases in the places, each once, in the order of the places."""
    faults: list[FoundPhrase] = []
    for region in reading.regions:
        for found in find_phrases(reading.source, check.phrases, within=(region.start, region.end)):
            low, high = sentence_around(reading.source.text, region, place=(found.start, found.end))
            excused = bool(check.unless) and says(reading.source, check.unless, within=(low, high))
            excused = excused or not counts(reading, (low, high), owed_by=check.owed_by)
            if is_unticked(reading.source.text, found.start):
                continue
            if not excused and not any(found.start < each.end and each.start < found.end for each in faults):
                faults.append(found)
    return faults


def find_mention(reading: Reading, group: tuple[str, ...], *, owed_by: OwedBy = "any") -> FoundPhrase | None:
    """The group's first words in the text of the places, failing that in their headings. Words that are
    denied ("it may do so without notice") are no mention, nor is what the other side alone owes."""
    for region in reading.regions:
        found = [
            each
            for each in find_phrases(reading.source, group, within=(region.start, region.end))
            if not _is_denied(reading, region, each)
            and not is_unticked(reading.source.text, each.start)
            and _is_owed(reading, region, each, owed_by)
        ]
        below = [each for each in found if each.start >= region.focus_start]
        if found:
            return (below or found)[0]
    return None


def _is_owed(reading: Reading, region: Region, found: FoundPhrase, owed_by: OwedBy) -> bool:
    if owed_by == "any":
        return True
    around = sentence_around(reading.source.text, region, place=(found.start, found.end))
    return counts(reading, around, owed_by=owed_by)


def _is_denied(reading: Reading, region: Region, found: FoundPhrase) -> bool:
    """Whether "without" stands before the words and nothing before it denies that in turn, as "may not
    assign without consent" does."""
    text = reading.source.text
    if not _DENIABLE.match(text, found.start):
        # "Without undue delay" asks for the very thing.
        return False
    denial = _WITHOUT.search(text, max(region.start, found.start - 40), found.start)
    if denial is None:
        return False
    start, _ = sentence_around(text, region, place=(found.start, found.end))
    return not _NEGATION.search(text, start, denial.start())


def _sentence(reading: Reading, found: FoundPhrase) -> tuple[int, int]:
    for region in reading.regions:
        if region.start <= found.start and found.end <= region.end:
            return sentence_around(reading.source.text, region, place=(found.start, found.end))
    return found.start, found.end
