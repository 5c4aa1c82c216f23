"""`Playbook` → YAML text, so that everything a person edits can leave as a plain file."""

from decimal import Decimal
from typing import cast

import yaml

from contracts.yaml_text import Data
from playbooks.inherit import INHERITED_HEAD
from playbooks.plain import plain_of
from playbooks.playbook import Playbook

_WIDTH = 100


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


def dump_playbook(playbook: Playbook, *, flat: bool = False) -> str:
    """The playbook as YAML: keys in the order of the models, values equal to their default left out.

    `parse_playbook(dump_playbook(p))` equals `p` but for `sha256`, which is of the text. A playbook that
    extends another is written as its own part alone, or, `flat`, with all that it inherits and without
    `extends`, so that it stands by itself. Comments of the file it came from are not kept;
    `rewrite_playbook` keeps them.
    """
    return dump_data(file_of(playbook, flat=flat))


def file_of(playbook: Playbook, *, flat: bool = False) -> dict[str, Data]:
    """What the file of a playbook writes, as plain data."""
    plain = cast("dict[str, Data]", plain_of(playbook))
    if not playbook.extends:
        return plain
    if flat:
        return {key: value for key, value in plain.items() if key not in ("extends", "drop")}
    written = playbook.origin_of("").fields
    for name in INHERITED_HEAD:
        if name in written:
            plain[name] = plain_of(getattr(playbook, name))
        else:
            plain.pop(name, None)
    del plain["positions"]
    positions = _own_positions(playbook)
    return {**_in_order(plain), "positions": positions} if positions else _in_order(plain)


def _own_positions(playbook: Playbook) -> list[Data]:
    """The positions as the file of a playbook that extends another writes them."""
    found: list[Data] = []
    for position in playbook.positions:
        origin = playbook.origin_of(position.id)
        if origin.kind == "own":
            found.append(plain_of(position))
        elif origin.kind == "overridden":
            # also what equals the default, where it differs from the base
            changed = {name: plain_of(getattr(position, name)) for name in origin.fields}
            found.append({"id": position.id, **changed})
    return found


def _in_order(plain: dict[str, Data]) -> dict[str, Data]:
    return {name: plain[name] for name in Playbook.model_fields if name in plain}


def dump_data(data: Data, *, in_line: bool = False) -> str:
    """Plain data as YAML, ending in a line feed; `in_line`, all of it on one line."""
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=2**31 if in_line else _WIDTH,
        default_flow_style=in_line,
    )
    return text.removesuffix("...\n")
