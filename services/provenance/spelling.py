"""The words of a witness, sentence by sentence, as they are compared."""

from collections.abc import Callable
from sys import intern

from services.provenance.changes import Reading
from shared.article import Witness
from shared.text import folded_words

Speller = Callable[[Witness], tuple[Reading, ...]]


def body_words(witness: Witness) -> tuple[Reading, ...]:
    """The folded words of each sentence of the body; none of the others, which keep their places."""
    return tuple(tuple(map(intern, folded_words(s.text))) if s.kind == "body" else () for s in witness.sentences)
