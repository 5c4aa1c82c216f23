"""The clause index in a real Chroma: what it holds, whom it lets in, and that it talks to nobody."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from adapters.chroma import ChromaIndex, name_of
from clause_library.collection import key_of
from clause_library.library import Library, load_library
from clause_library.memory import MemoryIndex
from clause_library.projection import ProjectedEmbedder
from clause_library.search import search, searched_text, vectors_of
from contracts.errors import IndexUnavailableError

LIBRARY = load_library()
KEYS = [key_of(searched_text(clause)) for clause in LIBRARY.clauses]
VECTORS = vectors_of(ProjectedEmbedder(), MemoryIndex())
SPACE = VECTORS.space
OPEN_ELSEWHERE = """
import sys
from pathlib import Path
from adapters.chroma import ChromaIndex
from contracts.errors import IndexUnavailableError
try:
    ChromaIndex(folder=Path(sys.argv[1])).missing("k", ["a"])
except IndexUnavailableError as error:
    print(error)
"""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(folder=tmp_path / "index")
    yield opened
    opened.close()


def found(query: str, index: ChromaIndex | None, library: Library = LIBRARY) -> list[tuple[str, float]]:
    return [(hit.clause.id, round(hit.cosine, 4)) for hit in search(query, library, index=index)]


def test_it_finds_what_the_index_in_memory_finds(index: ChromaIndex) -> None:
    for query in ("cap on liability", "personal data", "who owns the results"):
        ours = found(query, index)
        exact = found(query, None)
        assert [id for id, _ in ours] == [id for id, _ in exact]
        assert [cosine for _, cosine in ours] == pytest.approx([cosine for _, cosine in exact], abs=2e-4)


def test_it_answers_with_every_vector_when_asked(index: ChromaIndex) -> None:
    found("liability", index)
    ids = [id for id, _ in index.nearest(SPACE, ProjectedEmbedder().embed(["liability"])[0], limit=1000)]
    assert sorted(ids) == sorted(set(KEYS))


def test_it_is_filled_once_and_kept(tmp_path: Path) -> None:
    first = ChromaIndex(folder=tmp_path)
    assert first.missing(SPACE, KEYS)
    expected = found("renewal", first)
    first.close()
    second = ChromaIndex(folder=tmp_path)
    assert second.missing(SPACE, KEYS) == ()
    assert found("renewal", second) == expected
    second.close()


def test_a_smaller_library_finds_its_own_only_and_the_rest_can_be_forgotten(index: ChromaIndex) -> None:
    found("taxes", index)
    smaller = Library([LIBRARY.get("taxes")])
    assert [id for id, _ in found("taxes", index, smaller)] == ["taxes"]
    kept = [key_of(searched_text(LIBRARY.get("taxes")))]
    assert index.keep(SPACE, kept) == len(set(KEYS)) - 1
    assert index.missing(SPACE, KEYS) == tuple(key for key in KEYS if key not in kept)
    assert index.keep(SPACE, ()) == 1
    assert index.nearest(SPACE, [1.0] * 384, limit=3) == ()


def test_batches_that_went_in_stay_when_the_next_one_fails(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.chroma._BATCH", 1)
    with pytest.raises(IndexUnavailableError):
        index.add("one", ["a", "b"], vectors=[[1.0, 0.0], [1.0]])
    assert index.missing("one", ["a", "b"]) == ("b",)


def test_more_than_one_batch_goes_in(index: ChromaIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.chroma._BATCH", 2)
    ids = ["a", "b", "c", "d", "e"]
    index.add("one", ids, vectors=[[1.0, number / 10] for number in range(5)])
    assert index.missing("one", ids) == ()
    assert [id for id, _ in index.nearest("one", [1.0, 0.0], limit=3)] == ["a", "b", "c"]


def test_a_vector_of_a_known_id_is_replaced(index: ChromaIndex) -> None:
    index.add("one", ["a", "b"], vectors=[[1.0, 0.0], [0.0, 1.0]])
    index.add("one", ["a"], vectors=[[0.0, 1.0]])
    assert [cosine for _, cosine in index.nearest("one", [0.0, 1.0], limit=2)] == [1.0, 1.0]


def test_spaces_do_not_see_each_other_and_all_can_be_cleared(index: ChromaIndex) -> None:
    index.add("contracts-w1", ["a"], vectors=[[1.0, 0.0]])
    index.add("contracts-w2", ["b"], vectors=[[1.0, 0.0]])
    assert [id for id, _ in index.nearest("contracts-w1", [1.0, 0.0], limit=9)] == ["a"]
    index.clear()
    assert index.nearest("contracts-w2", [1.0, 0.0], limit=9) == ()
    assert index.missing("contracts-w1", ["a"]) == ("a",)


def test_names_of_spaces_are_such_as_chroma_takes_and_differ() -> None:
    names = [name_of(f"contracts-{'w' * 60}{number}-Ü_x") for number in range(3)]
    assert len(set(names)) == 3
    assert all(3 <= len(name) <= 63 and name[-1].isalnum() for name in names)


def test_the_nearest_of_many_are_those_of_exact_search(index: ChromaIndex) -> None:
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(1500, 48))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    exact, ids = MemoryIndex(), [f"v{number}" for number in range(1500)]
    for each in (exact, index):
        each.add("many", ids, vectors=vectors.tolist())
    shared = [
        len(
            {id for id, _ in exact.nearest("many", one, limit=10)}
            & {id for id, _ in index.nearest("many", one, limit=10)}
        )
        for one in vectors[:40].tolist()
    ]
    assert sum(shared) >= 0.95 * 400


def test_deleting_the_folder_loses_nothing(tmp_path: Path) -> None:
    first = ChromaIndex(folder=tmp_path / "one")
    expected = found("insurance", first)
    first.close()
    second = ChromaIndex(folder=tmp_path / "two")
    assert found("insurance", second) == expected
    second.close()


def test_a_second_process_is_refused_with_the_remedy(index: ChromaIndex, tmp_path: Path) -> None:
    index.missing(SPACE, KEYS)
    done = subprocess.run(
        [sys.executable, "-c", OPEN_ELSEWHERE, str(tmp_path / "index")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "is open in another process; stop that process" in done.stdout


def test_a_closed_index_lets_the_next_one_in(tmp_path: Path) -> None:
    for _ in range(2):
        index = ChromaIndex(folder=tmp_path)
        assert index.missing("k", ["a"]) == ("a",)
        index.close()


def test_a_spoilt_folder_is_refused_with_the_remedy_and_not_kept_locked(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    for _ in range(2):
        with pytest.raises(IndexUnavailableError, match="delete the folder"):
            ChromaIndex(folder=tmp_path).missing(SPACE, KEYS)


def test_the_embedded_index_talks_to_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: called.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *place, **_: called.append(place) or [])
    index = ChromaIndex(folder=tmp_path)
    found("liability", index)
    index.close()
    assert called == []


def test_threads_share_one_index(index: ChromaIndex) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: found("liability", index), range(8)))
    assert all(answer == answers[0] for answer in answers)


def test_it_needs_a_folder_or_an_address(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not both"):
        ChromaIndex()
    with pytest.raises(ValueError, match="not both"):
        ChromaIndex(folder=tmp_path, url="http://127.0.0.1:1")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_a_wrong_address_is_named(url: str) -> None:
    with pytest.raises(IndexUnavailableError, match="no address of a Chroma server"):
        ChromaIndex(url=url).missing(SPACE, KEYS)


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(IndexUnavailableError, match="see that the server runs"):
        ChromaIndex(url=f"http://127.0.0.1:{free_port()}").missing(SPACE, KEYS)


def test_a_server_serves_two_at_once(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "chroma"
    if not program.exists():
        pytest.skip("the chroma command is not installed")
    port = free_port()
    command = [str(program), "run", "--path", str(tmp_path), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout
            for line in server.stdout:
                if "istening" in line:
                    break
            first, second = (ChromaIndex(url=f"http://127.0.0.1:{port}") for _ in range(2))
            assert found("liability", first) == found("liability", second)
            assert second.missing(SPACE, KEYS) == ()
            first.close()
            second.close()
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
