"""The offline engine: a read document in, everything it says out. Pure and deterministic."""

from contracts.document import Document
from contracts.extraction import Engine, Extraction, Passage
from extraction.clauses.classify import classify
from extraction.clauses.labels import label_clauses
from extraction.metadata.reading import read_metadata
from extraction.obligations.reading import read_obligations
from extraction.structure.structure import structured

ENGINE = Engine(name="four-corners-offline", version="0.1.0")


def extract(document: Document) -> Extraction:
    """Structure, clause types, metadata and obligations of a document as the reader left it."""
    shaped = structured(document)
    classified = classify(shaped)
    labelled = label_clauses(shaped, classified.passages)
    metadata = read_metadata(labelled, classified.passages)
    parties = tuple(fact.value for fact in metadata.parties)
    return Extraction(
        document=labelled,
        passages=_in_order(classified.passages),
        presence=classified.presence,
        metadata=metadata,
        obligations=read_obligations(labelled, parties),
        engine=ENGINE,
    )


def _in_order(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda found: (found.type, -found.score, found.start, found.end)))
