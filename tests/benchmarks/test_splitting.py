"""The score of sentence splitting counts ends inside paragraphs, and its reader knows the treebanks' ways."""

from pathlib import Path

from benchmarks.splitting import paragraphs, score

MARKED = """# newdoc id = a
# newpar
# text = The gate broke. It was old.
1\tThe\t_

# text = Nobody crossed.

# newpar
# text = A ferry sails.
"""


def test_paragraphs_are_taken_as_the_treebank_marks_them_else_by_threes(tmp_path: Path) -> None:
    """Documents never run into each other."""
    marked, bare = tmp_path / "a.conllu", tmp_path / "b.conllu"
    marked.write_text(MARKED)
    bare.write_text("# newdoc id = b\n" + "\n\n".join(f"# text = Boat {n} sank." for n in range(4)))
    assert paragraphs([marked, bare]) == [
        ["The gate broke. It was old.", "Nobody crossed."],
        ["A ferry sails."],
        ["Boat 0 sank.", "Boat 1 sank.", "Boat 2 sank."],
        ["Boat 3 sank."],
    ]


def test_only_ends_inside_paragraphs_count() -> None:
    """White space does not; inside quotations they can be left aside."""
    gold = [["One sank.", "Two sank.", "Three sank."]]
    assert score(gold, [["One sank. Two sank. ", "Three", " sank."]]).f1 == 0.5
    assert score(gold, gold).f1 == 1.0
    quoted, whole = [["“We go.", "They stay,” she said.", "He left."]], [["“We go. They stay,” she said.", "He left."]]
    assert score(quoted, whole).missed == 1
    assert score(quoted, whole, quoted=False).missed == 0
