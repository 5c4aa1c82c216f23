"""The samples are what their script writes: nobody edits a generated file by hand."""

import importlib.util
import sys
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
def test_a_sample_is_byte_for_byte_what_its_script_writes(name: str):
    assert (FOLDER / f"{name}.docx").read_bytes() == _maker().make(name)
