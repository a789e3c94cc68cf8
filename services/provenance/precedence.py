"""Which versions surely came after an agency's page: those that it would cost much to put before it."""

from services.provenance.pricing import Prices
from services.provenance.proposals import moved
from services.provenance.search import Tree, layout_of, told
from services.provenance.versions import Fitting

SURE = 12.0  # nats: where a page came first it mostly costs 14 and more, else 4 at most (decision 0075)


def pages_before(prices: Prices, tree: Tree) -> tuple[frozenset[int], ...]:
    """For each version those shown by a page that surely came before it."""
    fitting, layout = Fitting(prices), layout_of(tree)
    pages = tree.chain.pages
    if not pages:
        return (frozenset[int](),) * layout.versions
    cost = told(fitting, layout).cost

    def sure(page: int, version: int) -> bool:
        return told(fitting, moved(layout, version, page)).cost - cost >= SURE

    return tuple(
        frozenset(u for u in pages if u < v and sure(u, v)) if v not in pages else frozenset[int]()
        for v in range(layout.versions)
    )
