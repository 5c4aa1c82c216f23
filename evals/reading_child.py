"""Read one file in a process of its own, so that time and memory are the file's: `python -m … FILE`."""

import os
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

from contracts.errors import UnreadableError
from evals.memory import peak_mib
from evals.reading import FileReading, share_in_order, whole_text
from extraction.readers.reading import read_document
from extraction.structure.structure import structured

# What a reading loads when it comes to it is loaded before the clock starts.
_READERS = ("extraction.readers.docx.reader", "extraction.readers.pdf")


def main() -> None:
    """Write what became of the file as one line of JSON; the text to hold it against comes on stdin."""
    for reader in _READERS:
        import_module(reader)
    file, wanted = Path(sys.argv[1]), sys.stdin.read()
    data = file.read_bytes()
    before = peak_mib()
    begun = _processor_seconds()
    try:
        document = structured(read_document(data, file.name))
    except UnreadableError as error:
        seconds = round(_processor_seconds() - begun, 3)
        found = FileReading(
            file=file.name, folder=file.parent.name, kilobytes=len(data) // 1024, outcome="refused",
            reason=f"{type(error).__name__}: {error}", seconds=seconds, peak_mib=peak_mib(), idle_mib=before,
        )  # fmt: skip
        sys.stdout.write(found.model_dump_json())
        return
    seconds, peak = round(_processor_seconds() - begun, 3), peak_mib()
    found = FileReading(
        file=file.name, folder=file.parent.name, kilobytes=len(data) // 1024, outcome="read",
        seconds=seconds, peak_mib=peak, idle_mib=before, words=document.words, blocks=len(document.blocks),
        clauses=len(document.clauses), pages=document.pages, revisions=len(document.revisions),
        comments=len(document.comments), gaps=dict(Counter(gap.kind for gap in document.coverage.gaps)),
        in_order=share_in_order(wanted, whole_text(document)) if wanted else None,
        in_order_without_furniture=share_in_order(wanted, document.text) if wanted else None,
    )  # fmt: skip
    sys.stdout.write(found.model_dump_json())


def _processor_seconds() -> float:
    """Of this process and the programs it has waited for (OCR): a busy machine does not blur it."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
