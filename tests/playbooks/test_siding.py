"""The playbooks on offer to one side."""

from playbooks.load import starter_playbooks
from playbooks.siding import for_side

STARTERS = starter_playbooks()


def test_a_vendor_is_offered_the_playbooks_of_a_vendor() -> None:
    offered = for_side(STARTERS, "vendor")
    assert {"saas-vendor", "msa-vendor"} <= set(offered)
    assert not {"saas-customer", "msa-customer"} & set(offered)


def test_types_that_the_side_has_no_playbook_for_keep_theirs() -> None:
    assert "nda-mutual" in for_side(STARTERS, "vendor")
    assert "nda-mutual" in for_side(STARTERS, "customer")


def test_whoever_says_no_side_is_offered_all() -> None:
    assert for_side(STARTERS, None) == dict(STARTERS)


def test_every_type_of_contract_stays_covered_for_every_side() -> None:
    types = {kind for book in STARTERS.values() for kind in book.contract_types}
    for side in ("customer", "vendor", "mutual"):
        offered = for_side(STARTERS, side)
        assert {kind for book in offered.values() for kind in book.contract_types} == types
