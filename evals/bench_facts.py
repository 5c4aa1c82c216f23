"""Reading the facts, duties and due dates of a contract of fifty pages, after it was read and classified.

Taken in processor seconds, as reading is: nothing here waits or uses a second core. The floor is one look at
every word of the text by the plainest pattern there is; the peer is dateparser's search for dates alone, in
one page of the fifty, because it takes seconds for the whole.
"""

import re
import time
from collections.abc import Callable

from contracts.extraction import Extraction
from evals.bench_figure import Figure, figure, seconds
from evals.bench_papers import long_docx

PAGES = 50
_SECONDS = 0.4
_WORD = re.compile(r"\w+")
_PEER_RUNS = 2


def facts_figures(runs: int) -> list[Figure]:
    """Seconds of metadata, obligations and due dates, beside a floor and a peer."""
    from extraction.engine import extract
    from extraction.readers.reading import read_document

    extraction = extract(read_document(long_docx(PAGES), "long.docx"))
    text = extraction.document.text
    name = f"metadata, obligations and due dates of {PAGES} pages"
    ours = _taken(runs, lambda: facts_of(extraction))
    floor = _taken(runs, lambda: _WORD.findall(text))
    page = text[: len(text) // PAGES]
    peer = _taken(_PEER_RUNS, lambda: _dates_of(page))
    return [
        figure(name, ours, floor="one look at each of its words", floors=floor, bound=_SECONDS),
        figure(name, ours, floor="dateparser searching dates in one page of it", floors=peer),
    ]


def facts_of(extraction: Extraction) -> int:
    """Read metadata and obligations anew, and count their due dates; how many obligations there are."""
    from extraction.export.schedule import make_schedule
    from extraction.metadata.reading import read_metadata
    from extraction.obligations.reading import read_obligations

    metadata = read_metadata(extraction.document, extraction.passages)
    parties = tuple(fact.value for fact in metadata.parties)
    obligations = read_obligations(extraction.document, parties)
    anew = extraction.model_copy(update={"metadata": metadata, "obligations": obligations})
    return len(make_schedule(anew).dues)


def _dates_of(text: str) -> object:
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"])


def _taken(runs: int, work: Callable[[], object]) -> list[float]:
    return seconds(runs, work, clock=time.process_time)
