"""The commands as a user starts them: what they print, how they exit, and what they leave alone."""

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from shared import valkey
from tests.pipeline.newsroom import fill
from tests.pipeline.running import running
from tests.shared.until import until

WIRETRACE = [sys.executable, "-m", "services.cli"]


def wiretrace(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*WIRETRACE, *map(str, arguments)], capture_output=True, text=True, timeout=100, check=False)


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p.relative_to(folder)): (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*")}


def test_trace_reports_all_files_and_leaves_its_input_alone(tmp_path: Path):
    """A rejected file is in the report, and the exit status says so."""
    files = fill(tmp_path / "in", stories=1, outlets=3, strangers=1, seed=41)
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "cut\nname.txt").write_text("Some words that would have been a piece of news, but for the name.")
    before = state_of(tmp_path / "in")
    done = wiretrace("trace", tmp_path / "in", "--json", "--out", tmp_path / "report.json")
    assert done.returncode == 3, done.stderr
    assert state_of(tmp_path / "in") == before
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["schema"] == "wiretrace/1"
    assert {a["file"] for a in report["articles"]} == {str(f.relative_to(tmp_path / "in")) for f in files}
    assert {r["file"] for r in report["rejected"]} == {"empty.txt", "cut\nname.txt"}
    assert len(report["stories"]) == 1


def test_trace_prints_a_readable_tree_and_exits_0(tmp_path: Path):
    """Plain text when piped."""
    files = fill(tmp_path, stories=1, outlets=2, strangers=0, seed=42)
    done = wiretrace("trace", *files)
    assert done.returncode == 0, done.stderr
    assert "story" in done.stdout.lower()
    assert "\x1b[" not in done.stdout


def test_trace_of_nothing_says_so():
    """A path that is not there is the user's slip, not a crash."""
    done = wiretrace("trace", "no/such/place")
    assert done.returncode == 2
    assert "no/such/place" in done.stderr
    assert "Traceback" not in done.stderr


def test_status_without_a_running_system_says_how_to_start_one(tmp_path: Path):
    """At once, without waiting for a broker that will not come."""
    done = wiretrace("status", "--data", tmp_path)
    assert done.returncode == 1
    assert "wiretrace up" in done.stderr


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["--redis", "redis://user:secret@127.0.0.1:1"], "No broker answers at redis://127.0.0.1:1"),
        (["--redis", "http://127.0.0.1:1"], "WIRE_REDIS_URL"),
        (["--inbox", "/dev/null/in"], "give another --inbox"),
        (["--data", "/dev/null/data"], "another --inbox or --data"),
    ],
)
def test_up_says_at_once_what_is_wrong_with_what_it_was_given(options: list[str], advice: str, tmp_path: Path):
    """In a sentence, without a password and without a traceback."""
    free = {"--inbox": str(tmp_path / "in"), "--data": str(tmp_path / "data"), options[0]: options[1]}
    done = wiretrace("up", *(part for option in free.items() for part in option))
    assert done.returncode in (1, 2)
    assert advice in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_that_could_not_be_written_is_refused_before_the_work(tmp_path: Path):
    """Not after minutes of tracing."""
    done = wiretrace("trace", tmp_path, "--out", tmp_path / "no" / "report.json")
    assert done.returncode == 2
    assert "There is no folder" in done.stderr


def test_a_second_system_on_the_same_data_is_refused(tmp_path: Path):
    """It would take the first one's files and then fall over the page's port; the first goes on."""
    with running(tmp_path) as line:
        done = wiretrace("up", "--data", tmp_path, "--inbox", tmp_path / "other")
        assert done.returncode == 1
        assert f"Another wiretrace runs on {tmp_path}" in done.stderr
        line.system.check()
        assert line.client.ping()


def test_up_on_a_broker_of_ones_own_leaves_it_running(tmp_path: Path, port: int):
    """The URL comes from the environment as well; the embedded server is not started."""
    server = valkey.start(tmp_path / "server")
    facts = ["--inbox", str(tmp_path / "in"), "--data", str(tmp_path / "data"), "--port", str(port)]
    up = subprocess.Popen(
        [*WIRETRACE, "up", *facts], stdout=subprocess.PIPE, text=True, env=os.environ | {"WIRE_REDIS_URL": server.url}
    )
    try:
        assert up.stdout
        assert str(tmp_path / "in") in up.stdout.readline()
        assert get(port, "/ready")["ok"]
        assert not (tmp_path / "data").exists()
        up.send_signal(signal.SIGINT)
        assert up.wait(40) == 0
        assert server.alive()
    finally:
        up.terminate()
        up.communicate()
        server.stop()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_up_serves_the_page_shows_stories_and_stops_cleanly(tmp_path: Path, port: int):
    """Health is of every service; a service that ends takes the others along."""
    facts = ["--inbox", str(tmp_path / "in"), "--data", str(tmp_path / "data"), "--port", str(port)]
    up = subprocess.Popen([*WIRETRACE, "up", *facts], stdout=subprocess.PIPE, text=True)
    try:
        assert up.stdout
        said = [up.stdout.readline() for _ in range(2)]
        assert str(tmp_path / "in") in said[0]
        assert f"http://127.0.0.1:{port}/" in said[1]
        files = fill(tmp_path / "files", stories=1, outlets=2, strangers=0, seed=43)
        for n, file in enumerate(files):
            (tmp_path / "in" / f"{n}.txt").write_bytes(file.read_bytes())
        until(lambda: get(port, "/api/stories")["stories"])
        assert get(port, "/health")["ok"]
        assert get(port, "/ready")["ok"]
        assert get(port, "/asyncapi.json")["asyncapi"].startswith("3")
        (story,) = get(port, "/api/stories")["stories"]
        assert get(port, f"/api/stories/{story['id']}")["stories"][0]["id"] == story["id"]
        shown = wiretrace("show", story["id"], "--data", tmp_path / "data")
        assert shown.returncode == 0, shown.stderr
        status = wiretrace("status", "--data", tmp_path / "data", "--json")
        assert json.loads(status.stdout)["articles"] == 2
        up.send_signal(signal.SIGTERM)
        assert up.wait(40) == 0
    finally:
        up.terminate()
        up.communicate()


def test_all_services_stop_when_one_does(tmp_path: Path, port: int):
    """The runner says which one, and leaves nothing running: a second start on the same folder works."""
    facts = ["--inbox", str(tmp_path / "in"), "--data", str(tmp_path / "data"), "--port", str(port)]
    with (
        socket.socket() as taken,
        subprocess.Popen([*WIRETRACE, "up", *facts], stderr=subprocess.PIPE, text=True) as up,
    ):
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert up.wait(60) == 1
        assert up.stderr
        said = up.stderr.read()
    assert f"127.0.0.1:{port} cannot be bound" in said
    assert "provenance has ended" in said


def get(port: int, path: str) -> dict:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return json.load(answer)


@pytest.mark.skipif(importlib.util.find_spec("wordllama") is not None, reason="the extra is installed")
def test_compare_by_meaning_says_what_it_needs(tmp_path: Path):
    """An extra that is not there is named, with the way to get it."""
    a, b = fill(tmp_path, stories=1, outlets=2, strangers=0, seed=43)
    done = wiretrace("compare", a, b, "--meaning")
    assert done.returncode == 1
    assert "wiretrace[embeddings]" in done.stderr
    assert "Traceback" not in done.stderr
