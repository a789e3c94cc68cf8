"""The original as its takers show it: who kept which sentence, in which words; and the table of all readings.

Readings follow the tree's own edits from the original to every node; nothing is compared anew here.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from services.provenance.descent import Descent
from services.provenance.web.wording import plural
from shared.report import Edge, WireSentence
from shared.text import squeeze

_RANK = {"verbatim": 0, "edited": 1, "merged": 1, "split": 1, "paraphrased": 2}
_WORD = ("verbatim", "edited", "paraphrased")
_SAID = {"verbatim": "kept word for word", "edited": "edited", "paraphrased": "rewritten", "absent": "left out"}
LONG = 40  # articles from which on a passage's readings are shown for one passage at a time
# A sentence of the base -> the node's sentences that answer it, and the rank of the greatest change on the way.
Reading = Mapping[int, tuple[tuple[int, ...], int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one node prints one passage: `verbatim`, `edited`, `paraphrased` or `absent`."""

    node: str
    label: str
    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One passage of the original; `kept` of `takers` direct takers have it; `heat` is that share in quarters."""

    number: int
    text: str
    confidence: float
    kept: int
    takers: int
    cells: tuple[Cell, ...]

    @property
    def heat(self) -> int:
        return round(4 * self.kept / self.takers) if self.takers else 0

    @property
    def same(self) -> list[str]:
        return [c.label for c in self.cells if c.op == "verbatim"]

    @property
    def changed(self) -> list[Cell]:
        return [c for c in self.cells if c.op in ("edited", "paraphrased")]

    @property
    def wordings(self) -> list[list[Cell]]:
        """The changed readings, those that print the same words together."""
        found: dict[tuple[str, str], list[Cell]] = {}
        for cell in self.changed:
            found.setdefault((cell.op, cell.text), []).append(cell)
        return list(found.values())

    @property
    def counted(self) -> list[str]:
        """How many did what with the passage."""
        ops = Counter(cell.op for cell in self.cells)
        return [f"{_SAID[op]} by {ops[op]}" for op in _SAID if ops[op]]

    @property
    def without(self) -> list[str]:
        return [c.label for c in self.cells if c.op == "absent"]


@dataclass(frozen=True, slots=True)
class WireView:
    """The original by passages; `columns` are the articles (node, label, share of passages kept in some form)."""

    node: str
    label: str
    rows: tuple[Row, ...]
    columns: tuple[tuple[str, str, float], ...]
    versions: tuple[tuple[str, str, Edge | None], ...]

    @property
    def long(self) -> bool:
        return len(self.columns) > LONG

    @property
    def basis(self) -> str:
        return plural(self.rows[0].takers if self.rows else 0, "witness", "witnesses")


def wire_view(story: Descent, only: Collection[str] | None = None) -> WireView | None:
    """What the page shows of the original, or None when the story has none; with `only`, these nodes get a column."""
    original = story.story.original
    if original is None or original.node not in story.nodes:
        return None
    found = readings(story, original.node)
    articles = [n for n, _ in story.walk() if story.article(n) and n != original.node and (only is None or n in only)]
    direct = {n for n in articles if _takes_wire(story, n)} or set(articles)
    rows = tuple(
        _row(story, i, line, [_cell(story, n, found.get(n, {}).get(i), line.text) for n in articles], direct)
        for i, line in enumerate(original.sentences)
    )
    columns = tuple((n, story.label(n), _share(rows, at)) for at, n in enumerate(articles))
    return WireView(original.node, story.label(original.node), rows, columns, tuple(_versions(story)))


def readings(story: Descent, base: str) -> dict[str, Reading]:
    """For every node that the tree's edits reach from `base`: which of its sentences answer which of the base's."""
    start: Reading = {i: ((i,), 0) for i in range(len(story.lines(base)))}
    touching: dict[str, list[Edge]] = {node: [] for node in story.nodes}
    for edge in sorted(story.story.edges, key=lambda e: e.role):  # a node is read along the line it chiefly came by
        touching[edge.parent].append(edge)
        touching[edge.child].append(edge)
    found: dict[str, Reading] = {base: start}
    queue = deque([base])
    while queue:
        here = queue.popleft()
        for edge in touching[here]:
            down = edge.parent == here
            neighbour = edge.child if down else edge.parent
            if neighbour not in found:
                found[neighbour] = _through(found[here], _relation(edge, down))
                queue.append(neighbour)
    return found


def _relation(edge: Edge, down: bool) -> Reading:
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    for edit in edge.edits:
        ours, theirs = (edit.parent, edit.child) if down else (edit.child, edit.parent)
        for number in ours if theirs else ():
            before, rank = found.get(number, ((), 0))
            found[number] = (tuple(sorted({*before, *theirs})), max(rank, _RANK.get(edit.op, 1)))
    return found


def _through(first: Reading, second: Reading) -> Reading:
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    for number, (middle, rank) in first.items():
        ends = [second[m] for m in middle if m in second]
        if ends:
            numbers = tuple(sorted({n for end, _ in ends for n in end}))
            found[number] = (numbers, max(rank, *(r for _, r in ends)))
    return found


def _cell(story: Descent, node: str, reading: tuple[tuple[int, ...], int] | None, base: str) -> Cell:
    if not reading:
        return Cell(node, story.label(node), "absent", "")
    lines = story.lines(node)
    text = " ".join(lines[n].text for n in reading[0] if n < len(lines))
    op = "verbatim" if squeeze(text) == squeeze(base) else _WORD[max(reading[1], 1)]
    return Cell(node, story.label(node), op, text)


def _row(story: Descent, number: int, line: WireSentence, cells: list[Cell], direct: set[str]) -> Row:
    kept = {_voice(story, cell.node) for cell in cells if cell.node in direct and cell.op != "absent"}
    takers = {_voice(story, node) for node in direct}
    return Row(number, line.text, line.confidence, len(kept), len(takers), tuple(cells))


def _voice(story: Descent, node: str) -> str:
    """Who speaks: outlets that an editor declared one house, and all texts of one page, are one witness."""
    article = story.article(node)
    if article is None:
        return node
    return f"house {article.house}" if article.house else f"page {(story.before(article) or (article,))[-1].id}"


def _takes_wire(story: Descent, node: str) -> bool:
    edge = story.main.get(node)
    return edge is not None and story.nodes[edge.parent].wire_version is not None


def _share(rows: tuple[Row, ...], column: int) -> float:
    return sum(row.cells[column].op != "absent" for row in rows) / len(rows) if rows else 0.0


def _versions(story: Descent) -> Iterator[tuple[str, str, Edge | None]]:
    """The wire versions in order, each with the edge from the one before."""
    for node in sorted((n for n in story.story.nodes if n.wire_version is not None), key=lambda n: n.wire_version or 0):
        edge = story.main.get(node.id)
        wires = edge is not None and story.nodes[edge.parent].wire_version is not None
        yield node.id, story.label(node.id), edge if wires else None
