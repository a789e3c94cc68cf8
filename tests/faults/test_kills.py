"""Anything may be killed at any moment: after a restart the report is that of an undisturbed run."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from services.runner import environment_of, spawn
from shared.bus import Emitter
from shared.messages import ArticleIngested
from shared.streams import ARTICLES_SEGMENTED
from tests.pipeline.newsroom import fill
from tests.pipeline.running import Running, comparable, running
from tests.shared.until import until

ARTICLES = int(os.environ.get("WIRETRACE_FAULT_ARTICLES", "30"))  # 500 takes some minutes a test
STORIES = max(4, ARTICLES // 8)
PORTION = 0.4  # of the articles have come as far as the service that is killed


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    fill(folder, stories=STORIES, outlets=4, strangers=ARTICLES - 4 * STORIES, seed=21)
    return folder


@pytest.fixture(scope="session")
def undisturbed(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with running(tmp_path_factory.mktemp("calm")) as line:
        drop(line, files)
        report = line.drain()
    assert len(report.articles) == ARTICLES
    assert len(report.stories) == STORIES
    return comparable(report)


@pytest.mark.parametrize("service", ["ingest", "segmenter", "alignment", "provenance"])
def test_a_service_killed_on_the_way_and_restarted_changes_nothing(
    service: str, files: Path, undisturbed: Any, tmp_path: Path
):
    """kill -9 once a portion of the articles has come as far as that service."""
    with running(tmp_path) as line:
        drop(line, files)
        until(lambda: reached(line, service) >= PORTION * ARTICLES)
        kill(line, service)
        restart(line, service)
        assert comparable(line.drain()) == undisturbed


def test_everything_killed_at_once_and_started_again_changes_nothing(files: Path, undisturbed: Any, tmp_path: Path):
    """As when the machine goes down: services, broker and runner."""
    with running(tmp_path) as line:
        drop(line, files)
        until(lambda: line.store.count() > ARTICLES / 3)
        for service in list(line.system.processes):
            kill(line, service)
        assert line.system.valkey
        os.kill(line.system.valkey.pid, signal.SIGKILL)
    with running(tmp_path) as line:
        assert comparable(line.drain()) == undisturbed


def test_the_broker_killed_comes_back_and_changes_nothing(files: Path, undisturbed: Any, tmp_path: Path):
    """The runner starts it again over its append-only file, and the services sit the gap out."""
    with running(tmp_path) as line:
        drop(line, files)
        until(lambda: line.store.count() > ARTICLES / 3)
        assert line.system.valkey
        os.kill(line.system.valkey.pid, signal.SIGKILL)
        until(lambda: line.system.valkey and not line.system.valkey.alive())
        line.system.check()
        assert comparable(line.drain()) == undisturbed


def test_poison_among_the_messages_ends_as_dead_letters_and_the_rest_goes_on(
    files: Path, undisturbed: Any, tmp_path: Path
):
    """Entries of no shape, and an id that nothing is kept under."""
    with running(tmp_path) as line:
        line.client.xadd(ARTICLES_SEGMENTED.key(0), {"__data__": b"\xff\x00not a frame"})
        line.client.xadd(ARTICLES_SEGMENTED.key(0), {"other": "field"})
        Emitter(line.client, 1).emit(ArticleIngested(article="nobody"))
        drop(line, files)
        assert comparable(line.drain()) == undisturbed
        assert len(line.watch.letters()) == 2


def drop(line: Running, files: Path) -> None:
    line.drop(files, sorted(p for p in files.rglob("*") if p.is_file()))


def reached(line: Running, service: str) -> int:
    """How many articles have come as far as a service, as far as one can tell from outside."""
    if service == "ingest":
        return line.store.count()
    states = {state.name: state.length for state in line.watch.streams()}
    behind = ["articles.ingested", "articles.segmented", "articles.aligned"]
    upto = behind[: ["segmenter", "alignment", "provenance"].index(service) + 1]
    return line.store.count() - sum(states[name] for name in upto)


def kill(line: Running, service: str) -> None:
    process = line.system.processes[service]
    process.send_signal(signal.SIGKILL)
    process.wait()


def restart(line: Running, service: str) -> None:
    line.system.processes[service] = spawn(service, environment_of(line.settings))
