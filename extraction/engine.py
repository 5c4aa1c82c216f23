"""The offline engine: a read document in, everything it says out. Pure and deterministic."""

from collections.abc import Sequence
from typing import Any, cast

from contracts.document import Coverage, Document
from contracts.extraction import Engine, Extraction, Passage, Presence
from contracts.hypotheses import HypothesisAnswer
from contracts.metadata import Fact, Metadata, facts_of
from contracts.spans import Quote
from extraction.addressed.find import find_addressed
from extraction.clauses.classify import classify
from extraction.clauses.labels import label_clauses
from extraction.clauses.nda import answer_hypotheses
from extraction.language import (
    Stretch,
    foreign_stretches,
    language_gaps,
    proves_absence,
    without,
)
from extraction.metadata.reading import read_metadata
from extraction.obligations.reading import read_obligations
from extraction.structure.structure import structured

ENGINE = Engine(name="four-corners-offline", version="0.1.0")


def extract(document: Document) -> Extraction:
    """Structure, clause types, metadata and obligations of a document as the reader left it.

    Stretches in another language than English become gaps and nothing is read from them; where they may
    say what the rest does not, or too little was read, no clause type is `absent`, only `unsure`.
    """
    stretches = foreign_stretches(document)
    shaped = structured(_with_gaps(document, stretches))
    classified = classify(without(shaped, stretches))
    labelled = label_clauses(shaped, classified.passages)
    metadata = _english_facts(read_metadata(labelled, classified.passages), stretches)
    parties = tuple(fact.value for fact in metadata.parties)
    duties = read_obligations(labelled, parties)
    return Extraction(
        document=labelled,
        passages=_in_order(classified.passages),
        presence=_proved(classified.presence, labelled, stretches),
        metadata=metadata,
        obligations=tuple(duty for duty in duties if not _lies_in(duty.quote, stretches)),
        engine=ENGINE,
        addressed=find_addressed(labelled),
        statements=_statements(labelled, metadata, stretches),
    )


def _statements(
    document: Document, metadata: Metadata, stretches: Sequence[Stretch]
) -> tuple[HypothesisAnswer, ...]:
    """What a non-disclosure agreement says to ContractNLI's statements. Nothing is answered where a part is
    in another language: "not mentioned" would rest on words that were not read."""
    kind = metadata.contract_type
    if kind is None or kind.value != "nda" or not proves_absence(document, stretches):
        return ()
    return answer_hypotheses(document)


def _in_order(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda found: (found.type, -found.score, found.start, found.end)))


def _with_gaps(document: Document, stretches: Sequence[Stretch]) -> Document:
    others = tuple(gap for gap in document.coverage.gaps if gap.kind != "language")
    gaps = (*others, *language_gaps(document, stretches))
    if gaps == document.coverage.gaps:
        return document
    coverage = Coverage(gaps=gaps, furniture=document.coverage.furniture)
    return document.model_copy(update={"coverage": coverage})


def _proved(
    presence: Sequence[Presence], document: Document, stretches: Sequence[Stretch]
) -> tuple[Presence, ...]:
    """The presence with no absence claimed that the words read cannot prove."""
    if proves_absence(document, stretches):
        return tuple(presence)
    return tuple(
        each.model_copy(update={"state": "unsure"}) if each.state == "absent" else each for each in presence
    )


def _lies_in(quote: Quote, stretches: Sequence[Stretch]) -> bool:
    return any(each.start <= quote.span.start and quote.span.end <= each.end for each in stretches)


def _english_facts(metadata: Metadata, stretches: Sequence[Stretch]) -> Metadata:
    """The facts that do not rest on words of another language alone."""
    if not stretches:
        return metadata
    kept: dict[str, Any] = {}
    for field in Metadata.model_fields:
        value: Any = getattr(metadata, field)
        if isinstance(value, tuple):
            facts = zip(cast("tuple[Any, ...]", value), facts_of(metadata, field), strict=True)
            kept[field] = tuple(each for each, fact in facts if _is_english(fact, stretches))
        elif value is not None and not _is_english(value, stretches):
            kept[field] = None
    return metadata.model_copy(update=kept)


def _is_english(fact: Fact[Any], stretches: Sequence[Stretch]) -> bool:
    return not fact.quotes or not all(_lies_in(quote, stretches) for quote in fact.quotes)
