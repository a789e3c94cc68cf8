"""The reconstructed text of each unobserved wire version: the printed sentences that it most likely had, in its order.

Every sentence that a voice prints is a candidate; what others print tells how much of it the version had
(`vouching`). Of sentences that tell the same the fuller and surer is taken, be it one for two or two for one; then its
words are settled with those of the other voices (`consensus`). Every word printed here stands in some witness.
"""

from collections.abc import Collection, Hashable, Mapping, MutableMapping, Sequence

import numpy as np

from services.provenance.consensus import Voice, agree
from services.provenance.held_over import with_held_over
from services.provenance.pricing import Floats
from services.provenance.search import Tree
from services.provenance.second import Pair
from services.provenance.table import Table
from services.provenance.voices import HAS, Voices, hear
from services.provenance.vouching import vouched
from services.provenance.wire_order import in_order, says
from services.provenance.wire_sentences import chosen, wording_weight
from shared.article import Witness
from shared.report import WireSentence

Texts = tuple[tuple[WireSentence, ...], ...]
LIKE = 0.6  # share of a counterpart's words that are the sentence's: beside that it tells other things as well
SURENESS = 0.7  # shares are surer of themselves than sentences come out right (Brier score, simulated stories)


def wire_texts(
    tree: Tree,
    pairs: Mapping[int, Pair],
    table: Table,
    witnesses: Sequence[Witness],
    silent: Mapping[int, Sequence[int]] | None = None,
    known: MutableMapping[Hashable, Texts] | None = None,
    before: Sequence[Collection[int]] = (),
) -> Texts:
    """The sentences of each version, none where an agency's own page shows it.

    `silent`: witness -> passages in which it only repeats another of its house; `known` keeps the outcome for the next
    time that the same voices say the same; `before`: for each version those shown by a page that surely came before it.
    """
    voices = hear(tree, pairs, table, witnesses, silent or {})
    shown = tuple(tree.chain.pages.get(v) for v in range(tree.chain.versions))
    pages = tuple(None if w is None else witnesses[w].id for w in shown)
    key = (pages, tuple(map(frozenset, before)), _said(voices, witnesses))
    if known is not None and key in known:
        return known[key]
    say = says(voices)
    texts = tuple(
        _text(voices, v, _share(voices, v, tree, before), say, witnesses) if page is None else ()
        for v, page in enumerate(pages)
    )
    if known is not None:
        known.clear()
        known[key] = texts
    return texts


def _said(voices: Voices, witnesses: Sequence[Witness]) -> Hashable:
    """Who says what of which version, passages numbered as they come: all that the texts depend on."""
    number: dict[int, int] = {}
    passages = tuple(frozenset(number.setdefault(c, len(number)) for c in sorted(told)) for told in voices.columns)
    members = tuple(witnesses[w].id for w in voices.members)
    return members, tuple(voices.version.tolist()), tuple(voices.of.tolist()), passages, voices.texts


def _share(voices: Voices, version: int, tree: Tree, before: Sequence[Collection[int]]) -> Floats:
    """(sentences,): how much of each the version had."""
    earlier = before[version] if before else ()
    return with_held_over(voices, version, vouched(voices, version), tree.chain.pages, earlier)


def _text(
    voices: Voices, version: int, share: Floats, say: Floats, witnesses: Sequence[Witness]
) -> tuple[WireSentence, ...]:
    weight = wording_weight(voices, version)
    ordered = in_order(voices, version, chosen(voices, version, share), say)
    return tuple(_sentence(voices, weight, n, float(share[n]), witnesses) for n in ordered)


def _sentence(voices: Voices, weight: Floats, n: int, share: float, witnesses: Sequence[Witness]) -> WireSentence:
    having = [k for k in range(len(voices.members)) if voices.share[n, k] >= HAS]
    heard = [Voice(_window(voices, n, k), float(weight[k])) for k in having if _alike(voices, n, k)]
    text = agree(sorted(heard, key=lambda v: -round(v.weight, 6)))
    support = tuple(sorted(witnesses[voices.members[k]].id for k in having))
    return WireSentence(text=text, support=support, confidence=_confidence(share))


def _confidence(share: float) -> float:
    odds = np.log(share / (1 - share))
    return round(float(1 / (1 + np.exp(-SURENESS * odds))), 3)


def _window(voices: Voices, n: int, k: int) -> str:
    return " ".join(voices.texts[m] for m in voices.window[n][k])


def _alike(voices: Voices, n: int, k: int) -> bool:
    whole = sum(voices.length[m] for m in voices.window[n][k])
    return bool(voices.share[n, k] * voices.length[n] >= LIKE * whole)
