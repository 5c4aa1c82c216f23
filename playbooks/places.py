"""Where in its file a problem stands."""

import re

from contracts.yaml_text import Data, Path
from playbooks.doubts import LintProblem
from playbooks.reading import read_yaml

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")


def lines_of(problems: tuple[LintProblem, ...], yaml_text: str) -> tuple[int, ...]:
    """The 1-based line of each problem in the file it is about, or of the nearest thing around it: of a
    position that the file takes over from its base, the line that says so. Raises `InvalidPlaybookError`."""
    data, lines = read_yaml(yaml_text)
    numbers = _numbers(data)
    found: list[int] = []
    for problem in problems:
        place: Path = ()
        if problem.position_id:
            number = numbers.get(problem.position_id)
            place = ("extends",) if number is None else ("positions", number)
        found.append(lines.of((*place, *_steps(problem.field))))
    return tuple(found)


def _numbers(data: Data) -> dict[str, int]:
    positions = data.get("positions") if isinstance(data, dict) else None
    listed = positions if isinstance(positions, list) else []
    return {str(each["id"]): n for n, each in enumerate(listed) if isinstance(each, dict) and "id" in each}


def _steps(field: str) -> Path:
    """ "fallbacks[1].checks[2].min" → ("fallbacks", 0, "checks", 1, "min")."""
    return tuple(name or int(number) - 1 for name, number in _STEP.findall(field))
