"""A family inferred: its table, prices, tree, second sources and the wire's texts, before anything is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.provenance.agency import story_agency
from services.provenance.choice import choose
from services.provenance.costs import Weights
from services.provenance.growth import grown
from services.provenance.laid_out import laid_out
from services.provenance.marks import UNSEEN, Rulings, barring, houses, looped, repeated
from services.provenance.memory import Memory
from services.provenance.precedence import pages_before
from services.provenance.pricing import Prices, carried_over, ruled, without
from services.provenance.search import WHOLE, Tree, find_again, find_trees, rooted, told_with, without_wire
from services.provenance.second import Pair, second_sources, set_aside
from services.provenance.table import Table
from services.provenance.wire_text import wire_texts
from shared.article import Sentence, Witness
from shared.report import Mark, WireSentence

REVIEWS = 2  # times that the tree is looked for again without what second sources gave
ROOTED = 0.8  # how far trees with and without a wire agree where no agency is named: not measured one by one
REVISED = 1.0  # the same where texts are revisions of one: their links are right five times in six
GROWN_MOST = 300  # texts compared word by word, each with each; beyond that their prices order them
LONE_WIRE = 1  # takers up to which a single wire version is assumed only if a credit speaks of one


@dataclass(frozen=True, slots=True)
class Family:
    """All that is known of a family while its story is written down; `twins[w]`: those that print w's text as well,
    `agreed[w]`: how far all likely trees agree on w's parent."""

    witnesses: tuple[Witness, ...]
    twins: Mapping[int, tuple[Witness, ...]]
    table: Table
    prices: Prices
    tree: Tree
    agreed: Sequence[float]
    seconds: Mapping[int, Pair]
    agency: str | None
    memory: Memory
    texts: tuple[tuple[WireSentence, ...], ...]
    rootless: bool

    def name(self, source: int) -> str:
        """How prose calls a source (numbers as in `Tree.parent`)."""
        if source >= 0:
            w = self.witnesses[source]
            return w.outlet or w.headline or w.file
        version = -1 - source
        if version in self.tree.chain.pages:
            return self.name(self.tree.chain.pages[version])
        agency = self.agency or "the wire"
        return f"{agency} version {version + 1}" if self.tree.chain.versions > 1 else agency

    def node(self, source: int) -> str:
        """The id of a source's node; an observed wire copy stands for its version."""
        page = source if source >= 0 else self.tree.chain.pages.get(-1 - source)
        return self.witnesses[page].id if page is not None else f"wire-{-source}"

    def ruled(self, source: int) -> int:
        """A source as marks know it: an observed wire copy by its witness, any unobserved text as one."""
        return source if source >= 0 else self.tree.chain.pages.get(-1 - source, UNSEEN)

    def sentences(self, source: int) -> tuple[Sentence, ...]:
        """The sentences of a source's node, in the numbering that edits use."""
        page = source if source >= 0 else self.tree.chain.pages.get(-1 - source)
        if page is not None:
            return self.witnesses[page].sentences
        return tuple(Sentence(text=s.text, kind="body", paragraph=k) for k, s in enumerate(self.texts[-1 - source]))


def infer(everyone: Sequence[Witness], memory: Memory, weights: Weights, marks: Sequence[Mark]) -> Family:
    """The family of these witnesses; the same whatever their order.

    Where no witness names an agency, one of them may be the source of all; where nothing shows any of them to be news
    (`is_news`), one of them is.
    """
    laid = laid_out(everyone, memory, marks)
    prices, observed, ruling = laid.priced(weights, memory), laid.agency_pages(), laid.ruling
    agency = story_agency(everyone)
    tree, pairs, agreed = _descent(prices, observed)
    while turned := looped(tree.parent, prices.rulings):
        prices = ruled(prices, barring(prices.rulings, turned))
        tree, pairs, agreed = _descent(prices, observed)
    if agency is None and not ruling.pinned:
        bare = not laid.press and not ruling.vetoed and prices.witnesses <= GROWN_MOST
        known = _grown(prices, laid.witnesses) if bare else without_wire(prices)
        if known.cost < tree.cost or not laid.press:
            tree, agreed, pairs = known, (ROOTED if laid.press else REVISED,) * prices.witnesses, dict[int, Pair]()
    silent = repeated(laid.witnesses, prices.cell.T.tolist(), houses(marks), laid.page_of)
    texts = wire_texts(tree, pairs, laid.table, laid.witnesses, silent, memory.rebuilt, pages_before(prices, tree))
    rootless = _rootless(tree, agency, ruling)
    return Family(laid.witnesses, laid.twins, laid.table, prices, tree, agreed, pairs, agency, memory, texts, rootless)


def _grown(prices: Prices, witnesses: Sequence[Witness]) -> Tree:
    return rooted(prices, grown([w.whole_text() for w in witnesses]))


def _descent(prices: Prices, pages: Sequence[int]) -> tuple[Tree, Mapping[int, Pair], Sequence[float]]:
    """The tree and the second sources, each found anew in view of the other: a merged text would bend the versions."""
    carried = carried_over(prices)
    chosen = choose(find_trees(without(prices, carried) if carried else prices, pages))
    pairs = second_sources(prices, chosen.tree)
    for _ in range(REVIEWS if prices.witnesses <= WHOLE else 1):
        if not pairs:
            break
        given = set_aside(carried, pairs)
        without_seconds = without(prices, given)
        chosen = choose(find_again(without_seconds, pages, chosen.tree))
        pairs = second_sources(prices, chosen.tree, given)
    return *_taken(prices, chosen.tree, pairs), chosen.agreed


def _taken(prices: Prices, tree: Tree, pairs: Mapping[int, Pair]) -> tuple[Tree, Mapping[int, Pair]]:
    """Without versions that the search passed through and nobody took: nothing shows that they were."""
    sources = {*tree.parent, *(s for pair in pairs.values() for s in (pair.main, pair.second))}
    used = sorted({-1 - s for s in sources if s < 0} | set(tree.chain.pages))
    if len(used) == tree.chain.versions:
        return tree, pairs
    new = {s: s if s >= 0 else -1 - used.index(-1 - s) for s in sources}
    named = {w: replace(pair, main=new[pair.main], second=new[pair.second]) for w, pair in pairs.items()}
    return told_with(prices, tree, used), named


def _rootless(tree: Tree, agency: str | None, ruling: Rulings) -> bool:
    """A single version with a single taker explains nothing: that taker has no source unless it credits one."""
    takers = [w for w, p in enumerate(tree.parent) if p < 0]
    if tree.chain.versions > 1 or tree.chain.pages or ruling.unseen():
        return False
    return (len(takers) <= LONE_WIRE and agency is None) or all(ruling.bars(UNSEEN, w) for w in takers)
