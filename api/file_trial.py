"""Contracts in files, read for trying a playbook on them or for learning from them, without any records."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from adapters.settings import Settings
from api.composition import approved_clauses, limits, read_twice
from api.proposing import MOST, Proposal, propose
from api.reading import read_file
from contracts.errors import InvalidInputError, UnreadableError
from contracts.extraction import Extraction
from playbooks.playbook import Playbook, Side
from review.dry_run import DryRun, NotTried, Subject, dry_run
from review.proposals.practice import Signed


def try_on_files(files: Iterable[Path], old: Playbook | None, *, new: Playbook, settings: Settings) -> DryRun:
    """Hold a draft against the contracts in files, each seen from the draft's side."""
    not_read: list[NotTried] = []

    def subjects() -> Iterator[Subject]:
        for path, extraction in read_contracts(files, settings=settings, not_read=not_read):
            yield Subject(key=str(path), name=path.name, side=new.side, extraction=extraction)

    run = dry_run(subjects(), old=old, new=new, library=approved_clauses(settings))
    return run.model_copy(update={"not_tried": tuple(not_read)})


def propose_from_folder(folder: Path, *, kind: str, side: Side, settings: Settings) -> Proposal:
    """The draft that the contracts in a folder, and in those below it, suggest; see `propose`."""
    files = files_in(folder, deep=True)
    if len(files) > MOST:
        raise InvalidInputError(f"{folder} holds {len(files)} files; give at most {MOST} at once")
    missed: list[NotTried] = []
    signed = [
        Signed(name=path.relative_to(folder).as_posix(), extraction=extraction)
        for path, extraction in read_contracts(files, settings=settings, not_read=missed)
    ]
    return propose(signed, missed, kind=kind, side=side, library=approved_clauses(settings))


def files_in(folder: Path, *, deep: bool = False) -> list[Path]:
    """The files of a folder, and of those in it when `deep`, by their paths; hidden ones left out."""
    if not folder.is_dir():
        raise InvalidInputError(f"there is no folder {folder}; check the path")
    found = folder.rglob("*") if deep else folder.iterdir()
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def read_contracts(
    files: Iterable[Path], *, settings: Settings, not_read: list[NotTried]
) -> Iterator[tuple[Path, Extraction]]:
    """Each file that can be read, with its reading; what cannot is put into `not_read` with the reason."""
    for path in files:
        try:
            document = read_file(path.read_bytes(), path.name, limits=limits(settings))
            yield path, read_twice(document, settings)
        except OSError as error:
            reason = f"cannot open it: {error.strerror}; check the path"
            not_read.append(NotTried(key=str(path), name=path.name, reason=reason))
        except UnreadableError as error:
            not_read.append(NotTried(key=str(path), name=path.name, reason=str(error)))
