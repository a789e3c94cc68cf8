"""What a trace works out that the next one of the same story need not: a late article changes little of it."""

from collections.abc import Hashable, MutableMapping, Sequence
from dataclasses import dataclass, field

from services.provenance.changes import Changes, Reading, changes
from services.provenance.spelling import body_words
from shared.article import Sentence, Witness
from shared.collation.align import collate, link
from shared.collation.edits import edits
from shared.collation.values import Collation, Edit, Link
from shared.report import WireSentence

Pair = tuple[str, str]
Retelling = tuple[tuple[str, ...], str]
RETOLD_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Memory:
    """`collations` of two articles are keyed (smaller id, larger id), their `edits` (parent's id, child's id), the
    edits of a rebuilt text (`retold`) by its sentences and the child's id; `compared` are the readings of the passages
    of the story that was traced last, `rebuilt` its unobserved texts, by what is said of them; `spelt` the words of an
    article by its id."""

    collations: MutableMapping[Pair, Collation] = field(default_factory=lambda: dict[Pair, Collation]())
    edits: MutableMapping[Pair, tuple[Edit, ...]] = field(default_factory=lambda: dict[Pair, tuple[Edit, ...]]())
    retold: MutableMapping[Retelling, tuple[Edit, ...]] = field(
        default_factory=lambda: dict[Retelling, tuple[Edit, ...]]()
    )
    compared: MutableMapping[tuple[Reading, ...], Changes] = field(
        default_factory=lambda: dict[tuple[Reading, ...], Changes]()
    )
    rebuilt: MutableMapping[Hashable, tuple[tuple[WireSentence, ...], ...]] = field(
        default_factory=lambda: dict[Hashable, tuple[tuple[WireSentence, ...], ...]]()
    )
    spelt: MutableMapping[str, tuple[Reading, ...]] = field(default_factory=lambda: dict[str, tuple[Reading, ...]]())

    def words(self, witness: Witness) -> tuple[Reading, ...]:
        """As `body_words`."""
        if witness.id not in self.spelt:
            self.spelt[witness.id] = body_words(witness)
        return self.spelt[witness.id]

    def collate(self, a: Witness, b: Witness) -> Collation:
        """Pairs that retrieval never proposed are collated here; `a` has the smaller id."""
        key = (a.id, b.id)
        if key not in self.collations:
            self.collations[key] = collate(a, b)
        return self.collations[key]

    def between(self, parent: Witness, child: Witness) -> tuple[Edit, ...]:
        """The edits from one article at hand to another."""
        key = (parent.id, child.id)
        if key not in self.edits:
            self.edits[key] = edits(parent.sentences, child.sentences, self._oriented(parent, child))
        return self.edits[key]

    def from_rebuilt(self, parent: Sequence[Sentence], child: Witness) -> tuple[Edit, ...]:
        """The edits from a text that nobody handed in to an article."""
        key = (tuple(s.text for s in parent), child.id)
        if key not in self.retold:
            if len(self.retold) >= RETOLD_MOST:
                self.retold.clear()
            self.retold[key] = edits(parent, child.sentences, links(parent, child.sentences))
        return self.retold[key]

    def changes(self, passages: Sequence[tuple[Reading, ...]]) -> list[Changes]:
        """What changes between the readings of each passage; those of other stories are let go."""
        made = {readings: self.compared.get(readings) or changes(readings) for readings in passages}
        self.compared.clear()
        self.compared.update(made)
        return [made[readings] for readings in passages]

    def forget(self, article: str) -> None:
        """Keep nothing of this article, nor of texts that may be made of it."""
        for known in (self.collations, self.edits):
            for pair in [pair for pair in known if article in pair]:
                del known[pair]
        self.spelt.pop(article, None)
        self.retold.clear()
        self.compared.clear()
        self.rebuilt.clear()

    def _oriented(self, parent: Witness, child: Witness) -> tuple[Link, ...]:
        if parent.id < child.id:
            return self.collate(parent, child).links
        return tuple(Link(a=x.b, b=x.a, score=x.score) for x in self.collate(child, parent).links)


def links(parent: Sequence[Sentence], child: Sequence[Sentence]) -> tuple[Link, ...]:
    """Links between bodies, numbered in the texts' own lists."""
    left = [k for k, s in enumerate(parent) if s.kind == "body"]
    right = [k for k, s in enumerate(child) if s.kind == "body"]
    found = link([parent[k].text for k in left], [child[k].text for k in right])
    return tuple(Link(a=tuple(left[i] for i in x.a), b=tuple(right[j] for j in x.b), score=x.score) for x in found)
