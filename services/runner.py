"""Runs the services, one process each (alignment several times), over one broker; all stop when one does."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import gethostname
from types import TracebackType
from typing import Any

import redis

from shared.bus import Heartbeat, Watch
from shared.connect import connect, place_of
from shared.settings import Settings
from shared.valkey import Valkey, start

log = logging.getLogger("wiretrace.runner")
SERVICES = ("ingest", "segmenter", "alignment", "provenance")
STOP_SECONDS = 30.0  # longer than a service gives its running batch
READY_SECONDS = 60.0
RESTARTS, WITHIN = 5, 60.0  # of the embedded broker: it loses nothing, so it may come back a few times a minute
PARENT = "WIRE_PARENT"


class RunnerError(RuntimeError):
    """The system cannot start or has ended; the message says what to do."""


@dataclass(slots=True)
class System:
    """A running system, as a context: everything it started has ended when the block is left."""

    settings: Settings
    valkey: Valkey | None = None
    processes: "dict[str, subprocess.Popen[bytes]]" = field(
        default_factory=lambda: dict[str, "subprocess.Popen[bytes]"]()
    )
    _restarts: deque[float] = field(default_factory=lambda: deque[float](maxlen=RESTARTS))

    def __enter__(self) -> "System":
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return self.settings.url

    def wait_ready(self, told: threading.Event | None = None) -> None:
        """Until every process of ours says that it lives, or until told to stop.

        Raises:
            RunnerError: a process ended, or they do not come up in a minute.
        """
        told = told or threading.Event()
        watch = Watch(connect(self.url), self.settings.partitions)
        until = time.monotonic() + READY_SECONDS
        while not all(_lives(process, watch.heartbeats()) for process in self.processes.values()):
            self.check()
            if time.monotonic() > until:
                raise RunnerError("The services do not come up: see what they said above.")
            if told.wait(0.05):
                return

    def check(self) -> None:
        """Raise RunnerError if a service has ended; bring the embedded broker back if it has."""
        for name, process in self.processes.items():
            if (code := process.poll()) is not None:
                raise RunnerError(f"{name} has ended (status {code}): all services stop. See what it said above.")
        if self.valkey and not self.valkey.alive():
            self._revive()

    def stop(self) -> None:
        """End the services, then the broker; calling it twice is harmless."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for name, process in self.processes.items():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("%s does not stop: ended by force", name)
                process.kill()
                process.wait()
        if self.valkey:
            self.valkey.stop()

    def _start(self) -> None:
        if self.settings.redis_url is None:
            self.valkey = start(self.settings.data)
            if not self.valkey.owned:
                folder = self.settings.data.absolute()
                raise RunnerError(f"Another wiretrace runs on {folder}: use that one, or give another --data.")
        else:
            _reach(self.settings.redis_url)
        self.settings.inbox_folder.mkdir(parents=True, exist_ok=True)
        environment = environment_of(self.settings)
        for service in SERVICES:
            for n in range(self.settings.workers if service == "alignment" else 1):
                name = f"{service}-{n + 1}" if n else service
                self.processes[name] = spawn(service, environment)

    def _revive(self) -> None:
        if len(self._restarts) == RESTARTS and time.monotonic() - self._restarts[0] < WITHIN:
            raise RunnerError(f"The embedded broker keeps ending: look into {self.settings.data / 'valkey.log'}.")
        self._restarts.append(time.monotonic())
        log.warning("the embedded broker has ended: starting it again")
        if self.valkey:
            self.valkey.stop()
        self.valkey = start(self.settings.data)


def _reach(url: str) -> None:
    """The services would wait for a broker that comes later; a person at the command line hears at once."""
    try:
        client: Any = connect(url, patient=False)
        client.ping()
    except redis.RedisError as error:
        raise RunnerError(f"No broker answers at {place_of(url)} ({error}): is it running, is the URL right?") from None


def _lives(process: "subprocess.Popen[bytes]", beats: Sequence[Heartbeat]) -> bool:
    """Has it said so itself? An earlier run, or another system on the same broker, may have left the same name."""
    return any(beat.consumer.startswith(f"{gethostname()}-{process.pid}-") for beat in beats)


def environment_of(settings: Settings) -> Mapping[str, str]:
    """The environment in which a service finds these settings and nothing of ours besides."""
    ours = settings.model_dump(mode="json") | {
        "redis_url": settings.url,
        "data": str(settings.data.absolute()),
        "inbox": str(settings.inbox_folder),
        "hosts": "[" + ",".join(f'"{host}"' for host in settings.hosts) + "]",
        "parent": str(os.getpid()),
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("WIRE_")}
    return others | {f"WIRE_{name.upper()}": str(value) for name, value in ours.items() if value is not None}


def end_with_parent() -> None:
    """In a service's process: end when the process that started it is gone, however it went."""
    parent = int(os.environ.get(PARENT, "0"))
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def told_to_stop() -> Generator[threading.Event]:
    """An event that SIGTERM or Ctrl-C sets, while the block lasts."""
    told = threading.Event()

    def tell(*_: object) -> None:
        told.set()

    before = {sign: signal.signal(sign, tell) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def spawn(service: str, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """One service as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "services.cli", "run", service],
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the runner, which ends the services in good order
    )
