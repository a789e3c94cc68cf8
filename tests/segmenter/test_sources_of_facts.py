"""Every fact says where it came from, in every format, and each field of a witness is one of its facts."""

from pathlib import Path

import pytest

from services.ingest.formats import read
from services.segmenter.segment import segment
from shared.article import Article, Block, Witness
from tests.ingest import newsroom_files

FIELDS = ("outlet", "url", "headline", "byline", "credit", "published_at", "modified_at", "dateline", "language")


def witness(folder: Path, name: str) -> Witness:
    path = folder / name
    path.write_text(newsroom_files.FILES[name], encoding="utf-8")
    return segment(next(a for a in read(path, name) if isinstance(a, Article)))


@pytest.mark.parametrize("name", newsroom_files.FILES)
def test_each_field_is_a_fact_and_each_fact_has_a_source(tmp_path: Path, name: str) -> None:
    """What is preferred stands among what was found, under the same name."""
    found = witness(tmp_path, name)
    assert all(f.name and f.value and f.source for f in found.facts)
    told = {(f.name, f.value) for f in found.facts}
    for field in FIELDS:
        value = getattr(found, field)
        assert value is None or (field, value) in told, field
    assert found.agency is None or ("agency", found.agency) in told


def test_what_the_text_itself_shows_is_a_fact_too() -> None:
    """Dateline, credit, the wire's marks and a guessed language, each with the place it was read from."""
    lines = (
        "BC-Lock-Vote, 2nd Ld-Writethru",
        "Eds: Adds quote in paragraph 3.",
        "FENNICK (AP) — The harbour council voted on Monday to close the old lock after two barges were damaged there.",
        "The gates had failed an inspection in March, and nobody could say how long they would hold.",
        "This material may not be published, broadcast, rewritten or redistributed without permission.",
    )
    found = segment(Article(id="a", file="a.txt", blocks=tuple(Block(text=x) for x in lines)))
    told = {(f.name, f.source): f.value for f in found.facts}
    assert told["slug", "printed slug"] == "BC-Lock-Vote"
    assert told["version", "printed version"] == "2"
    assert told["note", "printed note"] == lines[1]
    assert told["dateline", "printed dateline"] == "FENNICK (AP) —"
    assert told["credit", "printed credit"] == "AP"
    assert told["agency", "dateline"] == "AP"
    assert told["usage", "printed terms"] == lines[4]
    assert told["language", "guessed from the text"] == "en"
