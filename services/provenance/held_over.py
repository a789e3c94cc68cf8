"""What a later version of the wire still had of a page at hand: its text is known, and the wire takes little back.

Of the sentences of an agency's page nine in ten stand in the next version as well (hand-edited stories .94, simulated
ones .96); each taker that goes past one speaks against it, by Bayes' rule.
"""

from collections.abc import Collection, Mapping

import numpy as np

from services.provenance.pricing import Floats
from services.provenance.voices import HAS, Voices
from services.provenance.vouching import Bools, beside, lacking

STAYS = 0.9  # probability that a sentence of one version is in the next
TAKEN = 0.95  # that a taker who has what stands round a sentence has that too


def with_held_over(
    voices: Voices, version: int, share: Floats, pages: Mapping[int, int], earlier: Collection[int]
) -> Floats:
    """(sentences,): `share`, raised for sentences of pages that no taker of the version tells. `pages`: version -> the
    witness that is its page; `earlier`: those of them that surely came before `version`."""
    out = share.copy()
    for u in sorted(earlier):
        mine = voices.of == (voices.members.index(pages[u]) if pages[u] in voices.members else -1)
        if mine.any():
            out = np.where(mine & ~_told(voices, version), np.maximum(out, _held(voices, u, version)), out)
    return out


def _told(voices: Voices, version: int) -> Bools:
    """(sentences,): does a taker of the version have it, or tell its passage?"""
    return (_known(voices) & (voices.version == version)).any(axis=1)


def _known(voices: Voices) -> Bools:
    return (voices.share >= HAS) | (beside(voices) > 0)


def _held(voices: Voices, page: int, version: int) -> Floats:
    """(sentences,): the probability that `version` has what `page` has, by who went past it since."""
    since = (voices.version > page) & (voices.version <= version)
    past = np.where(since & ~_known(voices), 1 - TAKEN * lacking(voices), 1.0).prod(axis=1)
    stays = STAYS ** (version - page)
    return stays * past / (stays * past + 1 - stays)
