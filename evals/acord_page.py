"""The figures of a run over ACORD as one page that needs nothing else."""

from html import escape
from typing import Any

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>ACORD {split}</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;margin:1rem 0}}
td,th{{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ccc}}
td:first-child,th:first-child{{text-align:left}}</style>
<h1>ACORD, {split}: {n} queries among {among} clauses</h1>
<p>{name}, {weights}. BM25 is over the same stems.
Published BM25 on the test queries: NDCG@5 {published:.3f}.</p>
<table><tr><th>figure<th>ours<th>95 % interval<th>BM25<th>95 % interval</tr>
{figures}</table>
<table><tr><th>query<th>NDCG@5<th>NDCG@10<th>3 stars @5<th>4 stars @5<th>5 stars @5</tr>
{queries}</table>
</html>
"""


def render(summary: dict[str, Any]) -> str:
    """HTML; everything from the data is escaped."""
    metrics, spread = summary["metrics"], summary["intervals"]
    names = [name for name in metrics if not name.startswith("bm25_")]
    figures = "".join(
        f"<tr><td>{escape(name)}"
        + "".join(
            f"<td>{metrics[key]:.3f}<td>{spread[key][0]:.3f} – {spread[key][1]:.3f}"
            for key in (name, f"bm25_{name}")
        )
        + "</tr>\n"
        for name in names
    )
    queries = "".join(
        f"<tr><td>{escape(row['query'])}" + "".join(f"<td>{row[name]:.2f}" for name in names) + "</tr>\n"
        for row in summary["per_query"]
    )
    return _PAGE.format(
        split=escape(summary["split"]),
        n=summary["n"],
        among=escape(summary["among"]),
        name=escape(summary["engine"]["name"]),
        weights=escape(summary["engine"]["weights"]),
        published=summary["published"]["bm25_ndcg_at_5"],
        figures=figures,
        queries=queries,
    )
