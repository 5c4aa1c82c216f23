"""The least intrusive change: another number, another name, an unwanted phrase struck, a sentence added."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from clause_library.embed import similarity
from contracts.document import Document
from contracts.edits import ReplaceText
from contracts.metadata import Duration
from contracts.spans import PlainText
from extraction.sentences import sentences
from playbooks.checks import (
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    NumberRange,
    OneOf,
)
from review.fees import find_cap
from review.law import check_one_of, law_key
from review.measures import days_of
from review.mentions import find_faults, find_mention
from review.numerals import rewrite_length, rewrite_money, rewrite_multiple, rewrite_percentage
from review.passages import Reading, Region, sentence_around
from review.phrases import says
from review.quantities import find_measured, within

_STATES = frozenset(
    (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia "
    "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts "
    "michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon "
    "pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming"
).split()
) | {
    "new york", "new jersey", "new mexico", "new hampshire", "north carolina", "south carolina",
    "north dakota", "south dakota", "rhode island", "west virginia",
}  # fmt: skip
_MOST_OF_CLAUSE = 0.7
_CLOSE = 0.25
_PROVISO = re.compile(r",? (?:unless|provided that|except that|but only if) [^.;]+(?=[.;])")
_COURTS = re.compile(
    r"\bcourts? (?:of|in|located in|sitting in|for) [^.;,]{1,80}|[^.;,]{1,60}\bcourts\b(?! of| in)"
)

_COURTS_OF = re.compile(
    r"\bcourts? (?:of|in|located in|sitting in|for) "
    r"(?P<place>(?:the )?(?:(?:City|State|Commonwealth|County|Province) of )?"
    r"[A-Z][\w.’'-]*(?:[ -][A-Z][\w.’'-]*)*"
    r"(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)?)(?<![.])"
)


def amend(checks: Sequence[Check], reading: Reading, *, approved: str) -> tuple[ReplaceText, ...] | None:
    """The small changes that should let failed `checks` pass, or None where one of them needs more.

    `approved` is the adapted text of the clause to take missing sentences from.
    """
    edits: list[ReplaceText] = []
    for check in checks:
        made = _amend_one(check, reading, approved)
        if made is None:
            return None
        edits.extend(edit for edit in made if edit not in edits)
    edits.sort(key=lambda edit: (edit.start, edit.end))
    apart = all(left.end <= right.start for left, right in pairwise(edits))
    return tuple(edits) if edits and apart else None


def _amend_one(check: Check, reading: Reading, approved: str) -> list[ReplaceText] | None:
    match check:
        case DurationRange() | NumberRange() | MoneyRange():
            return _number(check, reading)
        case FeesPeriod():
            return _fees(check, reading)
        case OneOf():
            return _law(check, reading, approved)
        case MustNotMention():
            return _strike(check, reading)
        case MustMention():
            return _add(check, reading, approved)
        case _:
            return None


def _number(check: DurationRange | NumberRange | MoneyRange, reading: Reading) -> list[ReplaceText] | None:
    found = find_measured(check, reading)
    if found is None:
        # Words that are added for another check may bring the number; the promise is checked anyway.
        return []
    written = reading.source.text[found.start : found.end]
    new: str | None
    if isinstance(check, DurationRange):
        low, high = (None if each is None else days_of(each) for each in (check.min, check.max))
        side = within(found.size, low=low, high=high)
        length = check.min if side < 0 else check.max
        new = rewrite_length(written, length) if side and length else written
    else:
        value = _bound(found.size, check.min, check.max)
        if value is None:
            return []
        new = _rewrite_number(check, written, value)
    return _replacement(found.start, found.end, written, new)


def _bound(size: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    if low is not None and size < low:
        return low
    return high if high is not None and size > high else None


def _rewrite_number(check: NumberRange | MoneyRange, written: str, value: Decimal) -> str | None:
    if isinstance(check, MoneyRange):
        return rewrite_money(written, value)
    if check.unit == "percent":
        return rewrite_percentage(written, value)
    return rewrite_multiple(written, value) if check.unit == "multiple" else str(value)


def _fees(check: FeesPeriod, reading: Reading) -> list[ReplaceText] | None:
    cap = find_cap(reading)
    if cap is None or cap.alternative:
        return None
    low, high = (
        None if each is None else days_of(each) / Decimal("30.44") for each in (check.min, check.max)
    )
    side = within(cap.months, low=low, high=high)
    length: Duration | None = check.min if side < 0 else check.max
    written = reading.source.text[cap.start : cap.end]
    if side == 0 or length is None:
        return []
    return _replacement(cap.start, cap.end, written, rewrite_length(written, length))


def _replacement(start: int, end: int, written: str, new: str | None) -> list[ReplaceText] | None:
    if new is None:
        return None
    return [] if new == written else [ReplaceText(start=start, end=end, text=new)]


def _law(check: OneOf, reading: Reading, approved: str) -> list[ReplaceText] | None:
    """Every mention of the law in the places becomes the law of our clause, or the first we accept."""
    if check.field != "governing_law" or not reading.law or check_one_of(check, reading).outcome != "failed":
        return None
    new = next((value for value in check.values if value in approved), check.values[0])
    ours, theirs = law_key(new) in _STATES, law_key(reading.law) in _STATES
    name = re.escape(re.sub(r"^(?:the )?(?:State|Commonwealth|Province) of ", "", reading.law))
    prefix = r"(?P<prefix>(?:the )?(?:State|Commonwealth|Province|Republic|Kingdom) of )?"
    edits: list[ReplaceText] = []
    for region in reading.regions:
        edits.extend(_courts(reading, region, new))
        for hit in re.finditer(
            rf"{prefix}(?P<the>the )?\b{name}\b", reading.source.text[region.start : region.end]
        ):
            keeps = bool(hit["prefix"]) and ours and theirs
            words = f"{hit['prefix']}{new}" if keeps else f"the State of {new}" if ours else new
            start, end = region.start + hit.start(), region.start + hit.end()
            if not any(edit.start < end and start < edit.end for edit in edits):
                edits.append(ReplaceText(start=start, end=end, text=words))
    return edits if edits and not _leaves_courts(reading, edits) else None


def _courts(reading: Reading, region: Region, new: str) -> list[ReplaceText]:
    """The places of "the courts of Kiel", which go with the law."""
    return [
        ReplaceText(start=hit.start("place"), end=hit.end("place"), text=new)
        for hit in _COURTS_OF.finditer(reading.source.text, region.start, region.end)
    ]


def _leaves_courts(reading: Reading, edits: Sequence[ReplaceText]) -> bool:
    """Whether the places name courts of somewhere else, which would stay as they are."""
    for start, end in reading.sentences():
        for hit in _COURTS.finditer(reading.source.text, start, end):
            if not any(hit.start() <= edit.start <= hit.end() for edit in edits):
                return True
    return False


# Words around an unwanted phrase that have no sense without it.
_LEAD = re.compile(r"(?:[,(]?\s*(?:in|at|by|with|for|of)\s+(?:its|their|his|the|[A-Z]\w+['’]s)\s+)$")
_ADVERBIAL = re.compile(
    r"^(?:in perpetuity|in (?:its|their) sole|at (?:its|their) sole|sole and absolute|perpetual|irrevocabl"
    r"|indefinite|sole discretion|absolute discretion)",
    re.IGNORECASE,
)


def _strike(check: MustNotMention, reading: Reading) -> list[ReplaceText] | None:
    """Strike an unwanted phrase that the sentence reads on without, else its sentence where others stay."""
    text = reading.source.text
    edits: list[ReplaceText] = []
    for fault in find_faults(check, reading):
        region = next(each for each in reading.regions if each.start <= fault.start < each.end)
        place = _phrase(text, fault.start, fault.end) or _sentence(reading, region, fault.start, fault.end)
        if place is None:
            return None
        if not any(edit.start < place[1] and place[0] < edit.end for edit in edits):
            edits.append(ReplaceText(start=place[0], end=place[1], text=""))
    return edits


def _phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The phrase with what must go with it, where it is an item of a list or an adverb between commas."""
    if not _ADVERBIAL.match(text[start:end]):
        return None
    lead = _LEAD.search(text, max(0, start - 40), start)
    if lead:
        start = lead.start() + (1 if text[lead.start()].isspace() else 0)
    before, after = text[:start].rstrip(" "), text[end:]
    if before.endswith(",") and after.startswith(","):
        return len(before) - 1, end
    if before.endswith(",") and after.startswith((".", ";")):
        return len(before) - 1, end
    if before[-1:].isalnum() and re.match(r"[.;,]| \w", after):
        return len(before), end
    if before.endswith(",") and after.startswith(" "):
        return start, end + 1
    return None


