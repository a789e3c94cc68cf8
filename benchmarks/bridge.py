"""One invented story, small enough to know by heart: eight outlets, two wire versions, one merge.

The texts and who took whose are laid down here; tests of the page ask for exactly these words.
"""

from collections.abc import Sequence

from benchmarks.fictional import article, edge, wire
from shared.report import Credit, Edge, Node, Original, Report, Story, Superseded

HOSTILE = "<script>document.title='taken over'</script><img src=x onerror=alert(1)>"
_FIRST = (
    "The old swing bridge at Verrin will close to cars on Monday.",
    "The harbour board voted seven to two for the closure late on Thursday.",
    "Inspectors had found cracks in two of its bearings.",
    "About 4,000 drivers cross the bridge on a weekday.",
    "A ferry will carry them for 3 crowns a trip.",
    '"Nobody likes it, but nobody argued with the photographs," said board member Ilse Tarn.',
    "Repairs are to take nine weeks.",
    "The bridge opened in 1931.",
)
_SECOND = (*_FIRST[:4], "A ferry will carry them for 5 crowns a trip.", *_FIRST[5:])
_TEXTS: dict[str, Sequence[str]] = {
    "w1": _FIRST,
    "w2": _SECOND,
    "post": (*_FIRST[:3], "About 4,000 motorists cross the bridge on a weekday.", *_FIRST[4:6]),
    "daily": _FIRST[:5],
    "star": (*_SECOND, "The Star will keep a camera on the quay."),
    "coast": (_SECOND[1], _SECOND[0], *_SECOND[2:]),
    "copycat": _FIRST[:5],
    "echo": ("From Monday no car may use Verrin's ageing swing bridge.", *_SECOND[2:7]),
    "merge": (*_SECOND[:6], "The Star will keep a camera on the quay."),
    "hostile": (HOSTILE, *_SECOND[:4]),
}
_LINKS: dict[tuple[str, str], list[tuple[int, int]]] = {
    ("w1", "w2"): [(i, i) for i in range(8)],
    ("w1", "post"): [(i, i) for i in range(6)],
    ("w2", "coast"): [(1, 0), (0, 1), *((i, i) for i in range(2, 8))],
    ("w2", "echo"): [(0, 0), *((i + 1, i) for i in range(1, 6))],
}
_OUTLETS = {
    "post": ("Harbour Post", 2),
    "daily": ("Orsin Daily", 9),
    "star": ("The Verrin Star", 95),
    "coast": ("Coastline 24", 121),
    "copycat": ("Metro Line", 44),
    "echo": ("Northmoor Echo", 160),
    "merge": ("Weekly Ledger", 300),
    "hostile": ("Odd & Sons", 190),
}
PARENTS = {
    "post": "w1", "daily": "w1", "w2": "w1", "star": "w2", "coast": "w2", "copycat": "daily", "echo": "w2",
    "merge": "w2", "hostile": "w2",
}  # fmt: skip


def bridge(version: int = 1, without: Sequence[str] = ()) -> Report:
    """The story; `without` leaves outlets out, as before they arrived."""
    texts = {node: list(lines) for node, lines in _TEXTS.items()}
    outlets = {node: facts for node, facts in _OUTLETS.items() if node not in without}
    articles = tuple(article(node, name, texts[node], minute) for node, (name, minute) in outlets.items())
    nodes = (
        wire("w1", 1, texts["w1"]),
        wire("w2", 2, texts["w2"]),
        *(_node(node, outlets[node][0]) for node in outlets),
    )
    story = Story(
        id="bridge",
        title="Verrin's old swing bridge to close for nine weeks",
        version=version,
        nodes=nodes,
        edges=tuple(_edges(texts, [child for child in PARENTS if child not in without])),
        original=Original(node="w2", agency="TNA", confidence=0.88, sentences=nodes[1].sentences),
        superseded=(_toll(),),
        credits=tuple(Credit(article=a.id, printed=a.credit, inferred="TNA", verdict="right") for a in articles),
        related=(),
    )
    same = {"copycat": "daily"}
    return Report(
        articles=tuple(a.model_copy(update={"same_text_as": same.get(a.id)}) for a in articles), stories=(story,)
    )


def _node(node: str, outlet: str) -> Node:
    return Node(id=node, kind="article", article=node, label=outlet, agency="TNA", wire_version=None)


def _edges(texts: dict[str, list[str]], children: Sequence[str]) -> list[Edge]:
    found = [edge(PARENTS[c], c, texts, 0.62 if c == "echo" else 0.94, _LINKS.get((PARENTS[c], c))) for c in children]
    if "merge" in children and "star" in children:
        found.append(edge("star", "merge", texts, 0.71).model_copy(update={"role": "second"}))
    return found


def _toll() -> Superseded:
    return Superseded(kind="figure", was="3 crowns", now="5 crowns", since="w2", still_printed_by=("post", "daily"))
