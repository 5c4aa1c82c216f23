"""The life of one version of a playbook: who may move it where.

| move | from | to | by |
|---|---|---|---|
| begin | | draft | anybody, who becomes its author |
| edit | draft | draft | anybody, who becomes one of its authors |
| submit | draft | in review | anybody |
| send back | in review | draft | anybody, who says why |
| publish | in review | published | with four eyes: none of its authors |
| retire | published | retired | anybody, or the publication of the next version |

A published version never changes again. There is no sign-in yet: people are the names that requests bring.
"""

import unicodedata
from collections.abc import Collection
from datetime import datetime
from typing import Literal

from contracts.errors import IllegalStateError, InvalidInputError, InvalidPlaybookError
from contracts.value import Value
from playbooks.playbook import Playbook

State = Literal["draft", "in_review", "published", "retired"]
Move = Literal["edit", "delete", "submit", "send_back", "publish", "retire"]

STATE_WORDS: dict[State, str] = {
    "draft": "a draft", "in_review": "in review", "published": "published", "retired": "retired",
}  # fmt: skip
LONGEST_NAME, LONGEST_VERSION, LONGEST_NOTE = 80, 40, 2000

_FROM: dict[Move, State] = {
    "edit": "draft", "delete": "draft", "submit": "draft",
    "send_back": "in_review", "publish": "in_review", "retire": "published",
}  # fmt: skip
_REMEDY: dict[tuple[Move, State], str] = {
    ("edit", "in_review"): "send it back to its authors first",
    ("edit", "published"): "copy it into a new draft, since it never changes again",
    ("edit", "retired"): "copy it into a new draft, since it never changes again",
    ("delete", "in_review"): "send it back to its authors first",
    ("delete", "published"): "retire it, since reviews may stand on it",
    ("delete", "retired"): "leave it, since reviews may stand on it",
    ("submit", "in_review"): "publish it or send it back",
    ("submit", "published"): "copy it into a new draft",
    ("submit", "retired"): "copy it into a new draft",
    ("send_back", "draft"): "edit it, or submit it for review",
    ("send_back", "published"): "copy it into a new draft, or retire it",
    ("send_back", "retired"): "copy it into a new draft",
    ("publish", "draft"): "submit it for review first",
    ("publish", "published"): "there is nothing left to do",
    ("publish", "retired"): "copy it into a new draft",
    ("retire", "draft"): "delete it",
    ("retire", "in_review"): "send it back and delete the draft",
    ("retire", "retired"): "there is nothing left to do",
}


class PlaybookVersion(Value):
    """One version of one playbook in a workspace, with the whole text of its file.

    `sha256` is of the playbook that `text` describes, as `Playbook.sha256` is. `authors` are all who wrote
    at it, the first of them first; `approver` who published it. `note` is the last remark that came with a
    move. `replaced_by` is the version whose publication retired it. Times are UTC.
    """

    playbook_id: str
    version: str
    title: str
    state: State
    text: str
    sha256: str
    authors: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    approver: str = ""
    note: str = ""
    published_at: datetime | None = None
    retired_at: datetime | None = None
    replaced_by: str = ""

    @property
    def author(self) -> str:
        """Who began it."""
        return self.authors[0]


def begin(text: str, playbook: Playbook, *, by: str, at: datetime, note: str = "") -> PlaybookVersion:
    """A draft of `playbook`, which is what `text` describes."""
    return PlaybookVersion(
        playbook_id=_sound(playbook.id, "id", most=128),
        version=_sound(playbook.version, "version", most=LONGEST_VERSION),
        title=playbook.title,
        state="draft",
        text=text,
        sha256=playbook.sha256,
        authors=(person(by),),
        created_at=at,
        updated_at=at,
        note=_remark(note),
    )


def edit(
    version: PlaybookVersion, text: str, *, playbook: Playbook, by: str, at: datetime
) -> PlaybookVersion:
    """The draft with other words; its id stays, its version may become another."""
    require(version, "edit")
    if playbook.id != version.playbook_id:
        raise InvalidPlaybookError(
            f'the file says id "{playbook.id}", the draft is of "{version.playbook_id}"; an id never '
            "changes, so import it as a playbook of its own"
        )
    name = person(by)
    known = {_same(each) for each in version.authors}
    changes = {
        "version": _sound(playbook.version, "version", most=LONGEST_VERSION),
        "title": playbook.title, "text": text, "sha256": playbook.sha256, "updated_at": at,
        "authors": version.authors if _same(name) in known else (*version.authors, name),
    }  # fmt: skip
    return version.model_copy(update=changes)


