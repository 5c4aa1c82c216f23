"""Read thousands of spoilt files and count how each ended.

    python tools/fuzz.py --count 10000 --seed 1 [--data FOLDER] [--whole] [--kind docx] [--out FOLDER]

Each file is one of `fuzz_seeds`, spoilt by `fuzz_mutations`; its number and the seed decide how, so that the
same command makes the same files. A file is read and structured (with `--whole`: reviewed and redlined) in a
worker process within bounds on memory and processor time. It must be read, or refused by a named error: a
traceback, a crash of native code, a hang, or a Document that breaks its own laws is bad. Prints a Markdown
table, writes each bad file with its traceback to `--out`, and exits 1 where there is one.
"""

import argparse
import faulthandler
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from fuzz_mutations import mutant  # noqa: E402
from fuzz_seeds import Seed, seeds  # noqa: E402

SECONDS, MEMORY_BYTES = 20, 2 * 2**30
# how often each kind is drawn; those that start LibreOffice cost a second each
SHARES = {"docx": 610, "pdf": 205, "html": 50, "eml": 40, "msg": 50, "md": 20, "text": 30, "rtf": 2, "odt": 3}
_BAD = ("traceback", "crash", "hang", "law")
Work = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """One spoilt file: its number, the kind of the sound one, its name and how it was spoilt."""

    number: int
    kind: str
    name: str
    how: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ended: "read", "refused", "memory", "traceback", "crash", "hang" or "law"; `detail` names
    the error; `seconds` are of processor time."""

    number: int
    kind: str
    outcome: str
    detail: str
    seconds: float


def case(number: int, seed: int, sound: dict[str, list[Seed]]) -> Case:
    """The file of that number; the same of the same seed and sound files."""
    rng = Random(f"{seed}/{number}")
    kinds = sorted(sound)
    kind = rng.choices(kinds, [SHARES[kind] for kind in kinds])[0]
    chosen, other = rng.choice(sound[kind]), rng.choice(sound[kind])
    data, how = mutant(chosen, other, rng)
    return Case(number, kind, chosen.name, how, data)


def read(data: bytes, name: str) -> str:
    """Read and structure a file; "" or the law that the Document breaks."""
    from contracts.document import Document
    from extraction.readers.limits import Limits
    from extraction.readers.reading import read_document
    from extraction.structure.structure import structured

    document = structured(read_document(data, name, limits=Limits(max_ocr_pages=0)))
    if document.text != "\n".join(document.text[block.start : block.end] for block in document.blocks):
        return "the text is not that of its blocks"
    if Document.model_validate_json(document.model_dump_json()) != document:
        return "the document does not come back from JSON"
    return ""


def review(data: bytes, name: str) -> str:
    """The whole path: read, extract, review, redline, report."""
    from adapters.clock import SystemClock
    from adapters.settings import load_settings
    from api import reading, reviewing
    from contracts.errors import FourCornersError, UnreadableError
    from extraction.readers.reading import read_document

    # read in this process, so that a fault shows as a traceback
    reading.read_guarded = read_document  # pyright: ignore[reportPrivateImportUsage]
    try:
        reviewing.review_file(
            data, name, request=reviewing.Request(), settings=load_settings(), clock=SystemClock()
        )
    except UnreadableError:
        raise
    except FourCornersError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def run(numbers: Iterable[int], *, make: Callable[[int], Case], work: Work, jobs: int) -> Iterator[Ending]:
    """Each case in one of `jobs` processes, which are made again when a case kills one."""
    numbers = list(numbers)
    pending = [numbers[first::jobs] for first in range(jobs)]
    workers = {start_worker(share, make, work): share for share in pending if share}
    while workers:
        ready, _, _ = select.select(list(workers), [], [])
        for worker in ready:
            line = worker.line()
            if line is None:
                left = workers.pop(worker)
                status = worker.wait()
                if worker.number is not None:
                    yield _killed(make(worker.number), status)
                    left = left[left.index(worker.number) + 1 :]
                    if left:
                        workers[start_worker(left, make, work)] = left
            elif ending := worker.took(line):
                yield ending


class Worker:
    """The parent's end of a worker process: `number` is of the case under way."""

    def __init__(self, process: int, out: int) -> None:
        self._process = process
        self._out = os.fdopen(out, "rb")
        self.number: int | None = None

    def fileno(self) -> int:
        return self._out.fileno()

    def line(self) -> bytes | None:
        line = self._out.readline()
        return line or None

    def took(self, line: bytes) -> Ending | None:
        told = json.loads(line)
        if isinstance(told, int):
            self.number = told
            return None
        self.number = None
        return Ending(*told)

    def wait(self) -> int:
        self._out.close()
        return os.waitpid(self._process, 0)[1]


