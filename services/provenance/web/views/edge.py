"""One edge as an editor reads it: the summary, what changed most, and the text with its changes in place.

The edits are those the alignment made; nothing is compared anew here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.provenance.descent import Descent, Line
from services.provenance.web.wording import OP_WORDS, percent, plural, summary
from shared.collation.values import Edit, Span
from shared.report import Edge
from shared.text import squeeze

CHIEF = 6  # changes named at the top
NEAR = 0.01  # a runner-up below this came nowhere near
FOLD_FROM = 2  # unchanged sentences in a row that fold into one line
_WEIGHTS = {
    "dropped": 1.0,
    "added": 1.0,
    "paraphrased": 0.8,
    "merged": 0.3,
    "split": 0.3,
    "edited": 0.2,
    "verbatim": 0.0,
}
# What a reader of news must not miss, however short the change.
_GRAVE = ("figure", "name", "quote", "attribution", "date", "unit", "lead", "correction", "headline")
_LIGHT = "trivial"
_UNTOLD = ("substantial", "trivial")  # labels that order the changes and need not be read


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `equal`, `delete` or `insert`; `apart` when a blank stands before it in print."""

    op: str
    text: str
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One edit in reading order; `number` is its anchor, `ghost` marks the place a moved sentence left."""

    number: int
    op: str
    kind: str
    paragraph: int
    before: str
    after: str
    pieces: tuple[Piece, ...]
    weight: float
    labels: tuple[str, ...] = ()
    moved: str = ""
    ghost: bool = False

    @property
    def told(self) -> list[str]:
        """The labels worth reading."""
        return [label for label in self.labels if label not in _UNTOLD]

    @property
    def word(self) -> str:
        if self.moved:
            return f"moved {self.moved}" if self.op == "verbatim" else f"{OP_WORDS[self.op]} and moved {self.moved}"
        return OP_WORDS[self.op]

    @property
    def plain(self) -> bool:
        """Taken as it was, where it was."""
        return self.op == "verbatim" and not self.moved


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring steps of one paragraph, or unchanged ones folded into a line."""

    steps: tuple[Step, ...]
    folded: bool

    @property
    def said(self) -> str:
        return f"{plural(len(self.steps), 'sentence')} unchanged"


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence; `share` (0..1) is its strength beside the strongest one's."""

    text: str
    speaks_for: bool
    share: float


@dataclass(frozen=True, slots=True)
class EdgeView:
    edge: Edge
    parent: str
    child: str
    summary: str
    chief: tuple[Step, ...]
    runs: tuple[Run, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]
    language: str = ""
    companion: str = ""  # the child's other source, where it has two
    runners_up: tuple[tuple[str, str, float], ...] = field(default=())  # node, label, confidence


def edge_view(story: Descent, edge: Edge) -> EdgeView:
    """What the page shows of `edge`."""
    steps = reading_order(edge.edits, story.lines(edge.parent), story.lines(edge.child))
    real = [step for step in steps if not step.ghost]
    chief = sorted((s for s in real if s.weight > 0), key=lambda s: (-s.weight, s.number))[:CHIEF]
    return EdgeView(
        edge=edge,
        parent=story.label(edge.parent),
        child=story.label(edge.child),
        summary=done(story, edge),
        chief=tuple(chief),
        runs=tuple(runs(steps)),
        steps=tuple(real),
        reasons=reasons(edge),
        language=(article.language or "") if (article := story.article(edge.child)) else "",
        companion=next((e.parent for e in story.story.edges if e.child == edge.child and e is not edge), ""),
        runners_up=tuple(
            (a.parent, story.label(a.parent), a.confidence)
            for a in edge.alternatives
            if a.parent in story.nodes and a.confidence >= NEAR
        ),
    )


def done(story: Descent, edge: Edge) -> str:
    """What the child did with its source, in one sentence."""
    return summary(edge.summary, sum(e.moved for e in edge.edits), story.nodes[edge.child].kind == "unobserved")


def reasons(edge: Edge) -> tuple[Reason, ...]:
    """The evidence, strongest first."""
    top = max((abs(e.weight) for e in edge.evidence), default=0) or 1
    ordered = sorted(edge.evidence, key=lambda e: -abs(e.weight))
    return tuple(Reason(e.text[:1].upper() + e.text[1:], e.weight >= 0, abs(e.weight) / top) for e in ordered)


def reading_order(edits: Iterable[Edit], parent: Sequence[Line], child: Sequence[Line]) -> list[Step]:
    """The edits as the child prints them, cuts where their neighbours stood, moves also where they left."""
    edits = list(edits)
    place = _places(edits)
    keyed: list[tuple[tuple[float, float, int], Edit, bool]] = []
    for edit in edits:
        at = float(edit.child[0]) if edit.child else _anchor(place, edit.parent) + 0.5
        keyed.append(((at, edit.parent[0] if not edit.child and edit.parent else -1.0, 0), edit, False))
        if edit.moved and edit.parent and edit.child:
            keyed.append(((_anchor(place, edit.parent) + 0.5, float(edit.parent[0]), 1), edit, True))
    keyed.sort(key=lambda item: item[0])
    numbers: dict[int, int] = {}
    for _, edit, ghost in keyed:
        if not ghost:
            numbers[id(edit)] = len(numbers) + 1
    steps: list[Step] = []
    for (at, _, _), edit, ghost in keyed:
        paragraph = child[int(at)].paragraph if 0 <= int(at) < len(child) else 0
        steps.append(_step(edit, numbers[id(edit)], paragraph, ghost, parent, child))
    return steps


