"""The tree as a CSV list of edges, for spreadsheets."""

import csv
import io

from services.provenance.descent import Descent
from services.provenance.exports.shares import OPS
from shared.report import Edge

COLUMNS = ("parent", "child", "parent_label", "child_label", "role", "confidence", "mark", *OPS, "moved")


def edge_list(story: Descent) -> str:
    """One line an edge: its ends by id and name, role, confidence, and sentences by operation (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for edge in story.story.edges:
        writer.writerow(_row(story, edge))
    return out.getvalue()


def _row(story: Descent, edge: Edge) -> list[str | int | float]:
    names = [guarded(story.label(edge.parent)), guarded(story.label(edge.child))]
    counts = [edge.summary.get(op, 0) for op in OPS]
    moved = sum(e.moved for e in edge.edits)
    return [edge.parent, edge.child, *names, edge.role, edge.confidence, edge.mark or "", *counts, moved]


def guarded(text: str) -> str:
    """Foreign text that a spreadsheet would run as a formula, made a text (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
