"""Clauses → YAML, in the form that is read again: the same clauses, the same bytes."""

from collections.abc import Iterable
from typing import Any

import yaml

from clause_library.clause import ApprovedClause

NOTICE = "Counsel must approve each clause before use; it is not legal advice."
_WIDTH = 120


def written_clauses(clauses: Iterable[ApprovedClause], *, notice: str = NOTICE) -> str:
    """One YAML file of clauses, in the order given: keys in the order of `ApprovedClause`, what is as it
    would be anyway left out."""
    rows = [_row(clause) for clause in clauses]
    return yaml.dump(
        {"notice": notice, "clauses": rows},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
    )


def _row(clause: ApprovedClause) -> dict[str, Any]:
    data = clause.model_dump(mode="json", exclude_defaults=True)
    ordered = {name: data[name] for name in ApprovedClause.model_fields if name in data}
    for name in ("value_from", "value_to"):
        if name in ordered:
            ordered[name] = _Plain(ordered[name])
    if "approved_on" in ordered:
        ordered["approved_on"] = _Plain(ordered["approved_on"])
    return ordered


class _Plain(str):
    """Words that are written without quotation marks: amounts and dates, which we read exactly so."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Never writes anchors, which our files do not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(dumper: yaml.SafeDumper, words: _Plain) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(words))


_Dumper.add_representer(_Plain, _plain)
