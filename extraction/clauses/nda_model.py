"""The weights of the seventeen statements: one file, the same bytes when made again."""

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.arrays import zipped
from extraction.clauses.linear import Floats

NdaModelName = Literal["shipped", "dev"]
NDA_FILES: dict[NdaModelName, str] = {"shipped": "nda.npz", "dev": "nda-dev.npz"}


@dataclass(frozen=True)
class Small:
    """A small logistic model per statement: coefficients (statements by measures), intercepts."""

    coefficients: Floats
    intercepts: Floats

    def log_odds(self, measured: Floats) -> Floats:
        """`measured` is (…, statements, measures)."""
        return np.asarray((measured * self.coefficients).sum(axis=-1) + self.intercepts, np.float32)

    def probabilities(self, measured: Floats) -> Floats:
        """As `log_odds`, in [0, 1]."""
        odds = np.clip(self.log_odds(measured), -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


@dataclass(frozen=True)
class NdaModel:
    """Three heads of word weights (features by statements) over one vocabulary: is a span evidence; do the
    best spans together answer the statement; do they contradict it. Above them a small model each, and
    per statement the probability from which a contradiction is said."""

    words: dict[str, int]
    rarity: Floats
    spans: tuple[Floats, Floats]
    mention: tuple[Floats, Floats]
    polarity: tuple[Floats, Floats]
    evidence: Small
    mentioned: Small
    contradicted: Small
    bounds: Floats


@cache
def load_nda_model(name: NdaModelName = "shipped") -> NdaModel:
    """The weights that come with the package: "shipped" learnt from the training and the development
    agreements, "dev" from the training agreements alone."""
    return read_nda_model(files("extraction.clauses").joinpath("weights", NDA_FILES[name]).read_bytes())


def write_nda_model(model: NdaModel) -> bytes:
    """A dateless npz. Word weights are whole numbers from -127 to 127 and one factor per statement."""
    arrays: dict[str, NDArray[np.generic]] = {
        "words": np.frombuffer("\n".join(model.words).encode(), np.uint8),
        "rarity": model.rarity.astype(np.float16),
        "bounds": model.bounds.astype(np.float32),
    }
    for name in ("spans", "mention", "polarity"):
        coefficients, intercepts = getattr(model, name)
        factors = np.maximum(np.abs(coefficients).max(axis=0, initial=0.0) / 127, 1e-9).astype(np.float32)
        arrays[f"{name}.coefficients"] = np.ascontiguousarray(np.rint(coefficients / factors).T).astype(
            np.int8
        )
        arrays[f"{name}.factors"] = factors
        arrays[f"{name}.intercepts"] = np.round(intercepts, 3).astype(np.float32)
    for name in ("evidence", "mentioned", "contradicted"):
        small: Small = getattr(model, name)
        arrays[name] = np.hstack([small.coefficients, small.intercepts[:, None]]).astype(np.float32)
    return zipped(arrays)


def read_nda_model(data: bytes) -> NdaModel:
    """The model that `write_nda_model` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as raw:
        arrays: dict[str, NDArray[np.generic]] = {name: raw[name] for name in raw.files}

    def head(name: str) -> tuple[Floats, Floats]:
        whole = arrays[f"{name}.coefficients"].astype(np.float32)
        factors = arrays[f"{name}.factors"].astype(np.float32)
        weights = np.ascontiguousarray((whole * factors[:, None]).T)
        return weights, arrays[f"{name}.intercepts"].astype(np.float32)

    def small(name: str) -> Small:
        table = arrays[name].astype(np.float32)
        return Small(table[:, :-1], table[:, -1])

    words = arrays["words"].tobytes().decode().split("\n")
    return NdaModel(
        words={word: index for index, word in enumerate(words)},
        rarity=arrays["rarity"].astype(np.float32),
        spans=head("spans"),
        mention=head("mention"),
        polarity=head("polarity"),
        evidence=small("evidence"),
        mentioned=small("mentioned"),
        contradicted=small("contradicted"),
        bounds=arrays["bounds"].astype(np.float32),
    )
