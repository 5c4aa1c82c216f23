"""The JSON Schema of playbook files, with the clause types of this installation."""

import json

from extraction.clauses.taxonomy import clause_types
from playbooks.schema import playbook_schema


def playbook_schema_text() -> str:
    """The schema as JSON text, as `docs/playbook.schema.json` holds it."""
    schema = playbook_schema(type_ids=clause_types().keys())
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
