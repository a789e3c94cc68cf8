"""The language of a text where its file does not tell."""

from typing import cast

import py3langid  # pyright: ignore

MIN_LETTERS = 40  # under about 40 letters the detector guesses


def language_of(text: str) -> str | None:
    """ISO 639-1 code by py3langid (Lui and Baldwin 2012), or None for a text too short to tell."""
    if sum(c.isalpha() for c in text) < MIN_LETTERS:
        return None
    return cast(str, py3langid.classify(text[:4000])[0])  # pyright: ignore
