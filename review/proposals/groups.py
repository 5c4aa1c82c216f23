"""Texts put together by closeness: the same groups for the same texts, whatever machine counts them."""

from collections.abc import Sequence

from clause_library.embed import similarity
from contracts.value import Value

# The same subject in other words scores 0.2 to 0.5, a close variant 0.7 and more (docs/playbooks.md).
CLOSE, FAR = 0.5, 0.25
Table = list[list[float]]


class Group(Value):
    """Indexes of texts that are close to one another; `medoid` is the one most like all the others."""

    members: tuple[int, ...]
    medoid: int


def likeness(texts: Sequence[str]) -> Table:
    """How alike any two of the texts are, in [0, 1]. Quadratic in their number."""
    table = [[1.0] * len(texts) for _ in texts]
    for row, one in enumerate(texts):
        for column in range(row):
            # rounded, so that no group hangs on the last bit of a sum
            table[row][column] = table[column][row] = round(similarity(one, texts[column]), 6)
    return table


def grouped(table: Table, *, close: float = CLOSE) -> tuple[Group, ...]:
    """The texts in groups, the largest first; a text that is like no other is a group of its own.

    The text with most neighbours (as close as `close`, in [0, 1]) takes them into its group, then the next of
    those left, ties by their order.
    """
    left = list(range(len(table)))
    found: list[Group] = []
    while left:
        near = {one: [other for other in left if table[one][other] >= close or other == one] for one in left}
        centre = max(left, key=lambda one: (len(near[one]), -one))
        members = near[centre]
        found.append(Group(members=tuple(members), medoid=medoid(table, members)))
        left = [one for one in left if one not in members]
    return tuple(sorted(found, key=lambda group: (-len(group.members), group.members)))


def medoid(table: Table, members: Sequence[int]) -> int:
    """The one of the members that is most like all of them; the first of several."""
    return max(members, key=lambda one: (round(sum(table[one][other] for other in members), 6), -one))


def lonely(table: Table, *, far: float = FAR) -> tuple[int, ...]:
    """The texts that no other comes as close to as `far`."""
    return tuple(
        row
        for row, alike in enumerate(table)
        if all(score < far for column, score in enumerate(alike) if column != row)
    )
