"""An extraction as the JSON of `fourcorners extract --json` (docs: README, "JSON")."""

from typing import Any

from pydantic import BaseModel

from contracts.document import Document
from contracts.extraction import Addressed, Extraction
from contracts.hypotheses import HypothesisAnswer
from contracts.metadata import Conflict, Fact, Metadata
from contracts.obligations import Obligation
from contracts.spans import Quote
from contracts.structure import Definition, UndefinedTerm
from extraction.language import language

Json = dict[str, Any]


def extraction_json(extraction: Extraction, *, seconds: float) -> Json:
    """The whole extraction; `seconds` is how long it took, as the caller measured it."""
    document = extraction.document
    return {
        "document": document_json(document),
        "metadata": metadata_json(extraction.metadata, document),
        "obligations": [obligation_json(found, document) for found in extraction.obligations],
        "clauses": [
            {
                "label": clause.label,
                "heading": clause.heading,
                "start": clause.start,
                "end": clause.end,
                "types": [
                    {"type": found.type, "score": round(found.score, 4), "words": list(found.words)}
                    for found in clause.types
                ],
            }
            for clause in document.clauses
        ],
        "addressed_to_machines": [_addressed_json(found, document) for found in extraction.addressed],
        "nda_statements": [_statement_json(answer, document) for answer in extraction.statements],
        "second_look": extraction.second_look.model_dump(mode="json") if extraction.second_look else None,
        "seconds": round(seconds, 3),
    }


def _addressed_json(found: Addressed, document: Document) -> Json:
    return {
        "says": found.says,
        "quote": quote_json(found.quote, document) if found.quote else None,
        "gap": found.gap.model_dump(mode="json") if found.gap else None,
    }


def _statement_json(answer: HypothesisAnswer, document: Document) -> Json:
    return {
        "id": answer.id,
        "contractnli": answer.key,
        "statement": answer.statement,
        "choice": answer.choice,
        "probabilities": {
            "entailment": answer.entailment,
            "contradiction": answer.contradiction,
            "not_mentioned": answer.not_mentioned,
        },
        "quotes": [quote_json(each.quote, document) for each in answer.evidence],
        "exceptions": [quote_json(each.quote, document) for each in answer.exceptions],
    }


def document_json(document: Document) -> Json:
    """What was read, in numbers, and what was not."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "pages": document.pages,
        "words": document.words,
        "language": language(document.text),
        "clauses": len(document.clauses),
        "definitions": len(document.definitions),
        "dangling_references": sum(
            1 for found in document.references if found.clause_id is None and found.kind != "external"
        ),
        "undefined_terms": [
            {"term": found.term, "uses": found.uses, **_place(found, document)}
            for found in document.undefined_terms
        ],
        "unused_definitions": [
            {"term": found.term, **_place(found, document)} for found in document.unused_definitions
        ],
        "revisions": len(document.revisions),
        "comments": len(document.comments),
        "coverage": {
            "complete": document.coverage.complete,
            "gaps": [gap.model_dump(mode="json") for gap in document.coverage.gaps],
            "furniture": [each.model_dump(mode="json") for each in document.coverage.furniture],
        },
    }


def _place(found: UndefinedTerm | Definition, document: Document) -> Json:
    return {"start": found.start, "end": found.end, "page": document.page_at(found.start)}


def quote_json(quote: Quote, document: Document) -> Json:
    """A quotation with its place: code points of the current view, and the page where there are pages."""
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "page": document.page_at(quote.span.start),
    }


def metadata_json(metadata: Metadata, document: Document) -> Json:
    """Every field by name: a fact, a list of facts, or null where nothing was found."""
    out: Json = {}
    for field in Metadata.model_fields:
        value = getattr(metadata, field)
        if field == "conflicts":
            out[field] = [_conflict_json(each, document) for each in metadata.conflicts]
        elif isinstance(value, tuple):
            out[field] = [_fact_json(fact, document) for fact in value]
        else:
            out[field] = None if value is None else _fact_json(value, document)
    return out


def _conflict_json(conflict: Conflict, document: Document) -> Json:
    return {
        "field": conflict.field,
        "sentence": conflict.sentence,
        "quotes": [quote_json(quote, document) for quote in conflict.quotes],
    }


def _fact_json(fact: Fact[Any], document: Document) -> Json:
    value = fact.value
    return {
        "value": value.model_dump(mode="json") if isinstance(value, BaseModel) else _plain(value),
        "quotes": [quote_json(quote, document) for quote in fact.quotes],
        "confidence": round(fact.confidence, 3),
        "source": fact.source,
        "computed": fact.computed,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) else value.isoformat()


def obligation_json(obligation: Obligation, document: Document) -> Json:
    """An obligation with its quotation and the place of it."""
    out = obligation.model_dump(mode="json", exclude={"quote"})
    out["quote"] = quote_json(obligation.quote, document)
    return out
