"""Lists that a sentence leads into: one item says only part of what the list says."""

from contracts.document import Document
from contracts.structure import Clause

_LEADS_IN = (":", "that", "which", "is", "was", "are", "following")
_LONG_LIST_CHARS = 2500


def is_short_list(document: Document, parent: Clause) -> bool:
    """Whether `parent` is a sentence that leads into a list of items without headings ("The duty does not
    cover information that: (a) …; (b) …"), short enough to be read as one."""
    items = [each for each in document.clauses if each.parent == parent.id]
    if len(items) < 2 or parent.end - parent.start > _LONG_LIST_CHARS or any(each.heading for each in items):
        return False
    lead = document.text[parent.body_start : min(each.start for each in items)].rstrip()
    return lead.endswith(_LEADS_IN)
