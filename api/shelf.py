"""Which playbooks there are: the starters, and the operator's own."""

from collections.abc import Mapping
from pathlib import Path

from adapters.settings import Settings
from contracts.errors import NotFoundError
from contracts.metadata import Metadata
from playbooks.load import load_playbook, starter_playbooks
from playbooks.playbook import Playbook

_WHERE_NONE_FITS = "saas-customer"


def all_playbooks(settings: Settings) -> dict[str, Playbook]:
    """Playbooks by id: the starters, and those in the folder that the settings name."""
    found = dict(starter_playbooks())
    if settings.playbooks_folder:
        for path in sorted(settings.playbooks_folder.glob("*.yaml")):
            book = load_playbook(path)
            found[book.id] = book
    return found


def fitting_playbook(metadata: Metadata, playbooks: Mapping[str, Playbook]) -> Playbook:
    """The playbook made for this type of contract; else one that will say that it does not fit."""
    kind = metadata.contract_type.value if metadata.contract_type else ""
    fitting = [book for _, book in sorted(playbooks.items()) if kind in book.contract_types]
    return fitting[0] if fitting else playbooks[_WHERE_NONE_FITS]


def playbook_named(name: str, settings: Settings) -> Playbook:
    """A playbook by its id, or by the path of its file."""
    if Path(name).suffix in (".yaml", ".yml"):
        return load_playbook(Path(name))
    found = all_playbooks(settings)
    if name not in found:
        raise NotFoundError(f"There is no playbook “{name}”. Choose one of: {', '.join(sorted(found))}.")
    return found[name]
