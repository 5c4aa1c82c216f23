"""Which playbooks are on offer to somebody who says which side we are on."""

from collections.abc import Mapping

from playbooks.playbook import Playbook, Side


def for_side(playbooks: Mapping[str, Playbook], side: Side | None) -> dict[str, Playbook]:
    """The playbooks of that side, and those for contract types that none of that side is made for; all of
    them where no side is said. So a vendor's subscription is held against the vendor's playbook, and an NDA
    against the mutual one, whoever we are."""
    if side is None:
        return dict(playbooks)
    ours = {id: book for id, book in playbooks.items() if book.side == side}
    covered = {kind for book in ours.values() for kind in book.contract_types}
    return {
        id: book for id, book in playbooks.items() if id in ours or not covered & set(book.contract_types)
    }
