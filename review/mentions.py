"""Checks on words that must, or must not, be said."""

from contracts.findings import CheckResult
from contracts.spans import Quote
from playbooks.checks import MustMention, MustNotMention
from review.passages import Reading, cite, sentence_around
from review.phrases import FoundPhrase, find_phrases, says
from review.wording import like, listed


def check_must_mention(check: MustMention, reading: Reading) -> CheckResult:
    """Whether the places say at least one phrase of every group."""
    name = "says " + "; and ".join(like(group) for group in check.groups)
    quotes: list[Quote] = []
    unmet: list[tuple[str, ...]] = []
    for group in check.groups:
        found = _first(reading, group)
        if found is None:
            unmet.append(group)
        elif found not in quotes:
            quotes.append(found)
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
    quotes = tuple(cite(reading.source, each.start, each.end) for each in faults[:3])
    around = tuple(cite(reading.source, *_sentence(reading, each)) for each in faults[:1])
    said = listed(list(dict.fromkeys(quote.text for quote in quotes)), "and")
    return CheckResult(
        check=name, kind="must_not_mention", outcome="failed", reason=f"it says {said}",
        quotes=(*quotes, *around),
    )  # fmt: skip


def find_faults(check: MustNotMention, reading: Reading) -> list[FoundPhrase]:
    """The unwanted phrases in the places, each once, in the order of the places."""
    faults: list[FoundPhrase] = []
    for region in reading.regions:
        for found in find_phrases(reading.source, check.phrases, region.start, region.end):
            low, high = sentence_around(reading.source.text, region, found.start, found.end)
            excused = bool(check.unless) and says(reading.source, check.unless, low, high)
            if not excused and not any(found.start < each.end and each.start < found.end for each in faults):
                faults.append(found)
    return faults


def _first(reading: Reading, group: tuple[str, ...]) -> Quote | None:
    """The group's first words in the text of the places, failing that in their headings."""
    for region in reading.regions:
        found = find_phrases(reading.source, group, region.start, region.end)
        below = [each for each in found if each.start >= region.focus_start]
        if found:
            first = (below or found)[0]
            return cite(reading.source, first.start, first.end)
    return None


def _sentence(reading: Reading, found: FoundPhrase) -> tuple[int, int]:
    for region in reading.regions:
        if region.start <= found.start and found.end <= region.end:
            return sentence_around(reading.source.text, region, found.start, found.end)
    return found.start, found.end
