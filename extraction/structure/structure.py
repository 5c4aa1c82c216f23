"""From blocks to a contract: the clause tree, the defined terms and their use, the cross-references."""

from contracts.document import Document
from extraction.structure.definitions import find_definitions
from extraction.structure.references import find_references
from extraction.structure.starts import find_starts
from extraction.structure.tree import clause_tree
from extraction.structure.undefined import undefined_terms
from extraction.structure.unused import unused_definitions


def structured(document: Document) -> Document:
    """`document` with its clauses, definitions, references and the use of its terms filled in. Nothing else
    changes."""
    clauses = clause_tree(document, find_starts(document))
    definitions = find_definitions(document, clauses)
    found = {
        "clauses": clauses,
        "definitions": definitions,
        "references": find_references(document, clauses),
        "undefined_terms": undefined_terms(document, clauses, definitions=definitions),
        "unused_definitions": unused_definitions(document.text, definitions),
    }
    return document.model_copy(update=found)
