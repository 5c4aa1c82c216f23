"""Carrying out the checks of a playbook over the places found for a position."""

from clause_library.library import Library
from contracts.findings import CheckResult
from playbooks.checks import (
    AbsentCheck,
    AskModel,
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    Mutual,
    NumberRange,
    OneOf,
    Present,
    SimilarTo,
)  # fmt: skip
from review.fees import check_fees_period
from review.law import check_one_of
from review.mentions import check_must_mention, check_must_not_mention
from review.mutuality import check_mutual
from review.passages import Reading
from review.quantities import check_duration, check_money, check_number
from review.similarity import check_similar


def carry_out(check: Check, reading: Reading, *, library: Library) -> CheckResult:
    """What one check sees in the places of `reading`.

    A check that cannot be decided is `not_evaluated` and says why. Raises `NotFoundError` where the
    check names a clause that the library does not have.
    """
    match check:
        case Present() | AbsentCheck():
            return _presence(reading, wanted=isinstance(check, Present))
        case DurationRange() | NumberRange() | MoneyRange() | FeesPeriod():
            return _quantity(check, reading)
        case OneOf():
            return check_one_of(check, reading)
        case MustMention():
            return check_must_mention(check, reading)
        case MustNotMention():
            return check_must_not_mention(check, reading)
        case Mutual():
            return check_mutual(check, reading)
        case SimilarTo():
            return check_similar(check, reading, library=library)
        case AskModel():
            return CheckResult(
                check=check.question, kind="ask_model", outcome="not_evaluated",
                reason="this question needs a language model, and none was asked",
            )  # fmt: skip


def _quantity(check: DurationRange | NumberRange | MoneyRange | FeesPeriod, reading: Reading) -> CheckResult:
    match check:
        case DurationRange():
            return check_duration(check, reading)
        case NumberRange():
            return check_number(check, reading)
        case MoneyRange():
            return check_money(check, reading)
        case FeesPeriod():
            return check_fees_period(check, reading)


def _presence(reading: Reading, *, wanted: bool) -> CheckResult:
    found = bool(reading.regions)
    return CheckResult(
        check="a clause on this is there" if wanted else "no clause on this is there",
        kind="present" if wanted else "absent",
        outcome="passed" if found == wanted else "failed",
        reason="there is such a clause" if found else "there is no such clause",
        quotes=reading.quotes() if found else (),
    )