def _sentence(reading: Reading, region: Region, start: int, end: int) -> tuple[int, int] | None:
    """The sentence, where more of the place stays than goes."""
    low, high = sentence_around(reading.source.text, region, place=(start, end))
    if high - low > _MOST_OF_CLAUSE * (region.focus_end - region.focus_start) or (low, high) == (start, end):
        return None
    block = reading.source.block_at(low) if isinstance(reading.source, Document) else None
    if block and high < block.end and reading.source.text[high : high + 1] == " ":
        high += 1
    elif block and low > block.start and reading.source.text[low - 1 : low] == " ":
        low -= 1
    return low, high


def _add(check: MustMention, reading: Reading, approved: str) -> list[ReplaceText] | None:
    """Add what our clause says of the unmet groups: a proviso at the end of the sentence closest to it,
    else whole sentences after the place, unless that is most of the clause."""
    unmet = [group for group in check.groups if not _says(group, reading)]
    if not reading.regions or "\n" in approved:
        return None
    return _proviso(unmet, reading, approved) or _sentences(unmet, check, reading, approved)


def _proviso(unmet: list[tuple[str, ...]], reading: Reading, approved: str) -> list[ReplaceText] | None:
    source = PlainText(text=approved)
    for low, high in sentences(approved, 0, end=len(approved)):
        for hit in _PROVISO.finditer(approved, low, high):
            if not all(says(source, group, within=hit.span()) for group in unmet):
                continue
            home = _closest(approved[low : hit.start()], reading)
            if home is not None and reading.source.text[home[1] - 1] == ".":
                return [ReplaceText(start=home[1] - 1, end=home[1] - 1, text=hit.group())]
    return None


