"""Texts in other languages and scripts: `wiretrace compare` on two files, `wiretrace trace` on all of them at once."""

import threading
from pathlib import Path

import pytest

from services.compare import Comparison, compare
from services.oneshot import listed, trace_files
from tests.stories.tongues import TONGUES, Told


def write(folder: Path, name: str, paragraphs: tuple[str, ...]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def beside(folder: Path, told: Told, other: tuple[str, ...]) -> Comparison:
    return compare(write(folder, "wire", told.wire), write(folder, "other", other))


@pytest.mark.parametrize("told", TONGUES.values(), ids=TONGUES)
def test_a_copy_and_a_cut_copy_are_verbatim(told: Told, tmp_path: Path):
    """Every sentence finds itself; what is missing was cut from the end."""
    whole, cut = beside(tmp_path, told, told.wire), beside(tmp_path, told, told.cut)
    assert (whole.verdict, whole.summary) == ("copy", {"verbatim": len(told.wire)})
    assert (cut.verdict, cut.summary) == ("copy", {"dropped": 4, "verbatim": 4})
    assert cut.b.cover == 1.0
    assert all(e.labels == ("cut from the end",) for e in cut.edits if e.op == "dropped")


@pytest.mark.parametrize("told", TONGUES.values(), ids=TONGUES)
def test_house_style_is_edited_sentence_by_sentence(told: Told, tmp_path: Path):
    """Other quotation marks and words: each sentence still has its own source, and no fact was changed."""
    found = beside(tmp_path, told, told.styled)
    assert found.verdict in ("copy", "house-styled copy")
    assert [(e.parent, e.child) for e in found.edits] == [((n,), (n,)) for n in range(len(told.wire))]
    assert {e.op for e in found.edits} == {"verbatim", "edited"}
    assert all("figure or name changed" not in e.labels for e in found.edits)


@pytest.mark.parametrize("told", TONGUES.values(), ids=TONGUES)
def test_another_story_of_the_language_is_unrelated(told: Told, tmp_path: Path):
    """A language is no kinship."""
    assert beside(tmp_path, told, told.other).verdict == "unrelated"


def test_a_trace_joins_what_is_one_story_and_nothing_else(tmp_path: Path):
    """Five languages dropped at once: five stories of three articles each, the other stories alone."""
    for language, told in TONGUES.items():
        for name in ("wire", "styled", "cut", "other"):
            write(tmp_path / language, name, getattr(told, name))
    found = trace_files(listed([tmp_path]), 1, threading.Event(), lambda _: None)
    file = {a.id: a.file for a in found.articles}
    stories = sorted(sorted(file[n.article] for n in s.nodes if n.article) for s in found.stories)
    assert stories == sorted([f"{x}/{name}.txt" for name in ("cut", "styled", "wire")] for x in TONGUES)
    assert not found.rejected
