"""`Playbook` → YAML text, so that everything a person edits can leave as a plain file."""

from decimal import Decimal
from typing import Any, cast

import yaml
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from contracts.metadata import Duration
from playbooks.playbook import Playbook


class _Dumper(yaml.SafeDumper):
    """Writes decimals exactly, indents lists, and never uses YAML aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _decimal(_: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    return yaml.ScalarNode(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _words(_: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # PyYAML loses these line breaks unless they are written as escapes
    escaped = any(char in value for char in "\r\x85\u2028\u2029")
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style='"' if escaped else None)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _words)


def dump_playbook(playbook: Playbook) -> str:
    """The playbook as YAML: keys in the order of the models, values equal to their default left out.

    `parse_playbook(dump_playbook(p))` equals `p` but for `sha256`, which is of the text. Comments of the
    file it came from are not kept.
    """
    plain = cast("dict[str, Any]", _plain(playbook))
    plain.pop("sha256", None)
    text: str = yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


def _plain(value: object) -> object:
    if isinstance(value, Duration):
        unit = value.unit.replace("_", " ")
        return f"{value.count} {unit.removesuffix('s') if value.count == 1 else unit}"
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        said = {name: getattr(value, name) for name in fields}
        return {
            name: _plain(said[name])
            for name, field in fields.items()
            if name == "kind" or field.default is PydanticUndefined or said[name] != field.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    return Decimal(repr(value)) if isinstance(value, float) else value
