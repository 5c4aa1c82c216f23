"""Blocks are found by offset, and a contract moves only along legal states."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.contract import Contract, advance, fail
from contracts.document import Block, Document
from contracts.errors import IllegalStateError
from contracts.people import DEFAULT_WORKSPACE

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _document(lines: list[str]) -> Document:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    text = "\n".join(lines)
    return Document(name="d", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks))


@given(st.lists(st.text(alphabet="ab ", max_size=5), min_size=1), st.data())
def test_every_offset_of_the_text_lies_in_the_block_that_holds_it(lines: list[str], data: st.DataObject):
    document = _document(lines)
    offset = data.draw(st.integers(0, len(document.text)))
    index = document.block_index_at(offset)
    assert index is not None
    assert document.blocks[index].start <= offset <= document.blocks[index].end


def test_an_offset_behind_the_text_has_no_block():
    assert _document(["one"]).block_at(99) is None


def test_a_reviewed_contract_does_not_run_again():
    contract = Contract(
        id="1", workspace=DEFAULT_WORKSPACE, name="a.docx", sha256="0", playbook_id="p", side="mutual",
        state="queued", stage="queued", created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    running = advance(contract, "reading", at=NOW)
    assert (running.state, running.stage) == ("running", "reading")
    failed = fail(running, "The file is empty.", at=NOW)
    with pytest.raises(IllegalStateError, match="upload it again"):
        advance(failed, "reading", at=NOW)
