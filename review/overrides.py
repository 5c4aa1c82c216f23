"""Words elsewhere in the contract that come before a clause: "Notwithstanding Section 7 …"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from clause_library.library import Library
from contracts.document import Document
from contracts.extraction import Extraction
from contracts.value import Value
from extraction.sentences import sentences
from playbooks.checks import MustMention
from playbooks.playbook import Position
from review.judge import Judgement, judge
from review.match import reading_of
from review.passages import Reading, Region
from review.phrases import says

_OVERRIDES = re.compile(
    r"\b(?:notwithstanding|despite|irrespective of|in (?:place|lieu) of|prevails? over|takes? precedence over"
    r"|overrides?)\b",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    r"\b(?:anything|any ?thing|any (?:other )?(?:provision|term|clause|section)s?|other (?:provision|term)s?|"
    r"the (?:foregoing|above))\b",
    re.IGNORECASE,
)
# What these kinds fail by stands in the words; the others fail by words that are not there.
_BY_WORDS = ("fees_period", "duration", "number", "money", "must_not_mention")
_ORDER = ("standard", "fallback", "not_evaluated", "non_standard")


class Override(Value):
    """A sentence at `[start, end)` that comes before other clauses: those of `targets` (ids of clauses), or
    before everything where it says so."""

    start: int
    end: int
    targets: frozenset[str] = frozenset()
    everything: bool = False


def find_overrides(document: Document) -> Iterator[Override]:
    """The sentences of the contract that say that they come before other clauses, in order."""
    for at, after in _hits(document.text):
        block = document.block_at(at)
        if block is None:
            continue
        for start, end in sentences(document.text, block.start, end=block.end):
            if not start <= at < end:
                continue
            targets = frozenset(
                each.clause_id
                for each in document.references
                if each.clause_id and at <= each.start and each.end <= end
            )
            everything = bool(_EVERYTHING.search(document.text, after, min(end, after + 80)))
            if targets or everything:
                yield Override(start=start, end=end, targets=targets, everything=everything)


@lru_cache(maxsize=4)  # every position of a playbook asks the same of one document
def _hits(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(hit.span() for hit in _OVERRIDES.finditer(text))


def overridden(
    position: Position, extraction: Extraction, *, reading: Reading, base: Judgement, library: Library
) -> tuple[Region, Judgement] | None:
    """The place that comes before the position's own clause, and the worse verdict that it brings; None where
    there is none.

    Judged by itself it counts where it fails by words that are there (another number, an unwanted phrase).
    Where it names the clause, speaks of most of the matter and does not meet the standard, the verdict is
    `not_evaluated`: both places have to be read together.
    """
    document = extraction.document
    for override in find_overrides(document):
        if any(each.start <= override.start < each.end for each in reading.regions):
            continue
        named = _names(document, override.targets, reading.regions)
        if not named and not override.everything:
            continue
        region = _region(override)
        alone = judge(position, reading_of(extraction, (region,), ours=reading.ours), library=library)
        failed = alone.deciding if alone.verdict in ("fallback", "non_standard") else None
        if failed and failed.kind in _BY_WORDS and failed.quotes and _says_number(failed.reason):
            if _ORDER.index(alone.verdict) >= _ORDER.index(base.verdict):
                return region, alone
        elif named and failed and _speaks_of(position, document, region):
            return region, base.model_copy(update={"verdict": "not_evaluated", "rank": None})
    return None


def _names(document: Document, targets: frozenset[str], regions: Sequence[Region]) -> bool:
    """Whether a clause pointed to holds one of the places, or lies within one."""
    aimed = [clause for clause in document.clauses if clause.id in targets]
    return any(
        clause.start < region.end and region.start < clause.end for clause in aimed for region in regions
    )


def _says_number(reason: str) -> bool:
    """Whether the check failed by what it saw, and not because there was nothing to see."""
    return not reason.startswith("no ")


def _speaks_of(position: Position, document: Document, region: Region) -> bool:
    groups = [group for check in position.checks if isinstance(check, MustMention) for group in check.groups]
    within = (region.start, region.end)
    said = sum(says(document, group, within=within) for group in groups)
    return len(groups) > 1 and said * 2 >= len(groups) and said > 1


def _region(override: Override) -> Region:
    return Region(
        start=override.start, end=override.end, focus_start=override.start, focus_end=override.end, score=1.0,
        by="words",
    )  # fmt: skip
