"""The results of reading folders as a page of Markdown."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean, median

from evals.reading import PEAK_MIB, SECONDS, FileReading
from evals.reading_scans import SCAN_DPI, ScanReading


def reading_page(
    readings: Sequence[FileReading], command: str, *, pictures: Sequence[ScanReading] = ()
) -> str:
    """The page that `--report` writes: counts, distributions, pages read from pictures, each refusal, and one
    row for each file."""
    lines = [
        "# What the readers made of the public files",
        "",
        f"Made by `{command}`; not edited by hand. Each file is read and structured in a process of its own; "
        "seconds are those of the processor. "
        f"The bounds: {SECONDS:g} s and {PEAK_MIB:g} MiB for each file.",
        "",
        *_summary(readings),
        *_words_in_order([one for one in readings if one.in_order is not None]),
        *_pictures(pictures),
        *_refusals([one for one in readings if one.outcome != "read"]),
        *_rows(readings),
    ]
    return "\n".join(lines) + "\n"


def summary(readings: Sequence[FileReading], pictures: Sequence[ScanReading] = ()) -> dict[str, object]:
    """Counts and distributions, as `--json` prints them beside the files."""
    outcomes = Counter(one.outcome for one in readings)
    return {
        "files": len(readings),
        "read": outcomes["read"],
        "refused": outcomes["refused"],
        "failed": outcomes["failed"],
        "slowest_seconds": max((one.seconds for one in readings), default=0.0),
        "largest_peak_mib": max((one.peak_mib for one in readings), default=0.0),
        "words_in_order": _spread([one.in_order for one in readings if one.in_order is not None]),
        "scans_in_order": _spread([one.in_order for one in pictures]),
        "holds": all(one.holds for one in readings),
    }  # fmt: skip


def _spread(shares: list[float]) -> dict[str, float] | None:
    if not shares:
        return None
    return {
        "files": len(shares), "median": round(median(shares), 5), "mean": round(mean(shares), 5),
        "lowest": min(shares), "at_least_99_percent": sum(share >= 0.99 for share in shares),
    }  # fmt: skip


def _summary(readings: Sequence[FileReading]) -> list[str]:
    folders: dict[str, list[FileReading]] = defaultdict(list)
    for one in readings:
        folders[one.folder].append(one)
    lines = [
        "| folder | files | read | refused | failed | seconds: median, slowest | MiB: median, largest |",
        "|---|---|---|---|---|---|---|",
    ]
    for folder, ones in [*folders.items(), ("all", list(readings))]:
        outcomes = Counter(one.outcome for one in ones)
        seconds, peaks = [one.seconds for one in ones], [one.peak_mib for one in ones]
        lines.append(
            f"| {folder} | {len(ones)} | {outcomes['read']} | {outcomes['refused']} | {outcomes['failed']} "
            f"| {median(seconds):.2f}, {max(seconds):.2f} | {median(peaks):.0f}, {max(peaks):.0f} |"
        )
    return [*lines, ""]


def _words_in_order(ones: list[FileReading]) -> list[str]:
    if not ones:
        return []
    whole = [one.in_order or 0.0 for one in ones]
    bare = [one.in_order_without_furniture or 0.0 for one in ones]
    lines = [
        "## Words in order",
        "",
        "The share of the words of another text of the same contract that stand in ours in the same order. "
        "That text holds the running headers, footers and page numbers too, which we set apart; "
        "the first row has them put back where they stood.",
        "",
        "| | files | median | mean | lowest | ≥ 99 % | 98 to 99 % | 95 to 98 % | < 95 % |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, shares in (("with what was set apart", whole), ("the text alone", bare)):
        bands = [sum(low <= share < high for share in shares) for low, high in _BANDS]
        lines.append(
            f"| {name} | {len(shares)} | {median(shares):.2%} | {mean(shares):.2%} | {min(shares):.2%} | "
            + " | ".join(map(str, bands)) + " |"
        )  # fmt: skip
    return [*lines, ""]


def _pictures(ones: Sequence[ScanReading]) -> list[str]:
    if not ones:
        return []
    shares = [one.in_order for one in ones]
    seconds = [one.seconds for one in ones]
    lines = [
        "## Read from pictures",
        "",
        f"A page from the middle of {len(ones)} of the PDF files, made a picture at {SCAN_DPI} dpi and read "
        "by OCR; the share is of the words of the page's own text, in order. "
        f"Median {median(shares):.2%}, mean {mean(shares):.2%}, lowest {min(shares):.2%}; "
        f"{median(seconds):.1f} s a page, slowest {max(seconds):.1f} s.",
        "",
        "| file | page | words | in order | confidence | s |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {_cell(one.file)} | {one.page} | {one.words} | {one.in_order:.2%} | {one.confidence} % "
        f"| {one.seconds:.1f} |"
        for one in ones
    ]
    return [*lines, ""]


_BANDS = ((0.99, 2.0), (0.98, 0.99), (0.95, 0.98), (0.0, 0.95))


def _refusals(ones: list[FileReading]) -> list[str]:
    if not ones:
        return []
    rows = [f"| {_cell(one.file)} | {one.outcome} | {_cell(one.reason)} |" for one in ones]
    return ["## Not read", "", "| file | outcome | reason |", "|---|---|---|", *rows, ""]


def _rows(readings: Sequence[FileReading]) -> list[str]:
    lines = [
        "## Each file",
        "",
        "| folder | file | kB | outcome | pages | words | blocks | clauses | revisions | comments | gaps "
        "| in order | s | MiB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in readings:
        gaps = ", ".join(f"{count} {kind}" for kind, count in one.gaps.items())
        share = "" if one.in_order is None else f"{one.in_order:.2%}"
        lines.append(
            f"| {one.folder} | {_cell(one.file)} | {one.kilobytes} | {one.outcome} | {one.pages or ''} "
            f"| {one.words} | {one.blocks} | {one.clauses} | {one.revisions} | {one.comments} | {gaps} "
            f"| {share} | {one.seconds:.2f} | {one.peak_mib:.0f} |"
        )
    return lines


def _cell(words: str) -> str:
    return words.replace("|", "/")
