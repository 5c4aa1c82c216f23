"""Checks of house style that no linter has: sizes, argument lists, names of modules, where quotes are made.

Prints one line per breach and exits 1 if there is any. Rules: docs/decisions/0002-checks.md.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "contracts", "extraction", "clause_library", "playbooks", "review", "adapters", "api", "evals",
)  # fmt: skip
MODULE_LINES = 500
FUNCTION_LINES = 40
POSITIONAL = 2
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
QUOTE_MAKER = "contracts/spans.py"


def breaches(path: Path) -> Iterator[str]:
    """Every rule that one module breaks, as `file:line: sentence`."""
    place = path.relative_to(ROOT).as_posix()
    source = path.read_text("utf-8")
    lines = source.count("\n")
    if lines > MODULE_LINES:
        yield f"{place}:1: {lines} lines; split it (the limit is {MODULE_LINES})"
    if path.stem in FORBIDDEN_NAMES:
        yield f"{place}:1: a module is named after the thing it is, not '{path.stem}'"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function(node, place)
        if isinstance(node, ast.Call) and _name(node.func) == "Quote" and place != QUOTE_MAKER:
            yield f"{place}:{node.lineno}: only locate() makes quotes"


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, place: str) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > FUNCTION_LINES:
        yield f"{place}:{node.lineno}: {node.name} has {length} lines (the limit is {FUNCTION_LINES})"
    positional = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
    if positional and positional[0] in ("self", "cls"):
        positional = positional[1:]
    framework = any(_name(part) in _CALLED_BY_NAME for part in node.decorator_list)
    private = node.name.startswith("_")
    if len(positional) > POSITIONAL and not (framework or private):
        said = f"{node.name} takes {len(positional)} positional arguments"
        yield f"{place}:{node.lineno}: {said} (the limit is {POSITIONAL})"


# Frameworks call these with keywords (routes, CLI commands, fixtures, validators).
_CALLED_BY_NAME = {
    "get", "post", "put", "delete", "patch", "command", "callback", "fixture", "field_validator",
    "overload", "exception_handler", "middleware",
}  # fmt: skip


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def tracked_modules() -> list[Path]:
    """Every Python module of the product, tracked or new, but for generated migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [ROOT / line for line in listed.splitlines()]
    return [
        path
        for path in paths
        if path.exists() and path.relative_to(ROOT).parts[0] in PACKAGES and "versions" not in path.parts
    ]


def main() -> int:
    """Check the whole tree."""
    found = [line for path in tracked_modules() for line in breaches(path)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
