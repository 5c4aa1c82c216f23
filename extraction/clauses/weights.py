"""The trained model as one file: written byte for byte alike when made again, and quickly read."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.arrays import zipped
from extraction.clauses.candidates import HEADS
from extraction.clauses.linear import Floats, Linear
from extraction.clauses.presence import PresenceModel
from extraction.clauses.ranking import Ranking
from extraction.clauses.stack import Stack
from extraction.clauses.trees import read_trees

ModelName = Literal["shipped", "dev"]
FILES: dict[ModelName, str] = {"shipped": "clauses.npz", "dev": "clauses-dev.npz"}


@dataclass(frozen=True)
class Model:
    """Linear models by head ("sentences", "titles", "dates"), learnt from what annotators touched; `exact`,
    a second one for sentences and pieces (same features, types of CUAD), learnt from what they marked
    exactly; the ranking of CUAD's types, the small models of the others, and the presence model."""

    linear: dict[str, Linear]
    exact: Linear
    ranking: Ranking
    stack: Stack
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
        arrays[f"{head}.words"] = _text(linear.words)
        arrays[f"{head}.context"] = _text(linear.context)
        arrays[f"{head}.rarity"] = linear.rarity.astype(np.float16)
        arrays |= _arrays_of(linear, head)
    arrays |= _arrays_of(model.exact, "exact")
    arrays["stack"] = _table(model.stack.coefficients, model.stack.intercepts)
    ranking = model.ranking
    arrays["ranking.prior"] = np.stack([ranking.alone_prior, ranking.fresh_prior])
    arrays |= ranking.alone.arrays("ranking.alone") | ranking.fresh.arrays("ranking.fresh")
    presence = model.presence
    arrays["presence.types"] = _text(presence.types)
    arrays["presence.model"] = _table(presence.coefficients, presence.intercepts)
    arrays["presence.bands"] = np.stack([presence.present, presence.absent]).astype(np.float32)
    arrays["presence.prior"] = presence.prior.astype(np.float32)
    if presence.trees is not None:
        arrays |= presence.trees.arrays("presence.trees")
    return zipped(arrays)


def read_model(data: bytes) -> Model:
    """The model that `write_model` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as raw:
        arrays: dict[str, NDArray[np.generic]] = {name: raw[name] for name in raw.files}
    bands = arrays["presence.bands"]
    linear = {head: _linear(arrays, head, like=head) for head in HEADS}
    prior = _floats(arrays["ranking.prior"])
    return Model(
        linear=linear,
        exact=_linear(arrays, "exact", like=linear["sentences"]),
        ranking=Ranking(
            read_trees(arrays, "ranking.alone"), prior[0], read_trees(arrays, "ranking.fresh"), prior[1]
        ),
        stack=Stack(*_split(arrays["stack"])),
        presence=PresenceModel(
            _names(arrays["presence.types"]),
            *_split(arrays["presence.model"]),
            _floats(bands[0]),
            _floats(bands[1]),
            _floats(arrays["presence.prior"]),
            read_trees(arrays, "presence.trees") if "presence.trees.roots" in arrays else None,
        ),
    )


def _arrays_of(linear: Linear, name: str) -> dict[str, NDArray[np.generic]]:
    whole, factors = _whole_numbers(linear.coefficients)
    return {
        f"{name}.types": _text(linear.types),
        # Stored type by type: neighbouring bytes are then alike, and the file is smaller.
        f"{name}.coefficients": np.ascontiguousarray(whole.T),
        f"{name}.factors": factors,
        f"{name}.intercepts": linear.intercepts.astype(np.float32),
    }


def _linear(arrays: Mapping[str, NDArray[np.generic]], name: str, *, like: Linear | str) -> Linear:
    """The linear model `name`, with its own features or those of another."""
    whole, factors = arrays[f"{name}.coefficients"], arrays[f"{name}.factors"]
    if isinstance(like, Linear):
        words, context, rarity = like.words, like.context, like.rarity
    else:
        words, context = (_numbered(arrays[f"{like}.{part}"]) for part in ("words", "context"))
        rarity = _floats(arrays[f"{like}.rarity"])
    return Linear(
        types=_names(arrays[f"{name}.types"]),
        words=words,
        context=context,
        rarity=rarity,
        coefficients=np.ascontiguousarray((_floats(whole) * _floats(factors)[:, None]).T),
        intercepts=_floats(arrays[f"{name}.intercepts"]),
    )


def _numbered(encoded: NDArray[np.generic]) -> dict[str, int]:
    return {name: index for index, name in enumerate(_names(encoded))}


def _whole_numbers(coefficients: Floats) -> tuple[NDArray[np.int8], Floats]:
    factors = np.maximum(np.abs(coefficients).max(axis=0, initial=0.0) / 127, 1e-9).astype(np.float32)
    return np.rint(coefficients / factors).astype(np.int8), factors


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
