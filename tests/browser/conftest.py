"""A real browser, a real server on a free port, and a record of everything a page asked for or complained about."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.bridge import bridge
from benchmarks.shelf import Calm
from services.provenance.editor import Editor
from services.provenance.graph import Family, Graph
from services.provenance.mark_book import MarkBook
from services.provenance.store import Reader, Trees
from services.provenance.web.ports import Settings
from services.provenance.web.routes import create_app
from shared import valkey
from shared.connect import Client, connect
from shared.report import Report
from shared.store import Store

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """Without a browser these tests are skipped, unless the environment says that they must run."""
    required = "browser" in os.environ.get("WIRETRACE_REQUIRE", "")
    if chromium() or required:
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="no chromium here"))


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")  # not longer: Playwright's event loop would stand in the way of other tests' own
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, "WIRETRACE_REQUIRE names browser, but there is no chromium: install Debian's package `chromium`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@dataclass
class Site:
    """A running page over the real store."""

    address: str
    trees: Trees
    inbox: Path
    revision: int = 0

    def put(self, report: Report) -> None:
        """Save a traced story, as the provenance service does."""
        self.revision += 1
        members = tuple(sorted(node.article for node in report.stories[0].nodes if node.article))
        assert self.trees.save(Family(members, self.revision), report).new


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    server = valkey.start(tmp_path_factory.mktemp("valkey"))
    yield connect(server.url)
    server.stop()


@pytest.fixture
def site(tmp_path: Path, client: Client) -> Iterator[Site]:
    client.flushall()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    trees = Trees(client, Store(client, 1))
    settings = Settings(inbox=inbox, hosts=("127.0.0.1",))
    health = Calm(rejected=[{"file": "broken.json", "reason": "not JSON"}])
    editor = Editor(MarkBook(client), Graph(client), trees)
    app = create_app(Reader(trees), health, settings=settings, marks=editor)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        made = Site(f"http://127.0.0.1:{listening.getsockname()[1]}", trees, inbox)
        made.put(bridge(without=("merge",)))
        yield made
        server.should_exit = True
        thread.join()


@dataclass
class Record:
    """What pages asked for, and what they complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: bool = False  # a page that is not there was asked for: the browser logs its status, perhaps later


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def page(browser: Browser, site: Site, record: Record) -> Iterator[Page]:
    """A page on the site; at its end nothing may have been asked of another host, nor any error logged."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site.address) as context:
        opened = context.new_page()
        opened.set_default_timeout(30_000)
        opened.on("request", lambda request: record.requests.append(request.url))
        opened.on("console", lambda said: record.complaints.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: record.complaints.append(str(error)))
        opened.on("dialog", lambda dialog: record.complaints.append(f"dialog {dialog.message}"))
        yield opened
    assert [url for url in record.requests if not url.startswith(site.address)] == []
    assert [said for said in record.complaints if not (record.missing and "404" in said)] == []
