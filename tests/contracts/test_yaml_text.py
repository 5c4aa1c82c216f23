"""Plain data of a YAML document: strict words, lines, and what is refused."""

import re
from decimal import Decimal
from typing import Any, cast

import pytest
import yaml

from contracts.yaml_text import MAX_CHARS, Node, NotPlainError, plain_data, refuse_too_long


def read(text: str, loader: Any = yaml.SafeLoader) -> tuple[object, object]:
    return plain_data(cast(Node, yaml.compose(text, Loader=loader)))


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_words_stay_words_and_numbers_stay_exact(loader: Any) -> None:
    data, _ = read("a: no\nb: 2026-01-02\nc: 1.10\nd: 007\ne: true\nf: '12'\ng:\nh: [1, -2]", loader)
    assert data == {
        "a": "no", "b": "2026-01-02", "c": Decimal("1.10"), "d": "007",
        "e": True, "f": "12", "g": None, "h": [1, -2],
    }  # fmt: skip


def test_each_value_has_its_line_and_an_unknown_one_that_of_what_is_around_it() -> None:
    _, lines = plain_data(cast(Node, yaml.compose("a:\n  - b: 1\n    c: 2", Loader=yaml.SafeLoader)))
    assert [lines.of(path) for path in (("a",), ("a", 0, "c"), ("a", 0, "d"), ("z",))] == [1, 3, 2, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3", 'line 3: "a" is said twice'),
        ("a: &x [1]\nb: *x", "line 1: what stands here is repeated by an anchor"),
        ("a: &x [*x]", "is repeated by an anchor"),
        ("? [a, b]\n: c", "line 1: a key must be one word"),
        ("[" * 60 + "]" * 60, "line 1: too deep or too long"),
    ],
)
def test_what_no_file_of_ours_needs_is_refused_with_its_line(text: str, told: str) -> None:
    with pytest.raises(NotPlainError, match=re.escape(told)):
        read(text)


def test_a_text_too_long_is_refused_before_it_is_read() -> None:
    refuse_too_long("a\n" * (MAX_CHARS // 2))
    with pytest.raises(NotPlainError, match="line 500001: the file goes on beyond"):
        refuse_too_long("a\n" * MAX_CHARS)


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.yaml_text.MAX_VALUES", 3)
    with pytest.raises(NotPlainError, match="line 4: too deep or too long"):
        read("- x\n" * 5)
