"""What a later version of the wire still had of a page at hand: its text is known, and the wire takes little back.

Of a version's sentences nearly all stand in the next one as well (hand-edited stories .94, simulated ones .96), if not
in the same words; each taker that goes past one speaks against it, by Bayes' rule.
"""

from collections.abc import Collection, Mapping

import numpy as np

from services.provenance.pricing import Floats
from services.provenance.voices import HAS, Voices
from services.provenance.vouching import beside, lacking

STAYS = 0.9  # probability that a sentence of one version is in the next
TAKEN = 0.95  # that a taker who has what stands round a sentence has that too


def with_held_over(
    voices: Voices, version: int, share: Floats, pages: Mapping[int, int], earlier: Collection[int]
) -> Floats:
    """(sentences,): `share`, raised for sentences of pages that no taker of the version tells. `pages`: version -> the
    witness that is its page; `earlier`: those of them that surely came before `version`."""
    out = share.copy()
    if not earlier:
        return out
    tells = (voices.share >= HAS) | (beside(voices) > 0)
    told = (tells & (voices.version == version)).any(axis=1)
    past = np.where(tells, 1.0, 1 - TAKEN * lacking(voices))
    for u in sorted(earlier):
        if pages[u] in voices.members:
            mine = voices.of == voices.members.index(pages[u])
            out = np.where(mine & ~told, np.maximum(out, _held(voices, u, version, past)), out)
    return out


def _held(voices: Voices, page: int, version: int, each: Floats) -> Floats:
    """(sentences,): the probability that `version` has what `page` has, by who went past it since; `each`: (sentences,
    voices) how likely it is that a voice lacks a sentence that its source had."""
    since = (voices.version > page) & (voices.version <= version)
    past = np.where(since, each, 1.0).prod(axis=1)
    stays = STAYS ** (version - page)
    return stays * past / (stays * past + 1 - stays)
