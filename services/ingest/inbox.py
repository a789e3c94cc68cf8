"""The watched folder: which files are complete, which worker holds one, and where a file goes when it was read.

A file is claimed by a lock on itself, which ends with its holder: a worker that dies leaves its files where they were,
and reading them again is harmless since articles are let in once by id.
"""

import errno
import fcntl
import json
import os
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

DONE, REJECTED = "done", "rejected"
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".partial")  # how programs call a file they still write
LONGEST_NAME = 255  # bytes, in common file systems


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and its path as users know it, relative to the dropped folder."""

    path: Path
    name: str


@dataclass(slots=True)
class _Look:
    stamp: tuple[int, int, int]
    since: float


@dataclass(slots=True)
class Inbox:
    """`settle` is how long (seconds) a file must not have changed before it counts as complete."""

    folder: Path
    settle: float
    _looks: dict[Path, _Look] = field(default_factory=lambda: dict[Path, _Look]())
    _stuck: dict[Path, tuple[int, int, int]] = field(default_factory=lambda: dict[Path, tuple[int, int, int]]())

    def prepare(self) -> None:
        """Make the folder and its two trays."""
        for tray in (self.folder, self.folder / DONE, self.folder / REJECTED):
            tray.mkdir(parents=True, exist_ok=True)

    def complete(self) -> list[Found]:
        """Files that have stopped growing, in the order of their names; those that still grow are left until later."""
        now = time.monotonic()
        looks: dict[Path, _Look] = {}
        ready: list[Found] = []
        for path in self._files():
            stamp = _stamp(path)
            if stamp is None or self._stuck.get(path) == stamp:
                continue
            before = self._looks.get(path)
            looks[path] = before if before and before.stamp == stamp else _Look(stamp, now)
            if now - looks[path].since >= self.settle:
                ready.append(Found(path, _named(path.relative_to(self.folder))))
        self._looks = looks
        return sorted(ready, key=lambda found: found.name)

    @property
    def waiting(self) -> bool:
        """Did the last look see any file?"""
        return bool(self._looks)

    @contextmanager
    def claim(self, found: Found) -> Generator[bool]:
        """Hold the file against other workers; False when another has it, it is gone, or someone still writes to it."""
        try:
            descriptor = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            # What cannot be opened is nobody else's either: the reader says why it is of no use.
            yield error.errno not in (errno.ENOENT, errno.ESTALE)
            return
        try:
            yield _lock(descriptor) and _is_there(descriptor, found.path) and not _is_written(descriptor)
        finally:
            os.close(descriptor)

    def objection(self, found: Found) -> str | None:
        """Why a file cannot be used, as far as that can be told from outside."""
        if found.path.is_symlink():
            return "it is a link, not a file: drop the file itself"
        return unusable_name(found.name)

    def leave(self, found: Found) -> None:
        """The file cannot be moved: do not read it over and over, unless it changes."""
        if stamp := _stamp(found.path):
            self._stuck[found.path] = stamp

    def done(self, found: Found) -> Path:
        """Put a file that was read into `done/`."""
        return self._put(found, DONE)

    def reject(self, found: Found, reason: str) -> Path:
        """Put a file that cannot be used into `rejected/`, beside the reason."""
        place = self._put(found, REJECTED)
        note = {"file": found.name, "reason": reason, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        reason_file(place).write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return place

    def _put(self, found: Found, tray: str) -> Path:
        wanted = self.folder / tray / found.path.relative_to(self.folder)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        place, n = wanted, 1
        while not _reserved(place):
            n += 1
            place = wanted.with_name(_cut(f"{wanted.stem}~{n}", wanted.suffix))
        os.rename(found.path, place)
        return place

    def _files(self) -> Iterator[Path]:
        for entry in _entries(self.folder):
            if entry.name in (DONE, REJECTED):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path))
            elif _is_candidate(entry.name):
                yield Path(entry.path)


def reason_file(place: Path) -> Path:
    """Where the reason for a rejected file stands."""
    return place.with_name(_cut(place.name, ".reason.json"))


def _reserved(place: Path) -> bool:
    """Take a free place, so that of two workers that move files to the same one neither overwrites the other's."""
    try:
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC))
    except FileExistsError:
        return False
    return True


def unusable_name(name: str) -> str | None:
    """Why a file's name cannot be used, or None."""
    if any(ord(c) < 32 or ord(c) == 127 for c in name):
        return "the file's name has a line break or another control character: rename the file and drop it again"
    if "�" in name:
        return "the file's name is not in UTF-8: rename the file and drop it again"
    return None


def _below(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _below(Path(entry.path))
        elif not entry.is_dir(follow_symlinks=False) and _is_candidate(entry.name):
            yield Path(entry.path)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as listed:
            return [entry for entry in listed if not (entry.name.startswith(".") and entry.is_dir())]
    except OSError:  # gone, or not ours to look into
        return []


def _is_candidate(name: str) -> bool:
    return not name.startswith(".") and not name.lower().endswith(UNFINISHED)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.lstat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ino


def _named(path: Path) -> str:
    return os.fsencode(path).decode(errors="replace")


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: then there can be one worker only
        return True
    return True


def _is_there(descriptor: int, path: Path) -> bool:
    """The one who held the file before us may have moved it away."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False


def _is_written(descriptor: int) -> bool:
    """Linux refuses a read lease on a file that someone has open for writing; where that cannot be asked, no."""
    if sys.platform != "linux":
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EWOULDBLOCK)
    return False


def _cut(stem: str, suffix: str) -> str:
    room = LONGEST_NAME - len(os.fsencode(suffix))
    return os.fsdecode(os.fsencode(stem)[:room]) + suffix
