"""The check that a fact is one of the values we accept, and the names of laws."""

import re

from contracts.findings import CheckResult
from contracts.spans import Quote, fold
from playbooks.checks import OneOf
from review.passages import Reading, cite
from review.phrases import find_phrases
from review.wording import like

_PREFIX = re.compile(
    r"^(?:the )?(?:laws? of )?(?:the )?(?:(?:state|commonwealth|province|republic|federal republic|kingdom"
    r"|territory) of )?(?:the )?"
)
_SUFFIX = re.compile(r"(?:,? (?:law|usa|u\.s\.a\.|united states(?: of america)?|canada|australia))+$")
_ALIKE = {
    "english": "england", "england and wales": "england", "england & wales": "england",
    "united kingdom": "england", "uk": "england", "swiss": "switzerland", "german": "germany",
    "french": "france", "irish": "ireland", "dutch": "netherlands", "ny": "new york", "ca": "california",
}  # fmt: skip


def same_law(one: str, other: str) -> bool:
    """Whether two names mean one law: "Delaware" and "the State of Delaware"."""
    return law_key(one) == law_key(other)


def law_key(name: str) -> str:
    """A name of a law, without "the State of" and the like, lower case."""
    plain = _PREFIX.sub("", fold(name)[0].strip(" .,"))
    plain = _SUFFIX.sub("", plain)
    return _ALIKE.get(plain, plain)


def check_one_of(check: OneOf, reading: Reading) -> CheckResult:
    """Whether the governing law, or the kind of contract, is one of the values."""
    what = "governing law" if check.field == "governing_law" else "kind of contract"
    name = f"{what} is {like(check.values)}"
    value = reading.law if check.field == "governing_law" else reading.contract_type
    if not value and check.field == "governing_law":
        return _by_words(check, reading, name)
    if not value:
        return CheckResult(
            check=name, kind="one_of", outcome="not_evaluated", reason=f"the {what} could not be read",
            quotes=reading.quotes(1),
        )  # fmt: skip
    allowed = any(same_law(value, each) for each in check.values)
    reason = f"the {what} is {value}" + ("" if allowed else f"; wanted: {like(check.values)}")
    return CheckResult(
        check=name, kind="one_of", outcome="passed" if allowed else "failed", reason=reason,
        quotes=_with_sentence(reading) or reading.quotes(1),
    )  # fmt: skip


def _with_sentence(reading: Reading) -> tuple[Quote, ...]:
    """The words that name the law, and the sentence around the first of them."""
    if not reading.law_quotes:
        return ()
    first = reading.law_quotes[0].span
    around = [each for each in reading.sentences() if each[0] <= first.start and first.end <= each[1]]
    return (
        reading.law_quotes[0],
        *(cite(reading.source, each) for each in around[:1]),
        *reading.law_quotes[1:],
    )


def _by_words(check: OneOf, reading: Reading, name: str) -> CheckResult:
    """Without a value of the metadata: an accepted name after "law" decides, nothing else does."""
    for region in reading.regions:
        for found in find_phrases(reading.source, check.values, within=(region.start, region.end)):
            before = reading.source.text[max(region.start, found.start - 80) : found.start].lower()
            if re.search(r"\blaws?\b", before):
                quote = cite(reading.source, (found.start, found.end))
                return CheckResult(
                    check=name, kind="one_of", outcome="passed", reason=f"it names the law of {quote.text}",
                    quotes=(quote,),
                )  # fmt: skip
    return CheckResult(
        check=name, kind="one_of", outcome="not_evaluated",
        reason="which law governs could not be read", quotes=reading.quotes(1),
    )  # fmt: skip
