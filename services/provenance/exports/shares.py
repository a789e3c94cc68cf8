"""How much of a source an edge keeps: the one figure that the exports share."""

from shared.report import Edge

OPS = ("verbatim", "edited", "paraphrased", "merged", "split", "added", "dropped")


def kept(edge: Edge) -> float:
    """Share (0..1) of the child's sentences that it has word for word from its parent."""
    total = sum(edge.summary.get(op, 0) for op in OPS if op != "dropped")
    return edge.summary.get("verbatim", 0) / total if total else 0.0


def changed(edge: Edge) -> float:
    """Share (0..1) of all sentences named by the edge that were not taken word for word: a branch's length."""
    total = sum(edge.summary.get(op, 0) for op in OPS)
    return 1 - edge.summary.get("verbatim", 0) / total if total else 0.0
