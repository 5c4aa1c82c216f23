"""Checks on lengths of time, numbers and amounts of money."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from contracts.findings import CheckResult, Outcome
from contracts.metadata import Duration
from contracts.spans import Quote
from extraction.metadata.durations import find_durations
from extraction.sentences import sentences
from playbooks.checks import DurationRange, IfNone, MoneyRange, NumberRange
from review.measures import (
    Measured,
    amounts,
    counts,
    days_of,
    durations,
    endless,
    multiples,
    percentages,
)
from review.passages import Reading, Region, cite, is_blank, is_unticked
from review.phrases import says
from review.wording import in_words, like, number_in_words, wanted

# "12 months" and "1 year", "60 days" and "2 months" are meant alike.
TOLERANCE = Decimal("0.02")
_LABEL_CHARS = 60
_YEAR_DAYS, _DEADLINE_DAYS = 365, 92


Finder = Callable[[str], list[Measured]]


def check_duration(check: DurationRange, reading: Reading) -> CheckResult:
    """Whether the length found lies in [min, max]."""
    name = "length of time " + _wanted_length(check.min, check.max)
    if check.subject == "term" and reading.term and reading.term_quotes:
        return _of_term(check, reading, name)
    found = find_measured(check, reading)
    if found is None and (endings := _endings(check, reading)):
        outcome: Outcome = "failed" if check.max else "passed"
        reason = f"the time has no end; {_wanted_length(check.min, check.max)} wanted"
        return _result(name, "duration", outcome, reason, reading, endings[0])
    if found is None:
        return nothing_found(
            name,
            "duration",
            if_none=check.if_none,
            sought=_sought("length of time", check.near),
            reading=reading,
        )
    low, high = (_days(each) for each in (check.min, check.max))
    return _judged(name, "duration", reading, found, (low, high))


def _of_term(check: DurationRange, reading: Reading, name: str) -> CheckResult:
    """The length of the contract, as the metadata have it."""
    length, quote = reading.term or Duration(count=0, unit="days"), reading.term_quotes[0]
    low, high = (_days(each) for each in (check.min, check.max))
    side = within(days_of(length), low=low, high=high)
    reason = f"the contract runs for {in_words(length)}"
    if side:
        reason += f"; {_wanted_length(check.min, check.max)} wanted"
    spoken = [
        cite(reading.source, (quote.span.start + each.start, quote.span.start + each.end))
        for each in find_durations(quote.text)
        if each.value == length
    ]
    return CheckResult(
        check=name, kind="duration", outcome="failed" if side else "passed", reason=reason,
        quotes=(*spoken[:1], quote),
    )  # fmt: skip


def _endings(check: DurationRange, reading: Reading) -> list[Measured]:
    """Words for a time without end, where the check looks for lengths of time."""
    strict = check.subject == "term"
    return _gathered(reading, check.near, endless, not_near=check.not_near, strict=strict)


def check_number(check: NumberRange, reading: Reading) -> CheckResult:
    """Whether the percentage, multiple or count found lies in [min, max]."""
    low = "" if check.min is None else number_in_words(check.min, check.unit)
    high = "" if check.max is None else number_in_words(check.max, check.unit)
    name = f"{'number' if check.unit == 'count' else check.unit} {wanted(low, high)}"
    found = find_measured(check, reading)
    if found is None:
        return nothing_found(
            name, "number", if_none=check.if_none, sought=_sought("number", check.near), reading=reading
        )
    return _judged(name, "number", reading, found, (check.min, check.max))


def check_money(check: MoneyRange, reading: Reading) -> CheckResult:
    """Whether the amount found, in the currency asked for, lies in [min, max]."""
    low, high = (
        "" if each is None else f"{check.currency} {each:,.2f}".removesuffix(".00")
        for each in (check.min, check.max)
    )
    name = f"amount {wanted(low, high)}"
    chosen = find_measured(check, reading)
    if chosen is None:
        return nothing_found(
            name,
            "money",
            if_none=check.if_none,
            sought=_sought("amount of money", check.near),
            reading=reading,
        )
    if chosen.currency.upper() != check.currency.upper():
        reason = f"the amount found is {chosen.shown}, which is not in {check.currency}; compare it by hand"
        return _result(name, "money", "not_evaluated", reason, reading, chosen)
    return _judged(name, "money", reading, chosen, (check.min, check.max))


def find_measured(check: DurationRange | NumberRange | MoneyRange, reading: Reading) -> Measured | None:
    """The quantity that the check is about, of those in the places."""
    finder: Finder
    match check:
        case DurationRange():
            finder = durations
        case MoneyRange():
            finder = amounts
        case NumberRange():
            finder = {"percent": percentages, "multiple": multiples, "count": counts}[check.unit]
    not_near = check.not_near if isinstance(check, DurationRange) else ()
    strict = isinstance(check, DurationRange) and check.subject == "term"
    found = _gathered(reading, check.near, finder, not_near=not_near, strict=strict)
    if isinstance(check, DurationRange) and check.min and days_of(check.min) >= _YEAR_DAYS:
        # Days are times to act in ("return it within 30 days") where years are asked for.
        found = [each for each in found if each.size > _DEADLINE_DAYS]
    if not found or check.pick == "first":
        return found[0] if found else None
    return (min if check.pick == "smallest" else max)(found, key=lambda each: each.size)


def nothing_found(name: str, kind: str, *, if_none: IfNone, sought: str, reading: Reading) -> CheckResult:
    """The result where no value of the kind was found: what the playbook says of that; not decided where
    the contract has a gap that is still to be filled in."""
    outcomes: dict[str, Outcome] = {"pass": "passed", "fail": "failed", "not_evaluated": "not_evaluated"}
    gap = next((s for s in reading.sentences(focused=True) if is_blank(reading.source.text, s)), None)
    if gap:
        return CheckResult(
            check=name, kind=kind, outcome="not_evaluated", quotes=(cite(reading.source, gap),),
            reason=f"no {sought} was found there, and the contract has a gap still to be filled in",
        )  # fmt: skip
    return CheckResult(
        check=name, kind=kind, outcome=outcomes[if_none], reason=f"no {sought} was found there",
        quotes=reading.quotes(1),
    )  # fmt: skip


def within(size: Decimal, *, low: Decimal | None, high: Decimal | None) -> Literal[-1, 0, 1]:
    """-1 below the range, 1 above it, 0 in it (bounds included, with the tolerance of lengths)."""
    if low is not None and size < low * (1 - TOLERANCE):
        return -1
    return 1 if high is not None and size > high * (1 + TOLERANCE) else 0


def _judged(
    name: str, kind: str, reading: Reading, found: Measured, bounds: tuple[Decimal | None, Decimal | None]
) -> CheckResult:
    asked = name.split(" ", 3)[-1] if kind == "duration" else name.split(" ", 1)[1]
    if found.conflict:
        reason = f"the words and the numeral differ; read as {found.shown}, check it by eye"
        return _result(name, kind, "not_evaluated", reason, reading, found)
    exact = kind != "duration"
    low, high = bounds
    if exact:
        side = (
            -1 if low is not None and found.size < low else 1 if high is not None and found.size > high else 0
        )
    else:
        side = within(found.size, low=low, high=high)
    reason = f"it says {found.shown}" + ("" if side == 0 else f"; {asked} wanted")
    return _result(name, kind, "passed" if side == 0 else "failed", reason, reading, found)


def _result(
    name: str, kind: str, outcome: Outcome, reason: str, reading: Reading, found: Measured
) -> CheckResult:
    return CheckResult(
        check=name,
        kind=kind,
        outcome=outcome,
        reason=reason,
        quotes=quoted(reading, (found.start, found.end)),
    )


def quoted(reading: Reading, span: tuple[int, int]) -> tuple[Quote, ...]:
    """The words that decide, and the sentence around them."""
    start, end = span
    words = cite(reading.source, span)
    for low, high in reading.sentences():
        if low <= start and end <= high:
            return words, cite(reading.source, (low, high))
    return (words,)


def _gathered(
    reading: Reading,
    near: Sequence[str],
    finder: Finder,
    *,
    not_near: Sequence[str] = (),
    strict: bool = False,
) -> list[Measured]:
    """Quantities in the sentences that hold a `near` word; failing those, in the sentences beside them that
    hold none of `not_near`. When `strict`, no sentence that holds one of `not_near` counts at all. Choices
    that were not ticked never count."""
    beside: list[Measured] = []
    inside: list[Measured] = []
    for region in reading.regions:
        found = _found_in(reading, region, finder)
        if not found:
            continue
        if not near:
            inside.extend(each for each in found if each not in inside)
            continue
        spans = sentences(reading.source.text, region.start, end=region.end)
        apart = [bool(not_near) and says(reading.source, not_near, within=span) for span in spans]
        head = _label_before(reading.source.text, region.start)
        marked = [
            says(reading.source, near, within=span) and not (strict and away)
            for span, away in zip(spans, apart, strict=True)
        ]
        if marked and head != region.start and says(reading.source, near, within=(head, region.start)):
            marked[0] = True
        for each in found:
            number = next((i for i, (low, high) in enumerate(spans) if low <= each.start < high), None)
            if number is None:
                continue
            if marked[number] and each not in inside:
                inside.append(each)
            elif not apart[number] and any(marked[max(0, number - 1) : number + 2]) and each not in beside:
                beside.append(each)
    return inside or beside


def _found_in(reading: Reading, region: Region, finder: Finder) -> list[Measured]:
    """What `finder` sees in a place, at offsets of the text; nothing on a line that was not ticked."""
    text, base = reading.source.text, region.start
    return [
        each.model_copy(update={"start": each.start + base, "end": each.end + base})
        for each in finder(text[base : region.end])
        if not is_unticked(text, each.start + base)
    ]


def _label_before(text: str, at: int) -> int:
    """Where the short line before `at` begins, as a form has it ("Confidentiality Period"); else `at`."""
    end = len(text[:at].rstrip())
    start = text.rfind("\n", 0, end) + 1
    return start if 0 < end - start <= _LABEL_CHARS and text[end - 1] not in ".;" else at


def _days(length: Duration | None) -> Decimal | None:
    return None if length is None else days_of(length)


def _wanted_length(low: Duration | None, high: Duration | None) -> str:
    return wanted(in_words(low) if low else "", in_words(high) if high else "")


def _sought(what: str, near: Sequence[str]) -> str:
    whole = [phrase for phrase in near if "*" not in phrase]
    return f"{what} beside {like(whole)}" if whole and len(whole) * 2 > len(near) else f"such {what}"
