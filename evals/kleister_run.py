"""Reading Kleister-NDA's agreements with the offline engine and setting its pairs beside the expected."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from evals.datasets.kleister import KEYS, Agreement, Half
from evals.scorers.kleister import count, figures, intervals, pairs_of
from extraction.clauses.classify import classify
from extraction.engine import ENGINE
from extraction.metadata.reading import read_metadata
from extraction.structure.structure import structured
from extraction.training.cuad import document_of

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Kleister-NDA {split}</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse}}td,th{{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ccc}}
td:first-child,th:first-child{{text-align:left}}</style>
<h1>Kleister-NDA, {split}: {n} agreements</h1>
<p>F1 over upper-cased pairs, {f1:.3f} (95 % interval {low:.3f} – {high:.3f}). Rules alone; nothing was
trained on these agreements, which state no licence.</p>
<table><tr><th>key<th>expected<th>said<th>right<th>precision<th>recall<th>F1<th>95 % interval</tr>
{rows}</table>
</html>
"""


@dataclass(frozen=True, slots=True)
class KleisterResult:
    """A scored run: per agreement the pairs said, in the order of the file."""

    agreements: tuple[Agreement, ...]
    said: tuple[tuple[str, ...], ...]
    split: Half
    seconds: float

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; shares in [0, 1]."""
        rows = zip(self.said, self.agreements, strict=True)
        counts = np.array([count(said, each.expected) for said, each in rows])
        summed = counts.sum(axis=0)
        per_key = [
            {
                "category": key,
                "expected": int(summed[row, 2]),
                "said": int(summed[row, 1]),
                "right": int(summed[row, 0]),
                **figures(summed[row]),
            }
            for row, key in enumerate(KEYS)
        ]
        return {
            "dataset": "kleister-nda",
            "split": self.split,
            "n": len(self.agreements),
            "engine": {"name": ENGINE.name, "version": ENGINE.version, "weights": "", "unseen": True},
            "metrics": {
                **figures(summed.sum(axis=0)),
                **{f"{row['category']}_f1": row["f1"] for row in per_key},
            },
            "per_category": per_key,
            "intervals": {name: list(ends) for name, ends in intervals(counts).items()},
            "seconds": round(self.seconds, 2),
        }

    def lines(self) -> str:
        """The pairs said as `expected.tsv` lines, in the order of the file."""
        return "".join(" ".join(pairs) + "\n" for pairs in self.said)


def run_kleister(
    agreements: Sequence[Agreement], split: Half, *, say: Callable[[str], None] = lambda _: None
) -> KleisterResult:
    """Read the agreements from their texts."""
    began = time.perf_counter()
    said: list[tuple[str, ...]] = []
    for number, each in enumerate(agreements, start=1):
        document = structured(document_of(each.name, each.text))
        said.append(pairs_of(read_metadata(document, classify(document).passages)))
        if number % 50 == 0:
            say(f"{number} of {len(agreements)} agreements read")
    return KleisterResult(tuple(agreements), tuple(said), split, time.perf_counter() - began)


def render(summary: dict[str, Any]) -> str:
    """The summary as one page that needs nothing else."""
    low, high = summary["intervals"]["f1"]
    rows = "".join(
        f"<tr><td>{escape(row['category'])}<td>{row['expected']}<td>{row['said']}<td>{row['right']}"
        + "".join(f"<td>{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        + "<td>{:.3f} – {:.3f}</tr>".format(*summary["intervals"][f"{row['category']}_f1"])
        for row in summary["per_category"]
    )
    f1 = summary["metrics"]["f1"]
    return _PAGE.format(split=summary["split"], n=summary["n"], f1=f1, low=low, high=high, rows=rows)