def _closest(words: str, reading: Reading) -> tuple[int, int] | None:
    """The sentence of the strongest place that is most like the words that the proviso belongs to."""
    region = reading.regions[0]
    scored = [
        (similarity(reading.source.text[low:high], words), low, high)
        for low, high in sentences(reading.source.text, region.focus_start, end=region.focus_end)
    ]
    best = max(scored, default=(0.0, 0, 0))
    return (best[1], best[2]) if best[0] >= _CLOSE else None


def _sentences(
    unmet: list[tuple[str, ...]], check: MustMention, reading: Reading, approved: str
) -> list[ReplaceText] | None:
    """Whole sentences of ours. Where the place says nothing of what is wanted, its words mean something
    else: a sentence beside them would contradict them, and the clause is replaced instead."""
    if len(unmet) == len(check.groups):
        return None
    source = PlainText(text=approved)
    chosen: list[tuple[int, int]] = []
    for low, high in sentences(approved, 0, end=len(approved)):
        met = [group for group in unmet if says(source, group, within=(low, high))]
        if met:
            chosen.append((low, high))
            unmet = [group for group in unmet if group not in met]
    size = sum(high - low for low, high in chosen)
    if unmet or not chosen or size > _MOST_OF_CLAUSE * len(approved):
        return None
    at = reading.regions[0].focus_end
    if reading.source.text[at - 1 : at] != ".":
        return None
    words = " ".join(approved[low:high] for low, high in chosen)
    return [ReplaceText(start=at, end=at, text=f" {words}")]


def _says(group: tuple[str, ...], reading: Reading) -> bool:
    return find_mention(reading, group) is not None
