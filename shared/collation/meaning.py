"""Sentences compared by a model of meaning, beside their words: an extra behind one interface; nothing here needs it.

The model is a package's own file, loaded without a network. `likeness` mixes it in; kinship goes by words alone.
"""

import importlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLOOR = 0.2  # cosine that any two sentences of news may have: without it, links of simulated stories went wrong
SHARE = 0.35  # of the likeness; anything from 0.1 to 0.5 gives the same links


class MeaningMissingError(RuntimeError):
    """The extra is not installed; the message says how to install it."""


class Meaning(Protocol):
    """Turns sentences into vectors of length 1, the nearer the more they mean the same; one and the same each time."""

    def vectors(self, texts: Sequence[str]) -> Floats: ...


class _Table(Protocol):
    """What is used of the package."""

    def embed(self, texts: list[str], *, norm: bool) -> NDArray[np.float32]: ...


class StaticVectors:
    """WordLlama's table of token vectors, averaged over a sentence: a fifth of a millisecond each."""

    def __init__(self, model: "_Table") -> None:
        self._model = model

    def vectors(self, texts: Sequence[str]) -> Floats:
        return np.asarray(self._model.embed(list(texts), norm=True), dtype=np.float64)


@cache
def load() -> Meaning:
    """The model of the extra.

    Raises:
        MeaningMissingError: the extra is not installed.
    """
    try:
        package = importlib.import_module("wordllama")
    except ImportError as error:
        raise MeaningMissingError("no model of meaning is installed: pip install 'wiretrace[embeddings]'") from error
    home = Path(str(package.__file__)).parent  # its own search misses the tokenizer that it ships
    return StaticVectors(package.WordLlama.load(cache_dir=home, disable_download=True))


def mixed(score: Floats, a: Sequence[str], b: Sequence[str], meaning: Meaning) -> Floats:
    """The table of likenesses, raised where two sentences mean more of the same than their words show."""
    if not a or not b:
        return score
    cosine = meaning.vectors(a) @ meaning.vectors(b).T
    beyond = np.clip((cosine - FLOOR) / (1 - FLOOR), 0.0, 1.0)
    return np.maximum(score, (1 - SHARE) * score + SHARE * beyond)
