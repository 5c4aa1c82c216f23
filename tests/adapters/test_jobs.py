"""Jobs: what they make, and their failures as sentences."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.jobs import Jobs
from adapters.records.outputs import Output
from contracts.contract import Contract
from contracts.people import DEFAULT_WORKSPACE

sys.path.insert(0, str(Path(__file__).parent))
from job_fakes import ALL_STEPS, Ends, Workplace, open_workplace, running


class Line:
    """A workplace with its jobs running, for tests that look only at their own contract."""

    def __init__(self, place: Workplace, jobs: Jobs, ends: Ends) -> None:
        self.place = place
        self._jobs = jobs
        self._ends = ends
        self._count = 0

    def run(
        self, data: bytes, *, name: str = "nda.txt", times: int = 1, playbook: str | None = "nda-mutual"
    ) -> tuple[Contract, list[str]]:
        """The contract when its job has ended, and which functions were called for it."""
        before = len(self.place.fake.calls())
        self._count += 1
        contract_id = f"c{self._count}"
        self.place.add(contract_id, data, name=name, playbook=playbook)
        for _ in range(times):
            self._jobs.submit(contract_id)
        self._ends.wait()
        return self.place.contract(contract_id), self.place.fake.calls()[before:]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    place, ends = open_workplace(tmp_path_factory.mktemp("jobs")), Ends()
    with running(place, ends) as jobs:
        yield Line(place, jobs, ends)
    place.database.close()


def outputs_of(place: Workplace, contract_id: str) -> dict[str, Output]:
    with place.database.read(DEFAULT_WORKSPACE) as records:
        return {str(kind): output for kind, output in records.outputs.of(contract_id).items()}


def test_a_job_ends_in_a_review_with_all_its_outputs(line: Line) -> None:
    contract, calls = line.run(b"words of the first")
    assert (contract.state, contract.stage, contract.route, contract.score) == (
        "reviewed", "done", "negotiate", 40,
    )  # fmt: skip
    assert calls == ALL_STEPS
    assert set(outputs_of(line.place, contract.id)) == {
        "document", "extraction", "review", "redline", "receipt", "report"
    }  # fmt: skip


def test_the_same_file_is_read_once_and_reported_under_its_own_name(line: Line) -> None:
    line.run(b"words of the second", name="first.txt")
    contract, calls = line.run(b"words of the second", name="second.txt")
    assert calls == ["redline", "report"]
    report = outputs_of(line.place, contract.id)["report"].sha256
    assert report
    assert b"second.txt" in line.place.blobs.get(report)


def test_where_the_uploader_left_it_open_the_document_chooses_playbook_and_side(line: Line) -> None:
    contract, calls = line.run(b"words that choose", playbook=None)
    assert (contract.state, contract.playbook_id, contract.side) == ("reviewed", "nda-mutual", "mutual")
    assert calls == ALL_STEPS


def test_a_file_is_read_anew_once_the_machine_can_read_more(line: Line) -> None:
    line.run(b"words of a scan")
    line.place.fake.means = "n" * 64
    contract, calls = line.run(b"words of a scan")
    # the new reading says the same, so that what was made from it stands
    assert (contract.state, calls) == ("reviewed", ["read", "redline", "report"])


def test_an_unreadable_file_fails_with_its_sentence_and_is_not_tried_again(line: Line) -> None:
    contract, calls = line.run(b"scan")
    assert (contract.state, contract.problem) == ("failed", "the file holds no text; run it through OCR")
    assert calls == ["read"]


def test_a_fault_of_ours_is_told_by_a_number_and_logged_without_the_contracts_words(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        contract, _ = line.run(b"bug")
    assert contract.state == "failed"
    incident = contract.problem.rsplit(" ", 1)[1]
    assert incident in caplog.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text + contract.problem + state_of(line.place)


def test_a_disk_or_server_that_fails_once_is_tried_again(line: Line) -> None:
    contract, calls = line.run(b"flaky")
    assert contract.state == "reviewed"
    assert calls == ["read", *ALL_STEPS]


def test_where_no_redline_can_be_written_the_review_stands_and_says_why(line: Line) -> None:
    contract, _ = line.run(b"refused")
    assert contract.state == "reviewed"
    redline = outputs_of(line.place, contract.id)["redline"]
    assert (redline.sha256, redline.problem) == (None, "a text file takes no tracked changes")


def test_the_redline_is_stamped_with_the_time_of_the_upload(line: Line) -> None:
    contract, _ = line.run(b"stamped")
    redline = outputs_of(line.place, contract.id)["redline"]
    assert redline.sha256
    assert line.place.blobs.get(redline.sha256) == f"stamped redlined {contract.created_at:%Y}".encode()


def test_submitting_twice_runs_once(line: Line) -> None:
    _, calls = line.run(b"words of the third", times=2)
    assert calls == ALL_STEPS


def test_the_state_of_the_jobs_holds_no_words_of_the_contract(line: Line) -> None:
    line.run(b"Confidential whispers of the parties")
    assert "whispers" not in state_of(line.place)


def state_of(place: Workplace) -> str:
    """Everything that the job engine keeps, as text."""
    path = Path(place.state_url.removeprefix("sqlite:///"))
    kept = (path, path.with_name(path.name + "-wal"))
    return "".join(each.read_bytes().decode("latin-1") for each in kept if each.exists())
