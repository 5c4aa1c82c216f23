"""What every test has: the public data where it is, and nothing of the network."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # the fakes beside the tests
from model_server import Reply, Server

ROOT = Path(__file__).parent.parent

# No test may fail because the machine is slow. In CI the examples are the same on every run, so that a
# failure can be seen again; elsewhere they differ, so that new ones are found.
settings.register_profile(
    "fourcorners", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("fourcorners")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public annotated data; skips, with the reason, where it is absent."""
    folder = Path(os.environ.get("FOURCORNERS_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"public data not found at {folder}; set FOURCORNERS_DATA to run this test")
    return folder


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], Server]]:
    """Starts a small OpenAI-compatible server; all are stopped when the test ends."""
    servers: list[Server] = []

    def start(reply: Reply) -> Server:
        servers.append(Server(reply))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
