"""Taking an article's text out leaves none of its words anywhere, and its story stays."""

from pathlib import Path

import zstandard

from services.takedown import forget
from shared.report import Report, WireSentence
from tests.pipeline.newsroom import fill
from tests.pipeline.running import Running, running


def test_a_forgotten_article_leaves_no_word_of_its_own_behind(tmp_path: Path):
    """Store, index, kept versions, `done/`, and every file of the data folder."""
    files = fill(tmp_path / "files", stories=1, outlets=3, strangers=0, seed=31)
    secret = "Zanthurmiel"
    files[0].write_text(files[0].read_text() + f"\nA clerk named {secret} kept the only key to it.\n")
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        before = line.drain()
        (target,) = (a.id for a in before.articles if secret in str(a.sentences))
        assert mentions(line, secret)

        assert forget(line.settings, target)
        after = line.drain()
        assert not mentions(line, secret)
        assert all(secret.encode() not in f.read_bytes() for f in tmp_path.joinpath("data").rglob("*") if f.is_file())
        (story,) = after.stories
        assert {n.article: n.label for n in story.nodes}[target] == "withdrawn"
        assert target not in {end for edge in story.edges for end in (edge.parent, edge.child)}

        line.drop(tmp_path / "files", files)
        line.drain()
        assert not mentions(line, secret)
        assert not forget(line.settings, target)


def test_a_rebuilt_sentence_that_rests_on_a_forgotten_article_alone_goes_with_it(tmp_path: Path):
    """From the story, its versions and every file of the data folder, its name too; what others carry stays."""
    files = fill(tmp_path / "files", stories=1, outlets=3, strangers=0, seed=31)
    secret = "Zanthurmiel"
    head, _, body = files[0].read_text().rpartition("---\n")
    lines = body.strip().split("\n\n")
    lines.insert(-1, f"A clerk named {secret} kept the only key to the toll house of the old canal.")
    for other in files[1:]:  # who cuts from the end says nothing against what stood there
        front, _, whole = other.read_text().rpartition("---\n")
        other.write_text(f"{front}---\n" + "\n\n".join(whole.strip().split("\n\n")[:-2]))
    files[0].unlink()
    files[0] = files[0].with_name(f"{secret}-and-the-key.txt")
    files[0].write_text(f"{head}---\n" + "\n\n".join(lines))
    with running(tmp_path / "data", gather_seconds=0.0) as line:
        for file in (files[1], files[0], files[2]):  # so that several versions of the tree hold the sentence
            line.drop(tmp_path / "files", [file])
            report = line.drain()
        (target,) = (a.id for a in report.articles if secret in str(a.sentences))
        assert [s.support for s in rebuilt(report) if secret in s.text] == [(target,)]
        (story,) = line.trees.stories()
        assert len(line.trees.versions(story)) > 1
        shared = [s.text for s in rebuilt(report) if len({*s.support} - {target}) > 1]

        assert forget(line.settings, target)
        after = line.drain()
        assert not [s for s in rebuilt(after) if target in s.support or secret in s.text]
        assert {s.text for s in rebuilt(after)} & {*shared}
        assert not [v for v in line.trees.versions(story) if secret in str(line.trees.report(story, v))]
        assert not mentions(line, secret)
        assert all(secret.encode() not in f.read_bytes() for f in tmp_path.joinpath("data").rglob("*") if f.is_file())


def test_a_story_of_one_article_is_no_story(tmp_path: Path):
    """What is left of a pair is a single article; unknown ids are said to be unknown."""
    files = fill(tmp_path / "files", stories=1, outlets=2, strangers=0, seed=32)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        (gone, _) = (a.id for a in line.drain().articles)
        assert forget(line.settings, gone)
        assert line.drain().stories == ()
        assert not forget(line.settings, "no such article")


def rebuilt(report: Report) -> list[WireSentence]:
    """The sentences of all texts that nobody handed in."""
    return [s for story in report.stories for node in story.nodes for s in node.sentences]


def mentions(line: Running, word: str) -> list[str]:
    """Keys of the broker whose values hold the word, unpacked where they are packed."""
    found: list[str] = []
    for key in line.client.scan_iter():
        if any(word.encode() in unpacked(value) for value in values(line, key)):
            found.append(key.decode())
    return found


def values(line: Running, key: bytes) -> list[bytes]:
    kind = line.client.type(key).decode()
    if kind == "hash":
        return [part for pair in line.client.hgetall(key).items() for part in pair]
    if kind == "set":
        return list(line.client.smembers(key))
    if kind == "zset":
        return [member for member, _ in line.client.zrange(key, 0, -1, withscores=True)]
    if kind == "stream":
        return [part for _, fields in line.client.xrange(key) for part in fields.values()]
    return [line.client.get(key)]


def unpacked(value: bytes) -> bytes:
    try:
        return value + zstandard.decompress(value)
    except zstandard.ZstdError:
        return value
