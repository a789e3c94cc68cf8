"""The watched folder: what counts as complete, who may read it, and where it goes."""

import json
import os
import sys
from pathlib import Path

import pytest

from services.ingest.inbox import Found, Inbox, reason_file, unusable_name


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Inbox(tmp_path, settle=0.0)
    made.prepare()
    return made


def put(inbox: Inbox, name: str, body: str = "words") -> Found:
    path = inbox.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body)
    return Found(path, name)


def test_a_growing_file_is_left_until_it_stops(tmp_path: Path):
    """Any change begins the wait anew."""
    patient = Inbox(tmp_path, settle=3600.0)
    patient.prepare()
    found = put(patient, "a.txt")
    assert patient.complete() == []
    found.path.write_text("more words")
    assert patient.complete() == []
    assert patient.waiting
    patient.settle = 0.0
    assert patient.complete() == [found]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells who writes")
def test_a_file_that_someone_has_open_for_writing_is_not_claimed(inbox: Inbox):
    """However long the writer pauses."""
    found = put(inbox, "a.txt")
    with found.path.open("a"), inbox.claim(found) as mine:
        assert not mine
    with inbox.claim(found) as mine:
        assert mine


def test_a_file_is_claimed_by_one_worker_only(inbox: Inbox):
    """And by the next one as soon as the first lets go, however that happens."""
    found = put(inbox, "a.txt")
    with inbox.claim(found) as mine, inbox.claim(found) as others:
        assert (mine, others) == (True, False)
    with inbox.claim(found) as again:
        assert again


def test_a_file_that_another_worker_moved_is_not_claimed(inbox: Inbox):
    """Nor one that was put in its place meanwhile, until it has been looked at."""
    found = put(inbox, "a.txt")
    inbox.done(found)
    with inbox.claim(found) as mine:
        assert not mine


def test_sub_folders_are_kept_and_nothing_in_a_tray_is_overwritten(inbox: Inbox):
    """The same name again gets a number."""
    places = [inbox.done(put(inbox, "The Lantern/a.txt", str(n))) for n in range(3)]
    assert [p.relative_to(inbox.folder / "done").as_posix() for p in places] == [
        "The Lantern/a.txt",
        "The Lantern/a~2.txt",
        "The Lantern/a~3.txt",
    ]
    assert [p.read_text() for p in places] == ["0", "1", "2"]


def test_of_two_workers_that_move_files_to_one_place_neither_overwrites(inbox: Inbox, monkeypatch: pytest.MonkeyPatch):
    """A place is taken before it is moved to, so whoever looks in between sees it taken."""
    inbox.done(put(inbox, "a.txt", "first"))
    again, other = put(inbox, "a.txt", "second"), put(inbox, "a~2.txt", "third")
    rename, places = os.rename, list[Path]()

    def late(source: Path, place: Path) -> None:
        monkeypatch.setattr(os, "rename", rename)
        places.append(inbox.done(other))
        rename(source, place)

    monkeypatch.setattr(os, "rename", late)
    assert inbox.done(again).read_text() == "second"
    assert [place.read_text() for place in places] == ["third"]


def test_a_rejected_file_lies_beside_its_reason_even_under_the_longest_name(inbox: Inbox):
    """File systems end names at 255 bytes, of which UTF-8 needs up to four a letter."""
    found = put(inbox, "ü" * 125 + ".txt")
    place = inbox.reject(found, "no use: do this")
    assert place.is_file()
    assert json.loads(reason_file(place).read_text())["reason"] == "no use: do this"


def test_hidden_unfinished_and_set_aside_files_are_not_seen(inbox: Inbox):
    """What uploads and browsers still write has a telling name."""
    for name in (".hidden", "a.txt.part", "b.crdownload", ".git/c.txt", "Paper/.d.txt"):
        put(inbox, name)
    inbox.done(put(inbox, "e.txt"))
    inbox.reject(put(inbox, "f.txt"), "reason")
    (wanted,) = [put(inbox, "Paper/done/g.txt")]
    assert inbox.complete() == [wanted]


def test_links_are_refused_and_linked_folders_not_entered(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory):
    """A link could make anything readable that the service may read."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.txt").write_text("secret")
    os.symlink(elsewhere / "secret.txt", inbox.folder / "link.txt")
    os.symlink(elsewhere, inbox.folder / "folder")
    found = inbox.complete()
    assert [f.name for f in found] == ["folder", "link.txt"]
    assert all("link" in (inbox.objection(f) or "") for f in found)


def test_names_that_cannot_be_shown_are_refused(inbox: Inbox):
    """With a reason that says what to do."""
    (inbox.folder / os.fsdecode(b"lat\xe9in.txt")).write_text("words")
    put(inbox, "two\nlines.txt")
    assert all("rename" in (inbox.objection(found) or "") for found in inbox.complete())
    assert unusable_name("Åse Ürün – 早报.txt") is None


def test_a_file_that_cannot_be_moved_is_not_read_again_until_it_changes(inbox: Inbox):
    """Else a folder without permission would keep a processor busy."""
    found = put(inbox, "a.txt")
    inbox.leave(found)
    assert inbox.complete() == []
    found.path.write_text("other words")
    assert inbox.complete() == [found]
