"""Score the engine on the development splits, keep the runs, and write their figures into the pages.

`python tools/figures.py` is `make evals`. With `--pages` nothing is scored: the pages are made again from the
runs that are kept.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from evals.figures import PAGES, kept_runs, run_json, with_figures

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("FOURCORNERS_DATA", ROOT.parent / "shared" / "data"))
RUNS: dict[str, tuple[str | Path, ...]] = {
    "cuad": ("cuad", DATA / "cuad/train.json", "--answers", DATA / "cuad/answers.jsonl"),
    "clause-types": ("clause-types", DATA / "cuad/train.json"),
    "contractnli": ("contractnli", DATA / "contractnli/dev.json"),
    "kleister-nda": ("kleister-nda", DATA / "kleister-nda/train", "--half", "report"),
    "obligations": ("obligations", "--split", "held"),
    "due-dates": ("due-dates",),
    "facts": ("facts", "--split", "held"),
}


def main() -> int:
    """Exit 1 where a run fails; the pages are written only when all have ended well."""
    if "--pages" not in sys.argv[1:]:
        command = Path(sys.executable).parent / "fourcorners"
        for name, arguments in RUNS.items():
            ended = subprocess.run(
                [command, "eval", *arguments, "--json"], stdout=subprocess.PIPE, check=False
            )
            if ended.returncode:
                return 1
            kept = ROOT / "evals" / "kept" / f"{name}.json"
            kept.write_text(run_json(json.loads(ended.stdout)), "utf-8")
    for page in PAGES:
        path = ROOT / page
        path.write_text(with_figures(path.read_text("utf-8"), kept_runs()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
