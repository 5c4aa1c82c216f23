"""The clause index at a hundred thousand clauses: how fast it takes them in, finds them, and comes back.

The clauses are made from sentences of the library's own, so that no two are the same.
Each figure stands beside a floor of the same run; recall is against looking at every vector.
"""

import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

from adapters.chroma import ChromaIndex
from adapters.embeddings import built_in
from clause_library.collection import Collection, Entry, Vectors, find
from clause_library.library import load_library
from clause_library.memory import MemoryIndex
from clause_library.search import searched_text
from evals.bench_figure import Figure

CLAUSES = 100_000
SEARCH_BOUND_MS = 60.0
ADD_BOUND_MS = 2.0  # 500 clauses a second
MISSED_BOUND = 0.1
_WARM, _ASKED, _ROUNDS = 10, 60, 3
_QUESTIONS = (
    "cap on liability with carveouts for gross negligence",
    "mutual indemnification of third party claims",
    "who owns the results of the services",
    "termination for convenience with notice",
    "auto-renewal that needs notice to stop",
    "governing law of England",
    "as is warranty disclaimer",
    "data breach notification within days",
    "audit rights once a year",
    "non-solicitation of employees for a period",
)
_PLACES = ("Delaware", "Ireland", "Ontario", "Bavaria", "Texas", "Scotland", "Victoria", "Zurich")


def library_figures(clauses: int = CLAUSES) -> tuple[Figure, ...]:
    """Adding, searching, memory and starting again; a few minutes for 100,000 clauses."""
    entries = list(made_clauses(clauses))
    with tempfile.TemporaryDirectory() as folder:
        return _measured(entries, Path(folder))


def made_clauses(count: int) -> Iterator[Entry]:
    """Clauses of two to four sentences of the library's own, drawn by a fixed rule; each differs."""
    texts = [searched_text(clause) for clause in load_library().clauses]
    sentences = sorted({each for text in texts for each in re.split(r"(?<=[.;])\s+", text) if len(each) > 30})
    state = 1
    for number in range(count):
        drawn: list[str] = []
        for _ in range(2 + number % 3):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64  # Knuth's generator
            drawn.append(sentences[(state >> 33) % len(sentences)])
        yield Entry(f"c{number}", f"{' '.join(drawn)} Clause {number}, {_PLACES[number % len(_PLACES)]}.")


def _measured(entries: list[Entry], folder: Path) -> tuple[Figure, ...]:
    before = _resident_mib()
    index = ChromaIndex(folder=folder)
    vectors = Vectors(built_in(), index, "bench")
    began = time.perf_counter()
    collection = Collection(entries)
    vectors.fill(collection)
    adding = time.perf_counter() - began
    ours = _p95_of_rounds(collection, vectors)
    used = _resident_mib() - before
    exact = Vectors(built_in(), MemoryIndex(), "bench")
    exact.fill(collection)
    floors = _p95_of_rounds(collection, exact)
    missed = _missed(vectors, exact)
    index.close()
    del collection, exact
    again, embedded = _start_again(entries, folder)
    held = f"{len(entries)} clauses"
    texts = sum(len(entry.text.encode()) for entry in entries) / 2**20
    return (
        _figure(
            f"adding one clause, {held}", [1000 * adding / len(entries)], unit="ms", bound=ADD_BOUND_MS,
            floor="the bound of 500 a second", floors=[ADD_BOUND_MS],
        ),
        _figure(
            f"clause search, 95th percentile, {held}", ours, unit="ms", bound=SEARCH_BOUND_MS,
            floor="the same, looking at every vector", floors=floors,
        ),
        _figure(
            f"share of the nearest ten that the index misses, {held}", [missed], unit="of 1",
            bound=MISSED_BOUND, floor="the bound", floors=[MISSED_BOUND],
        ),
        _figure(
            f"memory of the clause index, {held}", [used], unit="MiB", floor="its texts alone", floors=[texts]
        ),
        _figure(
            f"clause index after a restart, {held}, {embedded} embedded again", [again], unit="s",
            floor="adding them", floors=[adding],
        ),
    )  # fmt: skip


def _search_times(collection: Collection, vectors: Vectors) -> list[float]:
    """Milliseconds of each search, the index warm."""
    taken: list[float] = []
    for number in range(_WARM + _ASKED):
        question = f"{_QUESTIONS[number % len(_QUESTIONS)]} {_PLACES[number % len(_PLACES)]}"
        began = time.perf_counter()
        find(question, collection, vectors=vectors)
        taken.append(1000 * (time.perf_counter() - began))
    return taken[_WARM:]


def _p95_of_rounds(collection: Collection, vectors: Vectors) -> list[float]:
    """The 95th percentile of each of some rounds."""
    return [float(np.percentile(_search_times(collection, vectors), 95)) for _ in range(_ROUNDS)]


def _missed(vectors: Vectors, exact: Vectors) -> float:
    """Of the ten nearest by exact search, how many are further by the index's own tenth, on average. Ties
    count as found: clauses that are as near are as good."""
    shares: list[float] = []
    for question in _QUESTIONS:
        vector = vectors.embedder.embed([question])[0]
        true = [cosine for _, cosine in exact.index.nearest(exact.space, vector, limit=10)]
        ours = [cosine for _, cosine in vectors.index.nearest(vectors.space, vector, limit=10)]
        shares.append(sum(cosine < true[-1] - 1e-4 for cosine in ours) / len(true))
    return sum(shares) / len(shares)


def _start_again(entries: list[Entry], folder: Path) -> tuple[float, int]:
    """Seconds until a new process could search, and how many clauses were embedded for that."""
    began = time.perf_counter()
    index = ChromaIndex(folder=folder)
    collection = Collection(entries)
    vectors = Vectors(built_in(), index, "bench")
    embedded = vectors.fill(collection)
    find(_QUESTIONS[0], collection, vectors=vectors)
    taken = time.perf_counter() - began
    index.close()
    return taken, embedded


def _figure(
    name: str, ours: list[float], *, unit: str, floor: str, floors: list[float], bound: float | None = None
) -> Figure:
    value, beside = median(ours), median(floors)
    return Figure(
        name=name, unit=unit, best=round(min(ours), 3), typical=round(value, 3), bound=bound, floor=floor,
        floor_typical=round(beside, 3), ratio=round(value / beside, 2),
    )  # fmt: skip


def _resident_mib() -> float:
    """Resident memory of this process now; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 2**20 if status.exists() else 0.0
