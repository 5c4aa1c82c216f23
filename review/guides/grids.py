"""Tables of a guide: one rule a row under a row of headers, or one rule a table of labels and words."""

from collections.abc import Sequence

from contracts.value import Value
from review.guides.guide import Rule, Told
from review.guides.roles import Role, role_of

Row = Sequence[Told]
_HEADERS_WITHIN = 6  # rows at the top that may hold a title or a note before the headers


class FromGrid(Value):
    """The rules of one table, and its words that belong to none."""

    rules: tuple[Rule, ...] = ()
    unused: tuple[Told, ...] = ()


def read_grid(rows: Sequence[Row], *, titled: Told | None = None) -> FromGrid | None:
    """The rules of a table, or None where it is no table of rules. `titled` is the heading before it,
    which names the rule of a table of labels."""
    header = _header(rows)
    if header is not None:
        return _by_columns(rows, *header)
    return _by_labels(rows, titled)


def _header(rows: Sequence[Row]) -> tuple[int, list[Role | None]] | None:
    for number, row in enumerate(rows[:_HEADERS_WITHIN]):
        roles: list[Role | None] = [role_of(cell.text) if cell.text else None for cell in row]
        known = {role for role in roles if role}
        if len(row) >= 3 and "standard" in known and len(known) >= 3:
            return number, _titled(roles)
        if len(row) >= 2 and {"standard", "title"} <= known:
            return number, _titled(roles)
    return None


def _titled(roles: list[Role | None]) -> list[Role | None]:
    """The roles with exactly one title: the first column that says so, else the first that says nothing;
    a second one ("Section") is not used."""
    if "title" not in roles:
        roles = [*roles]
        roles[roles.index(None) if None in roles else 0] = "title"
    first = roles.index("title")
    return [None if role == "title" and place != first else role for place, role in enumerate(roles)]


def _by_columns(rows: Sequence[Row], header: int, roles: list[Role | None]) -> FromGrid:
    rules: list[Rule] = []
    unused = [cell for row in rows[:header] for cell in row if cell.text]
    for row in rows[header + 1 :]:
        cells = list(zip(roles, row, strict=False))
        title = next((cell for role, cell in cells if role == "title" and cell.text), None)
        if title is None or not any(role == "standard" and cell.text for role, cell in cells):
            unused.extend(cell for _, cell in cells if cell.text)
            continue
        rules.append(make_rule(title, [(role, cell) for role, cell in cells if role and role != "title"]))
        unused.extend(cell for role, cell in cells if role is None and cell.text)
    return FromGrid(rules=tuple(rules), unused=tuple(unused))


def _by_labels(rows: Sequence[Row], titled: Told | None) -> FromGrid | None:
    labelled: list[tuple[Role | None, Row]] = [(role_of(row[0].text), row) for row in rows if len(row) >= 2]
    known = [role for role, _ in labelled if role]
    if len(known) < 2 or "standard" not in known:
        return None
    rules: list[Rule] = []
    unused: list[Told] = []
    title, parts = titled, list[tuple[Role, Told]]()
    for role, row in labelled:
        words = [cell for cell in row[1:] if cell.text]
        if role == "title" and words:
            rules.extend(_closed(title, parts, unused))
            title, parts = words[0], []
        elif role and role != "title":
            parts.extend([(role, cell) for cell in words])
        else:
            unused.extend(cell for cell in row if cell.text)
    rules.extend(_closed(title, parts, unused))
    return FromGrid(rules=tuple(rules), unused=tuple(unused))


def _closed(title: Told | None, parts: list[tuple[Role, Told]], unused: list[Told]) -> list[Rule]:
    if title is not None and any(role == "standard" for role, _ in parts):
        return [make_rule(title, parts)]
    unused.extend(told for _, told in parts)
    return []


def make_rule(title: Told, parts: Sequence[tuple[Role, Told]]) -> Rule:
    """A rule of its parts, each under its role, in the order they were told. Empty words are left out."""

    def of(role: Role) -> tuple[Told, ...]:
        return tuple(told for each, told in parts if each == role and told.text)

    return Rule(
        title=title, standard=of("standard"), fallbacks=of("fallbacks"), walk_away=of("walk_away"),
        approver=of("approver"), fallback_approver=of("fallback_approver"), guidance=of("guidance"),
        counterparty=of("counterparty"), severity=of("severity"), clause_type=of("clause_type"),
        wording=of("wording"),
    )  # fmt: skip