def _places(edits: Iterable[Edit]) -> list[tuple[int, int]]:
    """Where parent sentences that stayed in order stand in the child."""
    return sorted((p, max(e.child)) for e in edits if e.child and not e.moved for p in e.parent)


def _anchor(place: Sequence[tuple[int, int]], numbers: Sequence[int]) -> float:
    """The child's sentence after which `numbers` would stand; -1 in front of all."""
    before = [c for p, c in place if p < numbers[0]] if numbers else []
    return float(max(before, default=-1))


def _step(edit: Edit, number: int, paragraph: int, ghost: bool, parent: Sequence[Line], child: Sequence[Line]) -> Step:
    before, after = _text(parent, edit.parent), _text(child, edit.child)
    first = child[edit.child[0]] if edit.child and edit.child[0] < len(child) else None
    first = first or (parent[edit.parent[0]] if edit.parent and edit.parent[0] < len(parent) else None)
    return Step(
        number=number,
        op=edit.op,
        kind=first.kind if first else "body",
        paragraph=paragraph,
        before=before,
        after=after,
        pieces=pieces(edit, before, after),
        weight=0.0 if ghost else substance(edit, before, after),
        labels=edit.labels,
        moved=_direction(edit) if edit.moved else "",
        ghost=ghost,
    )


def _direction(edit: Edit) -> str:
    return "up" if edit.child and edit.parent and edit.child[0] < edit.parent[0] else "down"


def _text(lines: Sequence[Line], numbers: Sequence[int]) -> str:
    return " ".join(lines[n].text for n in numbers if n < len(lines))


def pieces(edit: Edit, before: str, after: str) -> tuple[Piece, ...]:
    """The words of one edit with what went and what came; deletions stand before insertions."""
    if edit.op == "verbatim":
        return (Piece("equal", after),)
    if edit.op == "dropped":
        return (Piece("delete", before),)
    if edit.op == "added":
        return (Piece("insert", after),)
    if edit.op == "paraphrased" or not edit.spans:
        return tuple(p for p in (Piece("delete", before), Piece("insert", after)) if p.text)
    return tuple(_spaced(_woven(edit.spans), squeeze(before), squeeze(after)))


def _woven(spans: Sequence[Span]) -> list[Piece]:
    """Spans as pieces: a replacement is a deletion, then an insertion; neighbours of one kind are joined."""
    found: list[Piece] = []
    gone, come = list[str](), list[str]()
    for span in [*spans, Span(op="equal", parent="", child="")]:
        if span.op != "equal":
            gone += [span.parent] if span.op in ("delete", "replace") else []
            come += [span.child] if span.op in ("insert", "replace") else []
            continue
        found += [Piece("delete", _glued(gone))] if any(gone) else []
        found += [Piece("insert", _glued(come))] if any(come) else []
        gone, come = [], []
        found += [Piece("equal", span.child or span.parent)] if span.child or span.parent else []
    return found


def _spaced(woven: Sequence[Piece], before: str, after: str) -> list[Piece]:
    """Blanks where the printed texts have them: languages and quotation marks differ too much for a rule."""
    found: list[Piece] = []
    ends = {"delete": 0, "insert": 0}
    for piece in woven:
        apart = True
        for side, text in (("delete", before), ("insert", after)):
            at = text.find(piece.text.strip(), ends[side]) if piece.op in ("equal", side) else -1
            if at >= 0:
                apart = at == 0 or text[at - 1].isspace()
                ends[side] = at + len(piece.text.strip())
        found.append(Piece(piece.op, piece.text.strip(), apart))
    return found


def _glued(texts: Sequence[str]) -> str:
    return " ".join(text.strip() for text in texts if text.strip()) if len(texts) > 1 else texts[0]


def substance(edit: Edit, before: str, after: str) -> float:
    """How much an edit matters: its kind, how many words it touches, and whether it touches facts."""
    base = _WEIGHTS[edit.op]
    touched = sum(len(p.text.split()) for p in pieces(edit, before, after) if p.op != "equal")
    named = " ".join(edit.labels).casefold()
    if base and any(word in named for word in _GRAVE):
        base += 1.5
    elif _LIGHT in edit.labels:
        base *= 0.1
    return round(base * (1 + min(touched, 60) / 20) + (0.15 if edit.moved else 0), 4)


def runs(steps: Sequence[Step]) -> Iterable[Run]:
    """Steps in runs: unchanged ones that follow one another fold, others keep together by paragraph."""
    group: list[Step] = []
    for step in [*steps, None]:
        if group and (step is None or _breaks(group[-1], step)):
            yield Run(tuple(group), group[0].plain and len(group) >= FOLD_FROM)
            group = []
        if step:
            group.append(step)


def _breaks(last: Step, step: Step) -> bool:
    if last.plain and step.plain:
        return False
    return last.plain != step.plain or last.paragraph != step.paragraph or last.kind != step.kind


def runner_up(view: EdgeView) -> str:
    """The next best parent in words."""
    if not view.runners_up:
        return "No other parent came near."
    _, label, confidence = view.runners_up[0]
    return f"Next best: {label} ({percent(confidence)})."
