"""What every test has: the public data where it is, and nothing of the network."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public annotated data; skips, with the reason, where it is absent."""
    folder = Path(os.environ.get("FOURCORNERS_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"public data not found at {folder}; set FOURCORNERS_DATA to run this test")
    return folder
