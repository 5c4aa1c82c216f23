"""Run `fourcorners review` on every file of some folders and count how it ended.

    python tools/sweep.py [--jobs 2] [--json OUT.json] FOLDER...

Prints a Markdown table: per folder how many files were reviewed (exit 0), refused with a reason (exit 3),
or ended in any other way; then every file that did not end in 0, with its sentence. Exits 1 when a file
ended otherwise than 0 or 3, or printed a traceback.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ENDINGS = (".docx", ".docm", ".pdf", ".txt")
TIMEOUT_SECONDS = 120


class Run(NamedTuple):
    """How one file ended."""

    file: Path
    code: int
    seconds: float
    route: str
    said: str


def review(file: Path) -> Run:
    """Review one file in a process of its own."""
    command = [sys.executable, "-m", "api.cli.main", "review", str(file), "--json"]
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        code, out, said = done.returncode, done.stdout, done.stderr.strip()
    except subprocess.TimeoutExpired:
        code, out, said = 124, "", f"no answer in {TIMEOUT_SECONDS} seconds"
    seconds = time.perf_counter() - begun
    if "Traceback" in said:
        code = 70
    route = json.loads(out)["triage"]["route"] if code == 0 else ""
    return Run(file, code, seconds, route, said.splitlines()[-1] if said else "")


def table(runs: dict[Path, list[Run]]) -> str:
    """The counts per folder, in Markdown."""
    lines = [
        "| folder | files | reviewed | refused with a reason | otherwise | slowest |",
        "|---|---|---|---|---|---|",
    ]
    for folder, found in runs.items():
        codes = Counter(run.code for run in found)
        other = len(found) - codes[0] - codes[3]
        slowest = max((run.seconds for run in found), default=0.0)
        name = "/".join(folder.parts[-2:])
        lines.append(f"| {name} | {len(found)} | {codes[0]} | {codes[3]} | {other} | {slowest:.1f} s |")
    routes = Counter(run.route for found in runs.values() for run in found if run.route)
    lines.append("")
    lines.append("Routes: " + ", ".join(f"{route} {count}" for route, count in sorted(routes.items())) + ".")
    return "\n".join(lines)


def main() -> int:
    """Sweep the folders."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    runs: dict[Path, list[Run]] = {}
    with ThreadPoolExecutor(given.jobs) as pool:
        for folder in given.folders:
            files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS)
            runs[folder] = list(pool.map(review, files))
    sys.stdout.write(table(runs) + "\n")
    flat = [run for found in runs.values() for run in found]
    for run in flat:
        if run.code != 0:
            sys.stdout.write(f"\n{run.file.name}: exit {run.code}: {run.said}")
    sys.stdout.write("\n")
    if given.json:
        rows = [{**run._asdict(), "file": run.file.name} for run in flat]
        given.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False))
    return 0 if all(run.code in (0, 3) for run in flat) else 1


if __name__ == "__main__":
    sys.exit(main())
