"""Durable jobs: each review is a DBOS workflow whose finished steps survive a crash.

DBOS is one per process, so only one `Jobs` may be open at a time. Its state holds ids and hashes, never
contract text. A job is found again at start by its executor id and application version; both are fixed
here, since the default version is a hash of the code and would orphan jobs after every upgrade.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID, StepOptions, error

from adapters.steps import Steps
from contracts.errors import FourCornersError, OutsideError, StorageError

_log = logging.getLogger(__name__)
_QUEUE = "reviews"
_VERSION = "reviews-1"  # raise it when the order or meaning of the steps changes
_ATTEMPTS = 3
_RECOVERIES = 5  # a file that kills the process must not do so for ever
_GAVE_UP = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_one_at_a_time = threading.Lock()  # guards DBOS's own global, not a state of ours

R = TypeVar("R")


class StepFailed(Exception):
    """A step ended with `str(self)` as the sentence for the person; kept free of contract text."""


class _Stopping(BaseException):
    """Ends a job between two steps without an outcome, so that DBOS takes it up at the next start."""


class Jobs:
    """The job engine of one process. `between_steps` is called with the name of each step after it is
    done and kept; tests hold a job there."""

    def __init__(
        self,
        steps: Steps,
        *,
        state_url: str,
        workers: int = 2,
        between_steps: Callable[[str], None] = lambda step: None,
    ) -> None:
        self._steps = steps
        self._state_url = state_url
        self._workers = workers
        self._between_steps = between_steps
        self._closing = False
        self._running = 0
        self._changed = threading.Condition()

    def open(self) -> None:
        """Start the workers; unfinished jobs of an earlier process go on by themselves. `StorageError`
        when this process has an open engine already: DBOS would give us that one, silently."""
        if not _one_at_a_time.acquire(blocking=False):
            raise StorageError("one service at a time can run in a process; close the other first")
        try:
            self._launch()
        except Exception as error:
            DBOS.destroy(destroy_registry=True)
            _one_at_a_time.release()
            raise StorageError(
                f"the job engine cannot start ({type(error).__name__}); check FOURCORNERS_JOBS_DATABASE_URL"
            ) from error

    def close(self) -> None:
        """Stop the workers, once the steps that are running have ended; their jobs go on from there at
        the next start. A step that takes longer than a minute is given up and run again."""
        with self._changed:
            self._closing = True
            self._changed.wait_for(lambda: not self._running, timeout=60)
        DBOS.destroy(destroy_registry=True)
        _one_at_a_time.release()

    def submit(self, contract_id: str) -> None:
        """Queue the review of a contract; a second time changes nothing."""
        with SetWorkflowID(contract_id):
            DBOS.enqueue_workflow(_QUEUE, self._workflow, contract_id)

    def has_given_up(self, contract_id: str) -> bool:
        """Whether the engine will not run this job any more."""
        status = DBOS.get_workflow_status(contract_id)
        return status is not None and status.status in _GAVE_UP

    def forget(self, contract_id: str) -> None:
        """Stop the job before its next step and drop its state."""
        DBOS.cancel_workflow(contract_id)
        DBOS.delete_workflow(contract_id)

    def _review(self, contract_id: str) -> None:
        try:
            document = self._step("read", self._steps.read, contract_id)
            extraction = self._step("extract", self._steps.extract, contract_id, document)
            review = self._step("review", self._steps.review, contract_id, extraction)
            self._step("redline", self._steps.redline, contract_id, review)
            self._step("finish", self._steps.finish, contract_id, review)
        except StepFailed as failure:
            self._step("fail", self._steps.fail, contract_id, str(failure))

    def _launch(self) -> None:
        config: DBOSConfig = {
            "name": "fourcorners",
            "system_database_url": self._state_url,
            "application_version": _VERSION,
            "executor_id": "local",
            "log_level": "ERROR",
            "console_log_level": "ERROR",
            "enable_otlp": False,
            "max_executor_threads": self._workers + 8,
            "scheduler_polling_interval_sec": 3600.0,  # we schedule nothing
            "notification_listener_polling_interval_sec": 0.5,  # bounds how long a stop takes
        }
        DBOS(config=config)

        # registered anew for each opening, since it is bound to this object's steps
        @DBOS.workflow(name="review_contract", max_recovery_attempts=_RECOVERIES)
        def review_contract(contract_id: str) -> None:
            with self._counted():
                self._review(contract_id)

        self._workflow = review_contract
        DBOS.launch()
        self._queue = DBOS.register_queue(
            _QUEUE, worker_concurrency=self._workers, polling_interval_sec=0.4, on_conflict="always_update"
        )

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def _step(self, name: str, run: Callable[..., R], *arguments: str) -> R:
        if self._closing:
            raise _Stopping
        # a refusal by a rule of ours will not go away by trying again; a failing disk or server may
        options = StepOptions(
            name=name,
            retries_allowed=True,
            max_attempts=_ATTEMPTS,
            interval_seconds=0.5,
            should_retry=lambda error: isinstance(error, OutsideError),
        )
        try:
            result = DBOS.run_step(options, lambda: _guarded(run, *arguments))
        except error.DBOSMaxStepRetriesExceeded as tried:
            raise StepFailed(str(tried.errors[-1])) from None
        self._between_steps(name)
        return result


def _guarded(run: Callable[..., R], *arguments: str) -> R:
    """Run a step so that whatever goes wrong leaves as a sentence fit to show and to keep."""
    try:
        return run(*arguments)
    except OutsideError:
        raise
    except FourCornersError as error:
        raise StepFailed(str(error)) from None
    except Exception as error:
        incident = secrets.token_hex(4)
        # the type and place of the error, not its message: that may hold words of the contract
        _log.error("incident %s: %s at %s", incident, type(error).__name__, _place(error))
        raise StepFailed(
            f"the review stopped on a fault of ours; tell your operator incident {incident}"
        ) from None


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join(places[-6:])
