"""The real parts, put together once for the commands and the service alike."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from adapters.pipeline import Pipeline, RedlinedFile
from adapters.settings import Settings
from api.reading import glance, means_of_reading, read_file
from api.shelf import all_playbooks, fitting_playbook
from clause_library.library import Library, library_with, load_library
from contracts.document import Document
from contracts.errors import ModelError
from contracts.extraction import Engine, Extraction, SecondLook
from contracts.findings import Review
from extraction.engine import ENGINE as EXTRACTION_ENGINE
from extraction.engine import extract
from extraction.metadata.reading import read_metadata
from extraction.readers.limits import Limits
from extraction.structure.structure import structured
from playbooks.playbook import Playbook, Side
from review.engine import ENGINE as REVIEW_ENGINE
from review.engine import review
from review.marking import redline_review
from review.redline.redline import Author
from review.report.page import render_report

RESULT_ENGINE = Engine(
    name=f"{EXTRACTION_ENGINE.name}+{REVIEW_ENGINE.name}",
    version=f"{EXTRACTION_ENGINE.version}+{REVIEW_ENGINE.version}",
)


def real_pipeline(settings: Settings) -> Pipeline:
    """Every step of a review, as the settings ask for it."""
    return Pipeline(
        engine=RESULT_ENGINE,
        glance=lambda data, name: glance(data, name, limits=limits(settings)),
        read=lambda data, name: read_file(data, name, limits=limits(settings)),
        means=lambda: means_of_reading(limits(settings)),
        extract=lambda document: read_twice(document, settings),
        review=partial(_review, settings),
        redline=partial(_redline, settings),
        report=render_report,
        playbook_for=_choice,
    )


def limits(settings: Settings) -> Limits:
    """The bounds on one file."""
    return settings.limits


def read_twice(document: Document, settings: Settings) -> Extraction:
    """The offline engine's reading, joined by the language model's where the settings name one."""
    extraction = extract(document)
    if not settings.model:
        return extraction
    from adapters.llm.second_reader import build_second_reader
    from extraction.metadata.merging import merge_readings

    key = settings.model_api_key.get_secret_value() if settings.model_api_key else ""
    reader = build_second_reader(settings.model, settings.model_base_url, api_key=key)
    try:
        second = reader.read(extraction.document)
    except ModelError as error:
        # the offline reading stands on its own; that the model did not answer is said, not hidden
        look = SecondLook(model=settings.model, problem=str(error))
        return extraction.model_copy(update={"second_look": look})
    metadata, obligations = merge_readings(extraction.metadata, extraction.obligations, second=second)
    look = SecondLook(model=second.model or settings.model, withheld=second.withheld)
    changes = {"metadata": metadata, "obligations": obligations, "second_look": look}
    return extraction.model_copy(update=changes)


def playbook_for(document: Document, settings: Settings) -> str:
    """Id of the playbook that fits the type of contract, told from its title and opening words."""
    return _choice(document, all_playbooks(settings)).id


def review_with(
    extraction: Extraction, playbook: Playbook, *, side: Side, settings: Settings | None = None
) -> Review:
    """The review against one playbook and the library of approved clauses."""
    return review(extraction, playbook, library=approved_clauses(settings), side=side)


def approved_clauses(settings: Settings | None = None) -> Library:
    """The samples that come with the product, joined by the operator's own where the settings name them.

    Raises `InvalidClauseError` for a folder at fault. What was read is kept until a file changes.
    """
    if settings is None or settings.clauses_folder is None:
        return load_library()
    folder = settings.clauses_folder
    files = sorted(path for path in folder.glob("*.y*ml")) if folder.is_dir() else []
    stamps = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return _joined_library(folder, stamps)


@lru_cache(maxsize=2)
def _joined_library(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Library:
    return library_with(folder)


def author_named(name: str | None, settings: Settings) -> Author:
    """Who signs the tracked changes; initials are the first letters of up to three words."""
    name = name or settings.author
    return Author(name=name, initials="".join(word[0] for word in name.split()[:3]).upper())


def _choice(document: Document, playbooks: Mapping[str, Playbook]) -> Playbook:
    return fitting_playbook(read_metadata(structured(document), ()), playbooks)


def _review(settings: Settings, extraction: Extraction, playbook: Playbook, side: Side) -> Review:
    return review_with(extraction, playbook, side=side, settings=settings)


def _redline(settings: Settings, data: bytes, review: Review, date: datetime) -> RedlinedFile:
    from contracts.errors import RedlineRefusedError

    redlined = redline_review(data, review, author=author_named(None, settings), date=date)
    if redlined is None:
        raise RedlineRefusedError("There is nothing to change in this document, so no redline was written.")
    return redlined
