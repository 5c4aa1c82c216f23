"""Checks on words that must, or must not, be said."""

import re

from contracts.findings import CheckResult
from contracts.spans import Quote
from playbooks.checks import MustMention, MustNotMention
from review.passages import Reading, Region, cite, sentence_around
from review.phrases import FoundPhrase, find_phrases, says
from review.wording import like, listed

_WITHOUT = re.compile(
    r"\bwithout\s+(?:(?:any|prior|further|giving|advance|written|such|the|a|first|specific)\s+)*$",
    re.IGNORECASE,
)
_DENIABLE = re.compile(r"notice|notif|warn|consent|approv|permission|inform", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|neither|nor|no|never|none|cannot|nothing)\b", re.IGNORECASE)


def check_must_mention(check: MustMention, reading: Reading) -> CheckResult:
    """Whether the places say at least one phrase of every group."""
    name = "says " + "; and ".join(like(group) for group in check.groups)
    quotes: list[Quote] = []
    unmet: list[tuple[str, ...]] = []
    for group in check.groups:
        found = find_mention(reading, group)
        if found is None:
            unmet.append(group)
        elif (quote := cite(reading.source, (found.start, found.end))) not in quotes:
            quotes.append(quote)
    if unmet:
        reason = "it says nothing of " + ", nor of ".join(like(group) for group in unmet)
        return CheckResult(
            check=name, kind="must_mention", outcome="failed", reason=reason, quotes=reading.quotes()
        )
    said = listed([quote.text for quote in quotes[:3]], "and")
    return CheckResult(
        check=name, kind="must_mention", outcome="passed", reason=f"it says {said}", quotes=tuple(quotes)
    )


def check_must_not_mention(check: MustNotMention, reading: Reading) -> CheckResult:
    """Whether the places say none of the phrases, outside sentences that say one of `unless`."""
    name = "does not say " + like(check.phrases)
    faults = find_faults(check, reading)
    if not faults:
        return CheckResult(
            check=name, kind="must_not_mention", outcome="passed",
            reason="it says none of the unwanted words", quotes=reading.quotes(1),
        )  # fmt: skip
    quotes = tuple(cite(reading.source, (each.start, each.end)) for each in faults[:3])
    around = tuple(cite(reading.source, _sentence(reading, each)) for each in faults[:1])
    said = listed(list(dict.fromkeys(quote.text for quote in quotes)), "and")
    return CheckResult(
        check=name, kind="must_not_mention", outcome="failed", reason=f"it says {said}",
        quotes=(*quotes, *around),
    )  # fmt: skip


def find_faults(check: MustNotMention, reading: Reading) -> list[FoundPhrase]:
    """The unwanted phrases in the places, each once, in the order of the places."""
    faults: list[FoundPhrase] = []
    for region in reading.regions:
        for found in find_phrases(reading.source, check.phrases, within=(region.start, region.end)):
            low, high = sentence_around(reading.source.text, region, place=(found.start, found.end))
            excused = bool(check.unless) and says(reading.source, check.unless, within=(low, high))
            if not excused and not any(found.start < each.end and each.start < found.end for each in faults):
                faults.append(found)
    return faults


def find_mention(reading: Reading, group: tuple[str, ...]) -> FoundPhrase | None:
    """The group's first words in the text of the places, failing that in their headings. Words that are
    denied ("it may do so without notice") are no mention."""
    for region in reading.regions:
        found = [
            each
            for each in find_phrases(reading.source, group, within=(region.start, region.end))
            if not _is_denied(reading, region, each)
        ]
        below = [each for each in found if each.start >= region.focus_start]
        if found:
            return (below or found)[0]
    return None


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
