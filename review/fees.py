"""The check on a liability cap that is stated as the fees of a period."""

import re
from decimal import Decimal

from contracts.findings import CheckResult
from contracts.metadata import Duration
from contracts.value import Value
from extraction.metadata.durations import find_durations
from extraction.metadata.money import find_money
from extraction.metadata.shares import find_multiples, find_percentages
from playbooks.checks import FeesPeriod
from review.measures import days_of
from review.passages import Reading, is_blank, is_unticked
from review.quantities import nothing_found, quoted, within
from review.wording import in_words, wanted

_FEES = re.compile(
    r"\b(?:fees?|charges|subscription price|purchase price|consideration|amounts?\s+(?:actually\s+)?"
    r"(?:paid|payable|due|received|invoiced|billed)|sums?\s+(?:paid|payable)|paid (?:or|and) payable|prices?"
    r"|purchases|what\b[^.;]{0,40}\bpaid)\b",
    re.IGNORECASE,
)
_CAP = re.compile(
    r"\b(?:(?:not|nor|never|event)\b[^.;]{0,80}\bexceed|(?:cannot|not|no) (?:be )?more than|liab\w+|aggregate"
    r"|(?:most|what)\b[^.;]{0,80}\b(?:pay|owes?)|limited to|greater of|lesser of"
    r"|maximum|cap)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\bcredits?\b", re.IGNORECASE)
_LIABILITY = re.compile(r"\bliab\w+|\bdamages\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:annual|yearly|per annum|(?:in|for|of) (?:that|each|any|a|the same) (?:contract )?year"
    r"|a year['’]s)\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(r"\bmonthly\b", re.IGNORECASE)
_GREATER = re.compile(r"\b(?:greater|higher|larger)\s+of\b", re.IGNORECASE)
_LESSER = re.compile(r"\b(?:lesser|lower|smaller|less)\s+of\b", re.IGNORECASE)
_MONTH_DAYS = Decimal("30.44")


class Cap(Value):
    """A cap in months of fees; `[start, end)` are the words that carry the length, code points."""

    start: int
    end: int
    months: Decimal
    alternative: str = ""


def check_fees_period(check: FeesPeriod, reading: Reading) -> CheckResult:
    """Whether the fees that cap liability are those of a period within [min, max]."""
    asked = wanted(in_words(check.min) if check.min else "", in_words(check.max) if check.max else "")
    name = f"cap of {asked} of fees"
    cap = find_cap(reading)
    if cap is None:
        return nothing_found(
            name, "fees_period", if_none=check.if_none, sought=_instead(reading), reading=reading
        )
    side = within(cap.months, low=_months(check.min), high=_months(check.max))
    shown = f"the cap is {_plain(cap.months)} fees"
    quotes = quoted(reading, (cap.start, cap.end))
    if cap.alternative and side == 0:
        reason = f"{shown}, or {cap.alternative} if that is less; compare the two by hand"
        return CheckResult(
            check=name, kind="fees_period", outcome="not_evaluated", reason=reason, quotes=quotes
        )
    reason = shown if side == 0 else f"{shown}; {asked} wanted"
    outcome = "passed" if side == 0 else "failed"
    return CheckResult(check=name, kind="fees_period", outcome=outcome, reason=reason, quotes=quotes)


def find_cap(reading: Reading) -> Cap | None:
    """The first sentence that caps liability by the fees of a period; the general cap stands first."""
    for start, end in reading.sentences():
        words = reading.source.text[start:end]
        ticked = not is_unticked(reading.source.text, start)
        if ticked and _FEES.search(words) and _CAP.search(words) and not _only_credits(words):
            if is_blank(reading.source.text, (start, end)):
                # "{n}x the fees paid in the twelve months before" is no cap of twelve months.
                return None
            found = _cap_of(words)
            if found:
                moved = {"start": found.start + start, "end": found.end + start}
                return found.model_copy(update=moved)
    return None


def _only_credits(words: str) -> bool:
    """Whether the sentence limits service credits, by a maximum of their own, and no liability."""
    return bool(_CREDIT.search(words)) and not _LIABILITY.search(words)


def _cap_of(words: str) -> Cap | None:
    lengths = [
        each for each in find_durations(words) if each.value.unit in ("months", "years", "days", "weeks")
    ]
    factor = _factor(words)
    if lengths and _GREATER.search(words) and len(lengths) > 1:
        chosen = max(lengths, key=lambda each: days_of(each.value))
    elif lengths:
        # "brought within one year" is no measure of fees: the length after the word fees is.
        fees = _FEES.search(words)
        after = [each for each in lengths if fees and each.start > fees.start()]
        chosen = (after or lengths)[0]
    elif _YEARLY.search(words) or _MONTHLY.search(words):
        hit = _YEARLY.search(words) or _MONTHLY.search(words)
        months = Decimal(12) if _YEARLY.search(words) else Decimal(1)
        return hit and Cap(
            start=hit.start(), end=hit.end(), months=months * factor, alternative=_alternative(words)
        )
    else:
        return None
    months = days_of(chosen.value) / _MONTH_DAYS * factor
    return Cap(start=chosen.start, end=chosen.end, months=months, alternative=_alternative(words))


def _factor(words: str) -> Decimal:
    """ "two times the fees", "50% of the fees": what the period's fees are multiplied by."""
    multiples = find_multiples(words)
    if multiples:
        return multiples[0].value
    percentages = find_percentages(words)
    return percentages[0].value / 100 if percentages else Decimal(1)


def _alternative(words: str) -> str:
    """What else may be the cap, where the lesser of two counts."""
    if not _LESSER.search(words):
        return ""
    money = find_money(words)
    return f"{money[0].value.currency} {money[0].value.amount:,}".strip() if money else "something else"


def _instead(reading: Reading) -> str:
    for start, end in reading.sentences():
        words = reading.source.text[start:end]
        money = find_money(words)
        if money and _CAP.search(words):
            amount = f"{money[0].value.currency} {money[0].value.amount:,}".strip()
            return f"period of fees (the words give an amount instead, {amount})"
    return "cap stated as the fees of a period"


def _months(length: Duration | None) -> Decimal | None:
    return None if length is None else days_of(length) / _MONTH_DAYS


def _plain(months: Decimal) -> str:
    whole = (
        months.quantize(Decimal(1)) if abs(months - months.quantize(Decimal(1))) < Decimal("0.1") else None
    )
    count = whole if whole is not None else months.quantize(Decimal("0.1"))
    return f"{count} month's" if count == 1 else f"{count} months'"