def start_worker(numbers: list[int], make: Callable[[int], Case], work: Work) -> Worker:
    """A process that takes the cases in turn and writes a line before and after each."""
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return Worker(process, out)
    code = 1
    try:
        os.close(out)
        faulthandler.disable()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
        if pages:
            bound = pages * resource.getpagesize() + MEMORY_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in numbers:
            os.write(into, b"%d\n" % number)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # SIGPROF ends the process
            ending, _ = attempt(make(number), work)
            signal.setitimer(signal.ITIMER_PROF, 0)
            line = [ending.number, ending.kind, ending.outcome, ending.detail, ending.seconds]
            os.write(into, json.dumps(line).encode() + b"\n")
        code = 0
    finally:
        os._exit(code)


def attempt(one: Case, work: Work) -> tuple[Ending, str]:
    """How a case ends in this process, and the traceback if there is one."""
    from contracts.errors import UnreadableError

    begun, trace = time.process_time(), ""
    try:
        law = work(one.data, one.name)
        outcome, detail = ("law", law) if law else ("read", "")
    except UnreadableError as error:
        outcome, detail = "refused", type(error).__name__
    except MemoryError:
        outcome, detail = "memory", ""
    except Exception as error:  # what this tool looks for
        trace = traceback.format_exc()
        last = traceback.extract_tb(error.__traceback__)[-1]
        outcome, detail = "traceback", f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    return Ending(one.number, one.kind, outcome, detail, time.process_time() - begun), trace


def _killed(one: Case, status: int) -> Ending:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGPROF:
        return Ending(one.number, one.kind, "hang", f"over {SECONDS} s", float(SECONDS))
    named = signal.Signals(number).name if number else f"exit {os.waitstatus_to_exitcode(status)}"
    return Ending(one.number, one.kind, "crash", named, 0.0)


def keep(one: Case, ending: Ending, *, folder: Path, work: Work) -> None:
    """Write a bad file, and its traceback, to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    trace = attempt(one, work)[1] if ending.outcome == "traceback" else ""
    (folder / f"{one.number}-{one.name}").write_bytes(one.data)
    said = f"{one.how}\n{ending.outcome}: {ending.detail}\n{trace}"
    (folder / f"{one.number}-{one.name}.txt").write_text(said)


def table(endings: list[Ending]) -> str:
    """Counts per kind and outcome, in Markdown."""
    names = sorted({ending.detail for ending in endings if ending.outcome == "refused"})
    columns = ["read", *names, "memory", *_BAD]
    lines = [
        "| kind | files | " + " | ".join(columns) + " | seconds in all | slowest |",
        "|---|---|" + "---|" * (len(columns) + 2),
    ]
    for kind in (*[kind for kind in SHARES if any(each.kind == kind for each in endings)], "all"):
        found = [ending for ending in endings if kind in (ending.kind, "all")]
        counts = Counter(each.detail if each.outcome == "refused" else each.outcome for each in found)
        seconds = [ending.seconds for ending in found]
        cells = " | ".join(str(counts[column]) for column in columns)
        lines.append(f"| {kind} | {len(found)} | {cells} | {sum(seconds):,.0f} | {max(seconds):.1f} |")
    return "\n".join(lines)


def sound_files(data: Path | None = None, *, only: str = "") -> dict[str, list[Seed]]:
    """The seeds by kind."""
    found: dict[str, list[Seed]] = {}
    for each in seeds(data):
        if not only or each.kind == only:
            found.setdefault(each.kind, []).append(each)
    return found


def main() -> int:
    """Fuzz, print the table and the bad ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=os.environ.get("FOURCORNERS_DATA"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kind", default="", choices=("", *SHARES))
    parser.add_argument("--whole", action="store_true", help="review and redline each file too")
    parser.add_argument("--out", type=Path, default=Path("fuzz-found"))
    given = parser.parse_args()
    sound = sound_files(Path(given.data) if given.data else None, only=given.kind)
    work = review if given.whole else read
    numbers = range(given.first, given.first + given.count)

    def make(number: int) -> Case:
        return case(number, given.seed, sound)

    work(sound[min(sound)][0].data, sound[min(sound)][0].name)  # loads what every worker needs
    endings: list[Ending] = []
    for ending in run(numbers, make=make, work=work, jobs=given.jobs):
        endings.append(ending)
        if len(endings) % 500 == 0:
            sys.stderr.write(f"{len(endings)} of {given.count}\n")
        if ending.outcome in _BAD:
            sys.stdout.write(f"{ending.number} {ending.kind} {ending.outcome}: {ending.detail}\n")
            sys.stdout.flush()
            keep(make(ending.number), ending, folder=given.out, work=work)
    sys.stdout.write(f"\n{sum(map(len, sound.values()))} sound files.\n\n{table(endings)}\n")
    return 1 if any(ending.outcome in _BAD for ending in endings) else 0


if __name__ == "__main__":
    sys.exit(main())
