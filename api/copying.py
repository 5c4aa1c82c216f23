"""A playbook file under another name, its words and comments as they were."""

import re

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import Data
from playbooks.dump import dump_data
from playbooks.reading import read_yaml


def under(text: str, playbook_id: str, *, version: str) -> str:
    """The same file under another id and version; its comments are kept where both stand on lines of their
    own, as they do in files of ours."""
    renamed = re.sub(r"(?m)^version:.*$", f'version: "{version}"', text, count=1)
    renamed = re.sub(r"(?m)^id:.*$", f"id: {playbook_id}", renamed, count=1)
    wanted: dict[str, Data] = {**_data(text), "id": playbook_id, "version": version}
    return renamed if _data(renamed) == wanted else dump_data(wanted)


def _data(text: str) -> dict[str, Data]:
    data, _ = read_yaml(text)
    if not isinstance(data, dict):
        raise InvalidPlaybookError("line 1: a playbook is a list of `key: value` lines, starting with `id:`")
    return data
