"""What is doubtful in a playbook that can be read: each problem with its field, a sentence, a remedy.

Whether the clauses that it offers do what they are offered for takes the review's own reading of them:
`review.trial`.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from playbooks.applicability import doubtful_condition
from playbooks.doubts import LintProblem, error, warning
from playbooks.ladder import doubtful_ladder
from playbooks.offers import Offered, doubtful_clauses, doubtful_names
from playbooks.overlap import doubtful_pairs
from playbooks.playbook import Playbook, Position
from playbooks.readability import hard_texts
from playbooks.soundness import doubtful_checks

__all__ = ["LintProblem", "Offered", "lint_playbook"]

# the review uses such ids for findings on the document as such
_RESERVED = "document."
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def lint_playbook(
    playbook: Playbook,
    *,
    clause_ids: Collection[str],
    type_ids: Collection[str],
    clauses: Mapping[str, Offered] | None = None,
) -> tuple[LintProblem, ...]:
    """All problems, of the playbook first, then in the order of the positions.

    `clause_ids` are those of the library, `type_ids` those of the taxonomy. With `clauses`, the library's
    clauses by id, the clauses that positions offer are looked at too.
    """
    found: list[LintProblem] = list(_whole(playbook))
    pairs = tuple(doubtful_pairs(playbook))
    seen: set[str] = set()
    for position in playbook.positions:
        if position.id in seen:
            found.append(
                error(position, "id", message="another position has the same id; give it one of its own")
            )
        seen.add(position.id)
        for problems in (
            _identity(position),
            doubtful_names(position, clause_ids=clause_ids, type_ids=type_ids),
            doubtful_clauses(position, playbook, clauses=clauses or {}),
            doubtful_checks(position),
            doubtful_ladder(position),
            doubtful_condition(position, playbook),
            _texts(position),
            hard_texts(position, clauses=clauses or {}),
        ):
            found.extend(problems)
        found.extend(each for each in pairs if each.position_id == position.id and each not in found)
    return tuple(found)


def _whole(playbook: Playbook) -> Iterator[LintProblem]:
    for field in ("id", "title", "version"):
        if not str(getattr(playbook, field)).strip():
            yield error(None, field, message=f"the {field} is empty; write one")
    if not playbook.notice.strip():
        yield warning(None, "notice", message="the notice is empty; say who approved it")
    if not playbook.contract_types:
        yield warning(
            None,
            "contract_types",
            message="no contract type is named, so it is proposed for no upload; name one",
        )


def _identity(position: Position) -> Iterator[LintProblem]:
    if position.id.startswith(_RESERVED):
        yield error(position, "id", message=f'ids that begin with "{_RESERVED}" are kept; take another')
    elif not _ID.fullmatch(position.id):
        yield warning(
            position,
            "id",
            message="an id is made of small letters, digits and hyphens; write it as in cap-on-liability",
        )


def _texts(position: Position) -> Iterator[LintProblem]:
    if not position.title.strip():
        yield warning(position, "title", message="the title is empty; name the position for people")
    if not position.issue.strip():
        yield warning(position, "issue", message="the issue is empty; say in plain words what is at stake")
    if not position.counterparty_text.strip():
        yield warning(
            position,
            "counterparty_text",
            message="there is no text for the counterparty; write one or two courteous sentences",
        )
    for rank, rung in enumerate(position.fallbacks, 1):
        if not rung.title.strip():
            yield warning(
                position,
                f"fallbacks[{rank}].title",
                message=f"fallback {rank} has no title; say what it gives away",
            )
