"""Reading a hundred pages, beside other programs on the same files in the same run.

`unstructured` stands beside us for .docx. Its reader of PDFs is an extra of some gigabytes that is not
installed, so PDFium's bare text (no paragraphs, nothing set apart, nothing looked for) is the floor there,
and poppler's `pdftotext` a peer where it is installed. LibreOffice is a peer for .docx alone: it opens a PDF
as a drawing, of which it wrote an empty text after more than a minute.

What runs in this process, ours or a peer's, is taken in processor seconds: readers neither wait nor use a
second core, so on a machine of its own that is the time on the wall, and a busy machine does not blur it.
What is another program, and what is compared with one, is taken on the wall.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evals.bench_figure import Figure, figure, peak_mib, seconds
from evals.bench_papers import long_docx, long_pdf

PAGES = 100
_DOCX_SECONDS, _PDF_SECONDS, _PEAK_MIB = 0.5, 2.0, 300.0
_PEER_RUNS = 2
_SOFFICE_SECONDS = 180


def reading_figures(runs: int) -> list[Figure]:
    """Seconds and peak memory of reading one .docx and one PDF of a hundred pages."""
    with tempfile.TemporaryDirectory() as folder:
        word, printed = Path(folder) / "long.docx", Path(folder) / "long.pdf"
        word.write_bytes(long_docx(PAGES))
        printed.write_bytes(long_pdf(PAGES))
        return [*_of_docx(word, runs), *_of_pdf(printed, runs), *_steps(word, printed, runs)]


def _of_docx(file: Path, runs: int) -> list[Figure]:
    name = f"reading {PAGES} pages of .docx"
    ours = _processor_seconds(runs, lambda: by_us(file))
    peer = _processor_seconds(_PEER_RUNS, lambda: by_unstructured(file))
    found = [
        figure(name, ours, floor="unstructured on the same file", floors=peer, bound=_DOCX_SECONDS),
        _memory(name, file, ("by_us", "by_unstructured"), "unstructured on the same file"),
    ]
    if shutil.which("soffice"):
        office = seconds(_PEER_RUNS, lambda: _by_libreoffice(file))
        ours = seconds(runs, lambda: by_us(file))
        found.append(figure(name, ours, floor="LibreOffice writing it as plain text", floors=office))
    return found


def _of_pdf(file: Path, runs: int) -> list[Figure]:
    name = f"reading {PAGES} pages of PDF"
    ours = _processor_seconds(runs, lambda: by_us(file))
    floor = _processor_seconds(runs, lambda: by_pdfium(file))
    found = [
        figure(name, ours, floor="PDFium's bare text", floors=floor, bound=_PDF_SECONDS),
        _memory(name, file, ("by_us", "by_pdfium"), "PDFium's bare text"),
    ]
    if shutil.which("pdftotext"):
        poppler = seconds(runs, lambda: _quietly(["pdftotext", "-layout", str(file), "-"]))
        ours = seconds(runs, lambda: by_us(file))
        found.append(figure(name, ours, floor="pdftotext -layout", floors=poppler))
    return found


def _steps(word: Path, printed: Path, runs: int) -> list[Figure]:
    """What stands around the reader: the structure of what was read, and the process that guards it."""
    from extraction.readers.reading import read_document
    from extraction.structure.structure import structured

    found: list[Figure] = []
    for file, kind in ((word, ".docx"), (printed, "PDF")):
        read = _processor_seconds(runs, lambda file=file: by_us(file))
        document = read_document(file.read_bytes(), file.name)
        shaped = _processor_seconds(runs, lambda document=document: structured(document))
        found.append(
            figure(f"structure of {PAGES} pages of {kind}", shaped, floor="only reading them", floors=read)
        )
        guarded = _guarded(file)
        if guarded is not None:
            name = f"reading {PAGES} pages of {kind} in a guarded process"
            alone = seconds(runs, lambda file=file: by_us(file))
            found.append(figure(name, seconds(runs, guarded), floor="in the process itself", floors=alone))
    return found


def _processor_seconds(runs: int, work: Callable[[], object]) -> list[float]:
    return seconds(runs, work, clock=time.process_time)


def by_us(file: Path) -> None:
    from extraction.readers.reading import read_document

    read_document(file.read_bytes(), file.name)


def by_unstructured(file: Path) -> None:
    """The file's elements, with the download that `unstructured` tries by itself switched off."""
    from extraction.readers.longtail_partition import partitioner

    partitioner()
    from unstructured.partition.docx import partition_docx

    partition_docx(str(file), languages=["eng"])


def by_pdfium(file: Path) -> None:
    """The bare text of each page."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(file)
    for page in pdf:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


def _by_libreoffice(file: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        _quietly([*command, "--convert-to", "txt:Text", "--outdir", profile, str(file)])


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SOFFICE_SECONDS)


def _guarded(file: Path) -> Callable[[], object] | None:
    try:
        from extraction.readers.guard import read_guarded  # pyright: ignore[reportMissingImports]
    except ImportError:
        return None
    data = file.read_bytes()
    return lambda: read_guarded(data, file.name)


def _memory(name: str, file: Path, functions: tuple[str, str], floor: str) -> Figure:
    probe = "from pathlib import Path; from evals import bench_reading as of; of.{}(Path({!r}))"
    ours, theirs = (peak_mib(probe.format(function, str(file))) for function in functions)
    return Figure(
        name=f"memory of {name}", unit="MiB", best=ours, typical=ours, bound=_PEAK_MIB, floor=floor,
        floor_typical=theirs, ratio=round(ours / theirs, 2),
    )  # fmt: skip
