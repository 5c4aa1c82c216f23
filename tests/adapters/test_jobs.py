"""Jobs: each step once, through crashes; failures as sentences."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.jobs import Jobs
from adapters.records.outputs import Output
from contracts.contract import Contract
from contracts.people import DEFAULT_WORKSPACE

sys.path.insert(0, str(Path(__file__).parent))
from job_fakes import Workplace, open_workplace

ROOT = Path(__file__).parents[2]
ALL_STEPS = ["read", "extract", "review", "redline", "report"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    opened = open_workplace(tmp_path)
    yield opened
    opened.database.close()


class Ends:
    """Told of each step that ended; waits for the last one of a job."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._over = threading.Semaphore(0)

    def __call__(self, step: str) -> None:
        self.steps.append(step)
        if step in ("finish", "fail"):
            self._over.release()

    def wait(self) -> None:
        assert self._over.acquire(timeout=30), f"the job did not end: {self.steps}"


@contextmanager
def running(place: Workplace, ends: Ends) -> Iterator[Jobs]:
    jobs = Jobs(place.steps, state_url=place.state_url, workers=1, between_steps=ends)
    jobs.open()
    try:
        yield jobs
    finally:
        jobs.close()


def run_one(place: Workplace, contract_id: str, data: bytes) -> Contract:
    place.add(contract_id, data)
    ends = Ends()
    with running(place, ends) as jobs:
        jobs.submit(contract_id)
        ends.wait()
    return place.contract(contract_id)


def outputs_of(place: Workplace, contract_id: str) -> dict[str, Output]:
    with place.database.read(DEFAULT_WORKSPACE) as records:
        return {str(kind): output for kind, output in records.outputs.of(contract_id).items()}


def test_a_job_ends_in_a_review_with_all_its_outputs(place: Workplace) -> None:
    contract = run_one(place, "c1", b"words")
    assert (contract.state, contract.stage, contract.route, contract.score) == (
        "reviewed", "done", "negotiate", 40,
    )  # fmt: skip
    assert place.fake.calls() == ALL_STEPS
    assert set(outputs_of(place, "c1")) == {
        "document", "extraction", "review", "redline", "receipt", "report"
    }  # fmt: skip


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


def test_the_same_file_is_read_once(place: Workplace) -> None:
    run_one(place, "c1", b"words")
    second = run_one(place, "c2", b"words")
    assert second.state == "reviewed"
    assert place.fake.calls() == [*ALL_STEPS, "redline", "report"]


def test_the_report_of_a_file_that_was_read_before_bears_its_own_name(place: Workplace) -> None:
    place.add("c1", b"words", name="first.txt")
    place.add("c2", b"words", name="second.txt")
    ends = Ends()
    with running(place, ends) as jobs:
        for contract_id in ("c1", "c2"):
            jobs.submit(contract_id)
            ends.wait()
    report = outputs_of(place, "c2")["report"].sha256
    assert report
    assert b"second.txt" in place.blobs.get(report)


def test_the_state_of_the_jobs_can_be_kept_in_postgresql(tmp_path: Path, postgres_url: str) -> None:
    place = replace(open_workplace(tmp_path), state_url=postgres_url)
    try:
        assert run_one(place, "c1", b"words").state == "reviewed"
    finally:
        place.database.close()


def test_an_unreadable_file_fails_with_its_sentence_and_is_not_tried_again(place: Workplace) -> None:
    contract = run_one(place, "c1", b"scan")
    assert (contract.state, contract.problem) == ("failed", "the file holds no text; run it through OCR")
    assert place.fake.calls() == ["read"]


def test_a_fault_of_ours_is_told_by_a_number_and_logged_without_the_contracts_words(
    place: Workplace, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.DEBUG):
        contract = run_one(place, "c1", b"bug")
    assert contract.state == "failed"
    incident = contract.problem.rsplit(" ", 1)[1]
    assert incident in caplog.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text + contract.problem
    assert b"secret" not in (tmp_path / "jobs.db").read_bytes()


def test_where_no_redline_can_be_written_the_review_stands_and_says_why(place: Workplace) -> None:
    contract = run_one(place, "c1", b"refused")
    assert contract.state == "reviewed"
    redline = outputs_of(place, "c1")["redline"]
    assert (redline.sha256, redline.problem) == (None, "a text file takes no tracked changes")


def test_the_redline_is_stamped_with_the_time_of_the_upload(place: Workplace) -> None:
    contract = run_one(place, "c1", b"words")
    redline = outputs_of(place, "c1")["redline"]
    assert redline.sha256
    assert place.blobs.get(redline.sha256) == f"words redlined {contract.created_at:%Y}".encode()


def test_submitting_twice_runs_once(place: Workplace) -> None:
    place.add("c1", b"words")
    ends = Ends()
    with running(place, ends) as jobs:
        jobs.submit("c1")
        jobs.submit("c1")
        ends.wait()
    assert place.fake.calls() == ALL_STEPS


def test_the_state_of_the_jobs_holds_no_words_of_the_contract(place: Workplace, tmp_path: Path) -> None:
    run_one(place, "c1", b"Confidential whispers of the parties")
    for name in ("jobs.db", "jobs.db-wal"):
        path = tmp_path / name
        assert not path.exists() or b"whispers" not in path.read_bytes()