def submit(version: PlaybookVersion, *, by: str, at: datetime, note: str = "") -> PlaybookVersion:
    """The draft, put before an approver; its words stand still from here."""
    require(version, "submit")
    person(by)
    return _moved(version, "in_review", at=at, note=note)


def send_back(version: PlaybookVersion, *, by: str, at: datetime, note: str) -> PlaybookVersion:
    """The version, a draft again; `note` says what is to be mended and is required."""
    require(version, "send_back")
    person(by)
    if not note.strip():
        raise InvalidInputError("say in the note what its authors are to mend")
    return _moved(version, "draft", at=at, note=note)


def publish(
    version: PlaybookVersion, *, by: str, at: datetime, four_eyes: bool, note: str = ""
) -> PlaybookVersion:
    """The version, in force and never to change again.

    With `four_eyes` none of its authors may publish it (`IllegalStateError`); names are compared without
    case and white space.
    """
    require(version, "publish")
    name = person(by)
    if four_eyes and _same(name) in {_same(each) for each in version.authors}:
        raise IllegalStateError(
            f"{name} wrote at version {version.version} of {version.playbook_id}; somebody else must "
            "publish it (setting FOURCORNERS_FOUR_EYES)"
        )
    moved = _moved(version, "published", at=at, note=note)
    return moved.model_copy(update={"approver": name, "published_at": at})


def retire(
    version: PlaybookVersion, *, by: str, at: datetime, note: str = "", replaced_by: str = ""
) -> PlaybookVersion:
    """The version, out of force. Reviews that stand on it stay, and it can still be shown."""
    require(version, "retire")
    person(by)
    moved = _moved(version, "retired", at=at, note=note)
    return moved.model_copy(update={"retired_at": at, "replaced_by": replaced_by})


def require(version: PlaybookVersion, move: Move) -> None:
    """Raises `IllegalStateError`, which says why and what to do instead, where the move is not open."""
    if version.state != _FROM[move]:
        where = f"version {version.version} of {version.playbook_id} is {STATE_WORDS[version.state]}"
        raise IllegalStateError(f"{where}; {_REMEDY[move, version.state]}")


def open_moves(version: PlaybookVersion) -> tuple[Move, ...]:
    """The moves that its state allows."""
    return tuple(move for move, state in _FROM.items() if state == version.state)


def next_version(taken: Collection[str]) -> str:
    """A name for the next version: one more than the greatest whole number among those taken."""
    return str(max((int(name) for name in taken if name.isascii() and name.isdigit()), default=0) + 1)


def person(name: str) -> str:
    """A name as given, without white space at its ends. `InvalidInputError` for none, or one too long."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept or len(kept) > LONGEST_NAME or any(unicodedata.category(char)[0] == "C" for char in kept):
        raise InvalidInputError(f"say who does this: a name of at most {LONGEST_NAME} characters")
    return kept


def _moved(version: PlaybookVersion, state: State, *, at: datetime, note: str) -> PlaybookVersion:
    return version.model_copy(update={"state": state, "updated_at": at, "note": _remark(note)})


def _remark(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise InvalidInputError(f"the note is too long; {LONGEST_NOTE} characters are the most")
    return note.strip()


def _same(name: str) -> str:
    return "".join(name.split()).casefold()


def _sound(word: str, field: str, *, most: int) -> str:
    """A word that can stand in an address: letters, digits, and - . _ in between."""
    plain = word.replace("-", "a").replace(".", "a").replace("_", "a")
    if not (plain.isascii() and plain.isalnum() and word[0].isalnum() and len(word) <= most):
        shown = f'"{word[:60]}"'
        raise InvalidPlaybookError(
            f"the {field} {shown} cannot stand in an address; take up to {most} letters, digits, - . _"
        )
    return word
