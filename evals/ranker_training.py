"""Learn the search's ranker again from ACORD's train queries: the same bytes each time."""

from pathlib import Path

from clause_library.projection import ProjectedEmbedder
from clause_library.ranker import written
from evals.acord import LEARNT_FROM, learn_ranker
from evals.datasets.acord import read_acord


def train_ranker(data: Path, out: Path) -> int:
    """Write `ranker.json` under `out` from `data`/acord; its size in bytes. No query but those of the train
    split is looked at. Raises `InvalidInputError` where the data are absent."""
    chosen = read_acord(data / "acord", "train")
    weights = learn_ranker(chosen, ProjectedEmbedder())
    text = written(weights, learnt_from=LEARNT_FROM, queries=len(chosen.queries))
    out.mkdir(parents=True, exist_ok=True)
    return (out / "ranker.json").write_bytes(text.encode("utf-8"))
