"""The trained model as one file: written byte for byte alike when made again, and quickly read."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats, Linear
from extraction.clauses.presence import PresenceModel
from extraction.clauses.stack import Stack

ModelName = Literal["shipped", "dev"]
FILES: dict[ModelName, str] = {"shipped": "clauses.npz", "dev": "clauses-dev.npz"}

# Zip members carry a date; this one is the earliest a zip can say.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Model:
    """Linear and small models by head ("sentences", "titles", "dates"), and the presence model."""

    linear: dict[str, Linear]
    stack: dict[str, Stack]
    presence: PresenceModel


@cache
def load_model(name: ModelName = "shipped") -> Model:
    """The weights that come with the package: "shipped" learnt from all training contracts, "dev" never
    saw those of the development split."""
    return read_model(files("extraction.clauses").joinpath("weights", FILES[name]).read_bytes())


def write_model(model: Model) -> bytes:
    """The model as an uncompressed-order, dateless npz. Coefficients are kept as whole numbers from -127
    to 127 and one factor per type."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for head, linear in model.linear.items():
        whole, factors = _whole_numbers(linear.coefficients)
        arrays[f"{head}.types"] = _text(linear.types)
        arrays[f"{head}.words"] = _text(linear.words)
        arrays[f"{head}.context"] = _text(linear.context)
        arrays[f"{head}.rarity"] = linear.rarity.astype(np.float16)
        # Stored type by type: neighbouring bytes are then alike, and the file is smaller.
        arrays[f"{head}.coefficients"] = np.ascontiguousarray(whole.T)
        arrays[f"{head}.factors"] = factors
        arrays[f"{head}.intercepts"] = linear.intercepts.astype(np.float32)
        arrays[f"{head}.stack"] = _table(model.stack[head].coefficients, model.stack[head].intercepts)
    presence = model.presence
    arrays["presence.types"] = _text(presence.types)
    arrays["presence.model"] = _table(presence.coefficients, presence.intercepts)
    arrays["presence.bands"] = np.stack([presence.present, presence.absent]).astype(np.float32)
    return _zipped(arrays)


def read_model(data: bytes) -> Model:
    """The model that `write_model` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as raw:
        arrays: dict[str, NDArray[np.generic]] = {name: raw[name] for name in raw.files}
    heads = [name.removesuffix(".stack") for name in arrays if name.endswith(".stack")]
    bands = arrays["presence.bands"]
    return Model(
        linear={head: _linear(arrays, head) for head in heads},
        stack={head: Stack(*_split(arrays[f"{head}.stack"])) for head in heads},
        presence=PresenceModel(
            _names(arrays["presence.types"]),
            *_split(arrays["presence.model"]),
            _floats(bands[0]),
            _floats(bands[1]),
        ),
    )


def _linear(arrays: Mapping[str, NDArray[np.generic]], head: str) -> Linear:
    whole, factors = arrays[f"{head}.coefficients"], arrays[f"{head}.factors"]
    return Linear(
        types=_names(arrays[f"{head}.types"]),
        words={name: index for index, name in enumerate(_names(arrays[f"{head}.words"]))},
        context={name: index for index, name in enumerate(_names(arrays[f"{head}.context"]))},
        rarity=_floats(arrays[f"{head}.rarity"]),
        coefficients=np.ascontiguousarray((_floats(whole) * _floats(factors)[:, None]).T),
        intercepts=_floats(arrays[f"{head}.intercepts"]),
    )


def _whole_numbers(coefficients: Floats) -> tuple[NDArray[np.int8], Floats]:
    factors = np.maximum(np.abs(coefficients).max(axis=0, initial=0.0) / 127, 1e-9).astype(np.float32)
    return np.rint(coefficients / factors).astype(np.int8), factors


def _zipped(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, arrays[name], allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, member.getvalue(), compresslevel=9)
    return out.getvalue()


def _text(names: Mapping[str, int] | tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _names(encoded: NDArray[np.generic]) -> tuple[str, ...]:
    text = encoded.tobytes().decode()
    return tuple(text.split("\n")) if text else ()


def _table(coefficients: Floats, intercepts: Floats) -> Floats:
    return np.hstack([coefficients, intercepts[:, None]]).astype(np.float32)


def _split(table: NDArray[np.generic]) -> tuple[Floats, Floats]:
    floats = _floats(table)
    return floats[:, :-1], floats[:, -1]


def _floats(array: NDArray[np.generic]) -> Floats:
    return array.astype(np.float32)
