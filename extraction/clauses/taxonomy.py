"""The clause types, read from `taxonomy.yaml`."""

from functools import cache
from importlib.resources import files

import yaml

from contracts.value import Value


class ClauseType(Value):
    """A kind of clause. `headings` are usual headings, lower case; `cuad` the category it maps to in
    CUAD ("" for none). `group` puts related types side by side when a missing clause is placed."""

    id: str
    title: str
    group: str
    definition: str
    headings: tuple[str, ...] = ()
    cuad: str = ""
    ledgar: tuple[str, ...] = ()
    acord: tuple[str, ...] = ()


@cache
def clause_types() -> dict[str, ClauseType]:
    """All clause types by id, in the order of the file."""
    raw = yaml.safe_load(files("extraction.clauses").joinpath("taxonomy.yaml").read_text("utf-8"))
    return {entry["id"]: ClauseType.model_validate(entry) for entry in raw}
