"""All stories as tables for research: nodes, edges, edits, marks, as CSV or Parquet files, written story by story."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from services.provenance.descent import Descent, descent
from services.provenance.exports.edge_list import guarded
from services.provenance.exports.shares import OPS
from shared.collation.values import Edit
from shared.report import Edge, Report

Row = Mapping[str, str | int | float | bool | None]
COLUMNS: dict[str, dict[str, type]] = {
    "nodes": {
        "story": str, "node": str, "kind": str, "label": str, "article": str, "file": str, "outlet": str, "url": str,
        "headline": str, "published_at": str, "agency": str, "wire_version": int, "sentences": int, "confidence": float,
        "same_text_as": str, "house": str, "revision_of": str,
    },
    "edges": {
        "story": str, "parent": str, "child": str, "role": str, "confidence": float, "mark": str,
        **dict.fromkeys(OPS, int), "moved": int, "runner_up": str, "runner_up_confidence": float,
    },
    "edits": {
        "story": str, "parent": str, "child": str, "number": int, "op": str, "moved": bool, "labels": str,
        "parent_sentences": str, "child_sentences": str, "parent_text": str, "child_text": str,
    },
    "marks": {"story": str, "kind": str, "subject": str, "other": str, "by": str, "made_at": str},
}  # fmt: skip


class ParquetMissingError(RuntimeError):
    """Parquet needs the `pyarrow` package: install `wiretrace[parquet]`, or export CSV."""


def write(reports: Iterable[Report], folder: Path, form: Literal["csv", "parquet"] = "csv") -> list[Path]:
    """Write `nodes`, `edges`, `edits` and `marks` of all stories in `reports` to `folder`; returns the files.

    Raises:
        ParquetMissingError: `pyarrow` is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    opener = _parquet if form == "parquet" else _csv
    files = {table: folder / f"{table}.{form}" for table in COLUMNS}
    with ExitStack() as stack:
        sinks = {table: opener(stack, path, table) for table, path in files.items()}
        for report in reports:
            for table, made in rows(report).items():
                sinks[table](made)
    return list(files.values())


def rows(report: Report) -> dict[str, list[Row]]:
    """The tables' rows for the stories of one report."""
    found: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for story in report.stories:
        walkable = descent(report, story.id)
        found["nodes"] += [_node(walkable, node) for node in walkable.nodes]
        found["edges"] += [_edge(story.id, edge) for edge in story.edges]
        found["marks"] += [{"story": story.id} | mark.model_dump(exclude={"id"}) for mark in story.marks]
        found["edits"] += [row for edge in story.edges for row in _edits(walkable, edge)]
    return found


def _node(story: Descent, node: str) -> Row:
    found, article = story.nodes[node], story.article(node)
    return {
        "story": story.story.id,
        "node": node,
        "kind": found.kind,
        "label": found.label,
        "article": found.article,
        "file": article.file if article else None,
        "outlet": article.outlet if article else None,
        "url": article.url if article else None,
        "headline": article.headline if article else None,
        "published_at": article.published_at if article else None,
        "agency": found.agency,
        "wire_version": found.wire_version,
        "sentences": len(story.lines(node)),
        "confidence": article.confidence if article else None,
        "same_text_as": article.same_text_as if article else None,
        "house": article.house if article else None,
        "revision_of": article.revision_of if article else None,
    }


def _edge(story: str, edge: Edge) -> Row:
    second = edge.alternatives[0] if edge.alternatives else None
    return {
        "story": story,
        "parent": edge.parent,
        "child": edge.child,
        "role": edge.role,
        "confidence": edge.confidence,
        "mark": edge.mark,
        **{op: edge.summary.get(op, 0) for op in OPS},
        "moved": sum(edit.moved for edit in edge.edits),
        "runner_up": second.parent if second else None,
        "runner_up_confidence": second.confidence if second else None,
    }


def _edits(story: Descent, edge: Edge) -> Iterator[Row]:
    before = [line.text for line in story.lines(edge.parent)]
    after = [line.text for line in story.lines(edge.child)]
    for number, edit in enumerate(edge.edits):
        yield {"story": story.story.id, "parent": edge.parent, "child": edge.child, "number": number} | _edit(
            edit, before, after
        )


def _edit(edit: Edit, before: list[str], after: list[str]) -> dict[str, str | bool]:
    return {
        "op": edit.op,
        "moved": edit.moved,
        "labels": " ".join(edit.labels),
        "parent_sentences": " ".join(map(str, edit.parent)),
        "child_sentences": " ".join(map(str, edit.child)),
        "parent_text": " ".join(before[n] for n in edit.parent if n < len(before)),
        "child_text": " ".join(after[n] for n in edit.child if n < len(after)),
    }


Sink = Callable[[list[Row]], None]


def _csv(stack: ExitStack, path: Path, table: str) -> Sink:
    out = stack.enter_context(path.open("w", newline="", encoding="utf-8"))
    writer = csv.DictWriter(out, list(COLUMNS[table]))
    writer.writeheader()

    def sink(made: list[Row]) -> None:
        writer.writerows({k: guarded(v) if isinstance(v, str) else v for k, v in row.items()} for row in made)

    return sink


def _parquet(stack: ExitStack, path: Path, table: str) -> Sink:
    arrow, parquet = _pyarrow()
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    schema = arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])
    writer = stack.enter_context(parquet.ParquetWriter(path, schema, compression="zstd"))

    def sink(made: list[Row]) -> None:
        writer.write_table(arrow.Table.from_pylist(made, schema=schema))

    return sink


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # pyright: ignore
        import pyarrow.parquet  # pyright: ignore
    except ImportError as error:
        raise ParquetMissingError(ParquetMissingError.__doc__) from error
    return pyarrow, pyarrow.parquet  # pyright: ignore
