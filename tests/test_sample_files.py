"""The samples are what their script writes: nobody edits a generated file by hand."""

import importlib.util
import io
import sys
import zipfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "samples"


def _maker():
    spec = importlib.util.spec_from_file_location("make_samples", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["third-party-nda", "vendor-saas", "customer-redline-nda"])
def test_a_sample_holds_byte_for_byte_what_its_script_writes(name: str):
    kept, made = (FOLDER / f"{name}.docx").read_bytes(), _maker().make(name)
    # compared unpacked: another zlib may pack the same bytes otherwise
    assert _members(kept) == _members(made)


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]
