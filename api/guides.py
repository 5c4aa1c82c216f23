"""Negotiation guides in, files for people out: what the pages and the commands share."""

from pathlib import PurePath

from clause_library.library import Library
from contracts.errors import InvalidPlaybookError, UnsupportedFormatError
from playbooks.playbook import Playbook
from review.guides.draft import GuideDraft, Heading, draft_playbook
from review.guides.export import export_guide
from review.guides.offers import with_offers
from review.guides.sheet import read_sheet_guide
from review.guides.word import read_word_guide

_SHEETS = (".xlsx", ".xlsm")
_TEXTS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".md", ".html", ".htm", ".pdf", ".txt")
_MEDIA = {
    "yaml": "application/yaml",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def is_guide(name: str) -> bool:
    """Whether a file of that name is read as a negotiation guide and not as a playbook file."""
    return PurePath(name).suffix.lower() in (*_SHEETS, *_TEXTS)


def draft_of_guide(data: bytes, name: str, *, library: Library, heading: Heading | None = None) -> GuideDraft:
    """The draft that a guide gives, with clauses of `library` where some passed their trial.

    Raises `UnreadableError` for a file that cannot be read and `InvalidPlaybookError` where it holds no rule.
    """
    from extraction.readers.guard import read_guarded

    if not is_guide(name):
        raise UnsupportedFormatError(
            f"{PurePath(name).name} is no guide that can be read; send .docx or .xlsx, or a playbook as .yaml"
        )
    sheet = PurePath(name).suffix.lower() in _SHEETS
    guide = read_sheet_guide(data, name) if sheet else read_word_guide(read_guarded(data, name))
    made = draft_playbook(guide, heading=heading)
    return made.model_copy(update={"playbook": with_offers(made.playbook, library=library)})


def written(playbook: Playbook, text: str, *, ending: str) -> tuple[bytes, str]:
    """A playbook as a file, and its media type; `text` is its YAML, given as it is.

    Raises `InvalidPlaybookError` for another ending.
    """
    if ending not in _MEDIA:
        raise InvalidPlaybookError(f"a playbook is written as {', '.join(_MEDIA)}, not as “{ending[:20]}”")
    data = text.encode("utf-8") if ending == "yaml" else export_guide(playbook, ending)
    return data, _MEDIA[ending]
