"""From blocks to a contract: the clause tree, the defined terms, the cross-references."""

from contracts.document import Document
from extraction.structure.definitions import find_definitions
from extraction.structure.references import find_references
from extraction.structure.starts import find_starts
from extraction.structure.tree import clause_tree


def structured(document: Document) -> Document:
    """`document` with its clauses, definitions and references filled in. Nothing else changes."""
    clauses = clause_tree(document, find_starts(document))
    found = {
        "clauses": clauses,
        "definitions": find_definitions(document, clauses),
        "references": find_references(document, clauses),
    }
    return document.model_copy(update=found)
