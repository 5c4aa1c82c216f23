"""Files in and JSON out, the same way for every command."""

import json
from pathlib import Path
from typing import Any

import typer

from contracts.errors import InvalidInputError, StorageError


def read_input(path: Path) -> bytes:
    """The bytes of an input file; a missing one is bad usage."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInputError(f"Cannot open {path}: {error.strerror}. Check the path.") from error


def write_output(path: Path, data: bytes) -> None:
    """Write `data` whole or not at all: beside the place first, then renamed into it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"Cannot write {path}: {error.strerror}. Choose another place.") from error


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(words: str) -> None:
    """A line for people, on standard error, so that standard output stays data."""
    typer.echo(words, err=True)
