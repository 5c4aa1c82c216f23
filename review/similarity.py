"""The check that a passage is close to the approved clause."""

import re

from clause_library.embed import similarity
from clause_library.library import Library
from contracts.findings import CheckResult
from playbooks.checks import SimilarTo
from review.passages import Reading

_SLOT = re.compile(r"\{(\w+)\}")


def check_similar(check: SimilarTo, reading: Reading, *, library: Library) -> CheckResult:
    """Whether the closest place is as close to the approved clause as asked. Raises `NotFoundError`."""
    clause = library.get(check.clause)
    approved = _SLOT.sub(lambda slot: clause.slots.get(slot[1], ""), clause.text)
    name = f"close to our clause “{clause.title}”"
    best, place = 0.0, None
    for region in reading.regions:
        for start, end in {(region.start, region.end), (region.focus_start, region.focus_end)}:
            words = reading.source.text[start:end].strip()
            score = similarity(words, approved) if words else 0.0
            if score > best:
                best, place = score, region
    if place is None:
        return CheckResult(
            check=name, kind="similar", outcome="not_evaluated", reason="there are no words to compare"
        )
    reason = f"the words are {best:.0%} alike; {check.at_least:.0%} wanted"
    outcome = "passed" if best >= check.at_least else "failed"
    return CheckResult(
        check=name, kind="similar", outcome=outcome, reason=reason, quotes=(reading.quote_of(place),)
    )
