"""Jobs through crashes and stops: each finished step is run once."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.jobs import Jobs
from contracts.errors import StorageError

sys.path.insert(0, str(Path(__file__).parent))
from job_fakes import ALL_STEPS, Ends, Workplace, open_workplace, running

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    opened = open_workplace(tmp_path)
    yield opened
    opened.database.close()


def test_a_job_killed_in_the_middle_goes_on_without_running_finished_steps_again(tmp_path: Path) -> None:
    script = Path(__file__).with_name("job_fakes.py")
    killed = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    assert killed.returncode == -9
    place = open_workplace(tmp_path)
    try:
        assert place.fake.calls() == ["read", "extract"]
        assert place.contract("c1").state == "running"
        ends = Ends()
        with running(place, ends):
            ends.wait()
        assert place.fake.calls() == ALL_STEPS
        assert place.contract("c1").state == "reviewed"
    finally:
        place.database.close()


def test_a_job_interrupted_by_an_orderly_stop_goes_on_at_the_next_start(place: Workplace) -> None:
    place.add("c1", b"words")
    reached, go_on = threading.Event(), threading.Event()

    def hold(step: str) -> None:
        if step == "read":
            reached.set()
            assert go_on.wait(30)

    jobs = Jobs(place.steps, state_url=place.state_url, between_steps=hold)
    jobs.open()
    jobs.submit("c1")
    assert reached.wait(30)
    closing = threading.Thread(target=jobs.close)
    closing.start()
    while not jobs._closing:  # the stop has been asked for; only now may the job reach its next step
        threading.Event().wait(0.01)
    go_on.set()
    closing.join(30)
    assert place.contract("c1").state == "running"
    assert place.fake.calls() == ["read"]
    ends = Ends()
    with running(place, ends):
        ends.wait()
    assert place.fake.calls() == ALL_STEPS


def test_a_job_stopped_after_its_reading_keeps_the_playbook_that_the_document_chose(place: Workplace) -> None:
    place.add("c1", b"words", playbook=None)
    read = place.steps.read("c1")
    assert place.contract("c1").playbook_id == "nda-mutual"
    ends = Ends()
    with running(place, ends) as jobs:  # the step's result was lost with the process, and it runs again
        jobs.submit("c1")
        ends.wait()
    assert place.contract("c1").state == "reviewed"
    assert place.fake.calls() == ALL_STEPS
    assert place.steps._blobs.get(read)


def test_the_state_of_the_jobs_can_be_kept_in_postgresql(tmp_path: Path, postgres_url: str) -> None:
    place, ends = replace(open_workplace(tmp_path), state_url=postgres_url), Ends()
    with running(place, ends) as jobs:
        place.add("c1", b"words")
        jobs.submit("c1")
        ends.wait()
    assert (place.contract("c1").state, place.fake.calls()) == ("reviewed", ALL_STEPS)
    place.database.close()


def test_two_job_engines_in_one_process_are_refused(place: Workplace) -> None:
    second = Jobs(place.steps, state_url=place.state_url)
    with running(place, Ends()), pytest.raises(StorageError, match="one service at a time"):
        second.open()


def test_a_state_that_cannot_be_opened_names_its_setting_and_can_be_tried_again(place: Workplace) -> None:
    with pytest.raises(StorageError, match="FOURCORNERS_JOBS_DATABASE_URL"):
        Jobs(place.steps, state_url="sqlite:////nowhere/at/all/jobs.db").open()
    with running(place, Ends()):
        pass
