"""Terms written with a capital that words of ours bring into a contract which does not know them."""

import re
from collections.abc import Sequence

from contracts.document import Document
from contracts.edits import Edit, InsertParagraphs, ReplaceText

_RUN = re.compile(r"\b[A-Z][a-z-]+(?: (?:(?:of|for|and|on|the) )*[A-Z][\w-]*)*")
_INSIDE = re.compile(r"[a-z,;] ")
# Words that terms are made of. A name that has any other word is somebody's own: a place, a law, a court.
_OF_TERMS = frozenset(
    "acceptance affiliate affiliates authorised authorized business charges claim claims client "
    "confidential content controller criteria customer data date deliverable deliverables disclosing "
    "documentation effective end equipment event exit fee fees form goods group hosted incident "
    "indemnified indemnifying information initial insolvency intellectual level levels licensed losses "
    "maintenance materials order parties party period permitted personal personnel plan platform process "
    "product products professional property provider purpose receiving renewal representatives rights "
    "schedule security service services site software specification specifications statement subscription "
    "support system systems term terms third user users vendor work works".split()
)
_ROLES = frozenset("client controller customer party parties provider user users vendor".split())
_LEAST_TIMES = 2


def undefined_in(text: str, document: Document) -> tuple[str, ...]:
    """The terms of `text`, each once, that it does not define itself, and that the document neither defines
    nor writes twice."""
    defined = {definition.term for definition in document.definitions}
    found: list[str] = []
    for match in _RUN.finditer(text):
        if not _INSIDE.match(text, max(0, match.start() - 2)):
            continue  # a sentence begins with a capital, and what stands in quotation marks is defined there
        term = match[0]
        words = re.findall(r"[A-Z][\w-]*", term)
        ours = all(word.lower() in _OF_TERMS for word in words) and term.lower() not in _ROLES
        if ours and not (term in defined or term.removesuffix("s") in defined or f"{term}s" in defined):
            given = re.search(rf"[“\"]{re.escape(term)}[”\"]", text)
            if not given and document.text.count(term) < _LEAST_TIMES:
                found.append(term)
    return tuple(dict.fromkeys(found))


def written(edits: Sequence[Edit]) -> str:
    """All words that the edits put in."""
    lines: list[str] = []
    for edit in edits:
        if isinstance(edit, ReplaceText):
            lines.append(edit.text)
        elif isinstance(edit, InsertParagraphs):
            lines.extend(edit.paragraphs)
    return "\n".join(lines)
