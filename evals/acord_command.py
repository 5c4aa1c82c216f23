"""`fourcorners eval acord`: finding clauses, by the public judgements of lawyers."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def acord(  # noqa: PLR0913 (one parameter per promised option, decision 0002)
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with corpus, queries and qrels.")],
    *,
    split: Annotated[
        str, typer.Option(help="train (by cross-validation), valid, or any other file of qrels/.")
    ] = "valid",
    embedder: Annotated[str, typer.Option(help="built-in, minilm or openai.")] = "built-in",
    among: Annotated[
        str, typer.Option(help="Ask each query of the clauses judged for it, or of the whole corpus.")
    ] = "judged",
    limit: Annotated[int | None, typer.Option(min=1, help="Score only the first N queries.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Write the run in TREC's form here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page with all figures here.")] = None,
    fail_under: Annotated[
        list[str] | None, typer.Option(help="METRIC=VALUE: exit 4 where the metric is below; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Finding clauses by a lawyer's question: NDCG and star precision, beside BM25."""
    from adapters.embeddings import embedder_named
    from adapters.settings import load_settings
    from evals.acord import run_acord
    from evals.acord_page import render
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.acord import read_acord

    parse_bounds(fail_under or ())
    if among not in ("judged", "corpus"):
        raise typer.BadParameter(f"{among[:40]!r} is no choice; among is judged or corpus")
    chosen = embedder_named(embedder, load_settings())
    result = run_acord(read_acord(folder, split, limit=limit), chosen, among=among, say=_say)
    summary = result.summary()
    if predictions:
        predictions.write_text(result.run(), "utf-8")
        _say(f"predictions: {predictions}")
    if report:
        report.write_text(render(summary), "utf-8")
        _say(f"report: {report}")
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or ())


def _table(summary: dict[str, Any]) -> str:
    ours = f"{summary['engine']['name']}, {summary['engine']['weights']}"
    lines = [
        f"acord {summary['split']}: {summary['n']} queries among {summary['among']} clauses, "
        f"{summary['seconds']} s",
        f"  ours: {ours}; beside it BM25 over the same stems. Published BM25 (test queries): NDCG@5 "
        f"{summary['published']['bm25_ndcg_at_5']:.3f}",
        f"  {'':<24}{'ours':>7}{'':<18}{'BM25':>7}",
    ]
    names = [name for name in summary["metrics"] if not name.startswith("bm25_")]
    for name in names:
        cells = "".join(_cell(summary, key) for key in (name, f"bm25_{name}"))
        lines.append(f"  {name:<24}{cells}")
    for row in summary["per_category"]:
        beside = f"NDCG@5 {row['ndcg_at_5']:.3f}  BM25 {row['bm25_ndcg_at_5']:.3f}"
        lines.append(f"  {row['category']:<28}{row['n']:>4} queries  {beside}")
    return "\n".join(lines)


def _cell(summary: dict[str, Any], key: str) -> str:
    low, high = summary["intervals"][key]
    return f"{summary['metrics'][key]:>7.3f}  [{low:.3f}, {high:.3f}]"


def _say(line: str) -> None:
    typer.echo(line, err=True)
