"""The whole line over a real broker: dropped files become trees, whatever the order, and bad ones are set aside."""

import json
import shutil
import statistics
import time
from pathlib import Path

from tests.pipeline.newsroom import fill
from tests.pipeline.running import Running, comparable, running
from tests.shared.until import until


def test_dropped_files_become_stories_and_move_to_done(system: Running, tmp_path: Path):
    """Sub-folders name the outlet and are kept; strangers stay single articles."""
    files = fill(tmp_path, stories=2, outlets=3, strangers=2, seed=11)
    system.drop(tmp_path, files)
    report = system.drain()
    named = {article.file: article for article in report.articles}
    assert {str(f.relative_to(tmp_path)) for f in files} <= set(named)
    assert named["The Lantern/story-0.txt"].outlet == "The Lantern"
    assert (system.inbox / "done" / "The Lantern" / "story-0.txt").is_file()
    families = [sorted(named_of(report, story)) for story in report.stories]
    assert sorted(families) == [
        sorted(f"{desk}/story-{n}.txt" for desk in ("Morning Gazette", "Evening Courier", "The Lantern"))
        for n in (0, 1)
    ]


def test_bad_files_are_rejected_with_a_reason_and_hold_up_nothing(system: Running, tmp_path: Path):
    """Each reason says what to do; the good file among them is read."""
    bad = {
        "empty.txt": b"",
        "noise.txt": bytes(range(256)) * 40,
        "broken.json": b'{"text": "never closed',
        "report.xyz": b"whatever",
        "line\nbreak.txt": b"A piece of text that would do, if its name did.",
        "endless.txt": b"x" * 50_000_000,
        "scrambled.txt": "Ein Text über Brücken ".encode() + b"\xff\xfe\xc3\x28" * 20 + "日本語".encode("shift_jis"),
    }
    (good,) = fill(tmp_path / "good", stories=0, strangers=1, seed=12)
    for name, body in bad.items():
        (system.inbox / name).write_bytes(body)
    shutil.copy(good, system.inbox / "good-one.txt")
    report = system.drain()
    rejected = {r.file: r.reason for r in report.rejected}
    assert {name for name in bad if name not in rejected} == set()
    assert all(len(reason) > 20 for reason in rejected.values())
    assert "good-one.txt" in {article.file for article in report.articles}
    for name in bad:
        assert (system.inbox / "rejected" / name).is_file()
        note = json.loads((system.inbox / "rejected" / f"{name}.reason.json").read_text())
        assert note["reason"] == rejected[name]


def test_the_same_file_twice_is_one_article(system: Running, tmp_path: Path):
    """Ids come from content and origin."""
    files = fill(tmp_path, stories=0, strangers=1, seed=13)
    system.drop(tmp_path, files)
    before = system.drain()
    system.drop(tmp_path, files)
    assert comparable(system.drain()) == comparable(before)
    assert (system.inbox / "done" / "lone-0~2.txt").is_file()


def test_a_dropped_file_is_in_a_tree_within_two_seconds(system: Running, tmp_path: Path):
    """The median of twenty drops, from the copy's end to the story's next version."""
    files = fill(tmp_path, stories=5, outlets=5, strangers=0, seed=14)
    took: list[float] = []
    for file in files:
        began = time.monotonic()
        system.drop(tmp_path, [file])
        name = str(file.relative_to(tmp_path))
        until(lambda name=name: _is_placed(system, name))
        took.append(time.monotonic() - began)
    followers = [t for n, t in enumerate(took) if n % 5]
    assert len(followers) == 20
    assert statistics.median(followers) < 2


def test_reports_are_equal_whatever_the_order_of_arrival(tmp_path: Path):
    """One at a time in one order, all at once in another, on three aligners: the same stories."""
    files = fill(tmp_path / "files", stories=2, outlets=4, strangers=2, seed=15)
    with running(tmp_path / "one", gather_seconds=0.0) as one:
        for file in files:
            one.drop(tmp_path / "files", [file])
            until(one.drained)
        slowly = one.drain()
    with running(tmp_path / "two", workers=2, partitions=3) as two:
        two.drop(tmp_path / "files", list(reversed(files)))
        at_once = two.drain()
    assert len(slowly.stories) == 2
    assert comparable(slowly) == comparable(at_once)


def test_a_bridge_merges_two_stories_under_the_older_id(tmp_path: Path):
    """The younger id leads to the older one."""
    files = fill(tmp_path / "files", stories=2, outlets=2, strangers=0, seed=16)
    bridge = tmp_path / "bridge.txt"
    bridge.write_text("\n\n".join(f.read_text().split("---\n")[2] for f in (files[0], files[2])))
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files[:2])
        line.drain()
        (older,) = line.trees.stories()
        line.drop(tmp_path / "files", files[2:])
        line.drain()
        (younger,) = set(line.trees.stories()) - {older}
        line.drop(tmp_path, [bridge])
        line.drain()
        assert line.trees.stories() == [older]
        merged, led = line.trees.report(older), line.trees.report(younger)
        assert merged == led
        assert merged is not None
        assert len([n for n in merged.stories[0].nodes if n.article]) == 5
        assert line.trees.versions(older) == [1, 2]
        first = line.trees.report(older, 1)
        assert first is not None
        assert len(first.articles) == 2


def _is_placed(system: Running, name: str) -> bool:
    ids = {w.id for w in system.store.every_witness() if w.file == name}
    return any(system.trees.story_of(i) or name.endswith("story-0.txt") or not system.graph.kin([i]) for i in ids)


def named_of(report, story) -> list[str]:
    files = {article.id: article.file for article in report.articles}
    return [files[node.article] for node in story.nodes if node.article]
