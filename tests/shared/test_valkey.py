"""The embedded server: one a data folder, kept across restarts, adopted after a crash, never left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from shared import valkey
from tests.shared.until import until

STARTER = """
import sys
from pathlib import Path
from shared import valkey
import redis
server = valkey.start(Path(sys.argv[1]))
redis.Redis.from_url(server.url).set("kept", "yes")
print(server.pid, flush=True)
sys.stdin.read()
"""


def held(url: str, name: str) -> bytes | None:
    with redis.Redis.from_url(url) as client:
        return client.get(name)


def test_what_was_written_is_there_after_a_restart(tmp_path: Path):
    """Append-only is on, and a stop writes everything down."""
    first = valkey.start(tmp_path)
    with redis.Redis.from_url(first.url) as client:
        client.set("kept", "yes")
    first.stop()
    first.stop()
    second = valkey.start(tmp_path)
    assert held(second.url, "kept") == b"yes"
    assert second.owned
    second.stop()
    assert not second.alive()


def test_a_second_start_is_a_guest_and_leaves_the_server_running(tmp_path: Path):
    """Two servers on one append-only file would ruin it."""
    first = valkey.start(tmp_path)
    guest = valkey.start(tmp_path)
    assert (guest.pid, guest.owned) == (first.pid, False)
    guest.stop()
    assert first.alive()
    first.stop()


def test_a_server_whose_starter_is_gone_is_adopted_and_owned(tmp_path: Path):
    """As after a crash where the server outlived its starter."""
    first = valkey.start(tmp_path)
    assert first.owner_lock is not None
    os.close(first.owner_lock)
    first.owner_lock = None
    heir = valkey.start(tmp_path)
    assert (heir.pid, heir.owned) == (first.pid, True)
    heir.stop()
    until(lambda: not first.alive())


@pytest.mark.skipif(sys.platform != "linux", reason="the server's death with its parent is Linux's")
def test_the_server_ends_with_a_killed_starter_and_loses_nothing(tmp_path: Path):
    """kill -9 of the starter: no orphan stays, and the next start finds everything."""
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        starter.send_signal(signal.SIGKILL)
        starter.wait()
    until(lambda: not _runs(pid))
    after = valkey.start(tmp_path)
    assert held(after.url, "kept") == b"yes"
    after.stop()


def test_a_socket_that_a_crash_left_is_launched_over(tmp_path: Path):
    """The lock tells whether a server lives, not the socket."""
    socket = valkey.socket_path(tmp_path)
    socket.parent.mkdir(mode=0o700, exist_ok=True)
    socket.touch()
    started = valkey.start(tmp_path)
    with redis.Redis.from_url(started.url) as client:
        assert client.ping()
    started.stop()


def test_the_socket_has_a_short_path_however_deep_the_data(tmp_path: Path):
    """Paths of sockets end at 108 bytes."""
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    assert len(os.fsencode(valkey.socket_path(deep))) < 100
    assert valkey.socket_path(deep) != valkey.socket_path(deep.parent)


def test_without_a_binary_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A named binary that is not there is said to be wrongly named; what was begun is undone."""
    monkeypatch.setenv("WIRE_VALKEY_SERVER", str(tmp_path / "nothing"))
    with pytest.raises(valkey.ValkeyError, match="nothing, which is no program: correct it"):
        valkey.start(tmp_path / "data")
    monkeypatch.delenv("WIRE_VALKEY_SERVER")
    started = valkey.start(tmp_path / "data")
    assert started.owned
    started.stop()


def test_a_server_that_ends_at_once_is_an_error_that_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever the server had against its data stands there."""
    monkeypatch.setenv("WIRE_VALKEY_SERVER", "/bin/false")
    with pytest.raises(valkey.ValkeyError, match=r"look into .*valkey\.log"):
        valkey.start(tmp_path)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
