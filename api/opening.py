"""Open the service on one home folder, and close it again with nothing left running."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from adapters.jobs import Jobs
from adapters.ownership import HomeLock
from adapters.pipeline import Pipeline
from adapters.quiet import silence_dependencies
from adapters.settings import Settings
from adapters.steps import Steps
from api.desk import open_storage, rules_of
from api.fingerprint import fingerprint_of_engine
from api.playbook_service import PlaybookService
from api.service import Service
from api.shelf import Shelf, as_seeds, seeds_of
from contracts.extraction import Engine
from playbooks.playbook import Playbook


@contextmanager
def open_service(
    settings: Settings,
    *,
    pipeline: Pipeline | None = None,
    playbooks: Mapping[str, Playbook] | None = None,
) -> Iterator[Service]:
    """A running service, with the real pipeline and playbooks where none are given.

    One at a time per process and per home folder; raises `StorageError` when the folder is taken, or
    the records cannot be opened. Jobs that an earlier process left unfinished go on.
    """
    silence_dependencies()
    if pipeline is None:
        from api.composition import real_pipeline

        pipeline = keyed(real_pipeline(settings), settings)
    seeds = seeds_of(settings) if playbooks is None else as_seeds(playbooks)
    lock = HomeLock(settings.home)
    lock.take()
    try:
        with open_storage(settings) as storage:
            shelf = Shelf(lambda: seeds, database=storage.database, workspace=storage.workspace)
            steps = Steps(pipeline, storage, playbooks=shelf.offered)
            jobs = Jobs(steps, state_url=settings.jobs_url, workers=settings.workers)
            service = Service(
                pipeline,
                PlaybookService(shelf, storage, rules=rules_of(settings)),
                storage=storage,
                steps=steps,
                jobs=jobs,
                max_upload_bytes=settings.max_upload_bytes,
            )
            jobs.open()
            try:
                service.resume()
                yield service
            finally:
                jobs.close()
    finally:
        lock.release()


def keyed(pipeline: Pipeline, settings: Settings) -> Pipeline:
    """The pipeline, its engine named so that a change of code, weights, clauses or model is another one."""
    version = f"{pipeline.engine.version}+{fingerprint_of_engine()}"
    if settings.model:
        named = f"{settings.model}\n{settings.model_base_url}"
        version += f"+{hashlib.sha256(named.encode()).hexdigest()[:8]}"
    return replace(pipeline, engine=Engine(name=pipeline.engine.name, version=version))
