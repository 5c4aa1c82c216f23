"""The YAML text of a playbook → plain data with lines, as strict as `contracts.yaml_text`."""

from typing import cast

import yaml

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import (
    MAX_DEPTH,
    MAX_VALUES,
    Data,
    Lines,
    Node,
    NotPlainError,
    Path,
    plain_data,
    refuse_too_long,
)

__all__ = ["MAX_DEPTH", "MAX_VALUES", "Data", "Lines", "Path", "read_yaml"]


def read_yaml(text: str) -> tuple[Data, Lines]:
    """The data of a YAML document and its lines. Raises `InvalidPlaybookError`, which names the line."""
    try:
        refuse_too_long(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            raise InvalidPlaybookError("line 1: the file is empty; start from one of the starter playbooks")
        return plain_data(cast(Node, root))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InvalidPlaybookError(
            f"line {line}: this is not YAML ({error.problem or error.context}); "
            "check the indentation, the colons and the quotation marks there"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InvalidPlaybookError("this is not YAML text; save the file as plain UTF-8 text") from error
    except NotPlainError as error:
        raise InvalidPlaybookError(str(error)) from error
