"""The real running system: files dropped into its inbox, read in a browser."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

START = 60  # seconds for all services to come up on a busy machine
TRACED = 90_000  # milliseconds for a file to reach its tree on a busy machine
WIRE = (
    "A fleet of twelve electric ferries will start crossing Lake Orsin in April, the regional transport board said on "
    "Wednesday.",
    "The board signed a contract worth 84 million crowns with the Halvard shipyard after two years of talks.",
    "Each vessel will carry 140 passengers and 30 bicycles between the northern and southern shores.",
    "The diesel boats they replace have run since 1988 and burn about 900 litres of fuel a day.",
    "“We could not keep patching engines that are older than most of our captains,” board chairwoman Mirea Oduya told "
    "reporters in Verrin.",
    "Charging stations are being built at five of the nine landing stages, with power drawn from the Kestrel dam.",
    "Tickets will cost 3 crowns, unchanged from this year, and season passes will remain valid.",
    "The ferry union welcomed the order but said it feared the loss of 40 jobs in the workshops.",
    "“Batteries need electricians, not mechanics, and nobody has offered our people a course,” said union secretary "
    "Tam Brekke.",
    "Oduya said the board would pay for retraining and expected no dismissals before 2029.",
    "Opposition members of the board had asked for a smaller trial with three boats on the western route.",
    "They argued that ice on the lake could damage hulls that are lighter than those in use today.",
    "The shipyard said it had tested the design in two winters at its yard in Skerrow.",
    "About 2.1 million people used the crossing last year, a tenth more than in the year before.",
)
OWN = (
    "The Star has learned that the first vessel will be named after the late pilot Anselm Ruhe.",
    "Residents of Pell Street plan to watch its maiden crossing from the old crane.",
)
POST = [*WIRE[:3], WIRE[3].replace("burn about", "use roughly"), *WIRE[4:12]]
DAILY = [WIRE[i] for i in (0, 1, 2, 4, 5, 6, 7, 9, 10, 12, 13)]
# The Star's own slips: whoever prints them has read the Star.
SLIPS = (WIRE[1].replace("Halvard", "Halward"), WIRE[5].replace("five of the nine", "nine of the five"))
GAZETTE = list(WIRE[:11])
NEWS = [*WIRE[:4], *WIRE[5:14]]
STAR = [WIRE[0], SLIPS[0], *WIRE[2:4], OWN[0], WIRE[4], SLIPS[1], *WIRE[6:8], OWN[1], WIRE[9], WIRE[13]]
METRO = STAR[:9]


def printed(outlet: str, hour: int, sentences: list[str]) -> str:
    head = (
        f"---\noutlet: {outlet}\ntitle: Electric ferries for Lake Orsin\npublished: 2025-03-12T{hour:02d}:00:00Z\n---\n"
    )
    return head + "\n\n".join(" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)) + "\n"


@dataclass
class System:
    address: str
    inbox: Path

    def drop(self, name: str, text: str) -> None:
        """As a person would: the file appears whole."""
        hidden = self.inbox / f".{name}"
        hidden.write_text(text, encoding="utf-8")
        hidden.rename(self.inbox / name)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("system")
    inbox = folder / "inbox"
    inbox.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("wiretrace")),
        "up",
        "--inbox",
        str(inbox),
        "--data",
        str(folder / "data"),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    made = System(f"http://127.0.0.1:{port}", inbox)
    try:
        _await_ready(made, process, folder / "log")
        yield made
    finally:
        process.terminate()
        process.wait(timeout=60)


def _await_ready(system: System, process: subprocess.Popen[bytes], log: Path) -> None:
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport, timeout=START) as client:
        for _ in range(START * 5):
            assert process.poll() is None, log.read_text()
            try:
                if client.get(f"{system.address}/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            process_waits(process)
    pytest.fail(log.read_text())


def process_waits(process: subprocess.Popen[bytes]) -> None:
    """A fifth of a second, or less when the system ends."""
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        return


@pytest.fixture
def page(browser: Browser, system: System) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, base_url=system.address) as context:
        complaints: list[str] = []
        opened = context.new_page()
        opened.set_default_timeout(TRACED)
        opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened
        assert complaints == []


@pytest.mark.timeout(300)
def test_dropped_files_become_a_tree_that_grows_before_the_readers_eyes(page: Page, system: System):
    """Five outlets took the wire; a sixth copied one of them, own sentences and all, and appears without a reload."""
    page.goto("/")
    expect(page.get_by_role("heading", name="No stories yet")).to_be_visible()
    system.drop("post.txt", printed("Harbour Post", 9, POST))
    system.drop("daily.txt", printed("Orsin Daily", 10, DAILY))
    system.drop("gazette.txt", printed("Skerrow Gazette", 8, GAZETTE))
    system.drop("news.txt", printed("Lake News", 12, NEWS))
    system.drop("star.txt", printed("Verrin Star", 11, STAR))
    page.locator(".stories a").first.click(timeout=TRACED)
    tree = page.get_by_role("group", name="Tree of descent")
    for outlet in ("Harbour Post", "Orsin Daily", "Skerrow Gazette", "Lake News", "Verrin Star"):
        edge = tree.get_by_role("link", name=re.compile(f"^{outlet} took from the wire"))
        expect(edge).to_have_count(1, timeout=TRACED)
    page.evaluate("window.loadedOnce = true")
    system.drop("metro.txt", printed("Metro Line", 15, METRO))
    copied = tree.get_by_role("link", name="Metro Line took from Verrin Star")
    expect(copied).to_be_visible(timeout=TRACED)
    assert page.evaluate("window.loadedOnce")
    copied.locator(".hit").click()
    expect(page.get_by_role("heading", name="Metro Line took from Verrin Star")).to_be_visible()
    tree.get_by_role("link", name=re.compile("^Harbour Post took from")).locator(".hit").click()
    changed = page.locator("#detail .step.edited").filter(has_text="litres of fuel")
    expect(changed.locator("del, ins")).to_contain_text(["burn about", "use roughly"], ignore_case=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [v["id"] for v in Axe().run(page).response["violations"]] == []


@pytest.mark.timeout(300)
def test_an_editor_has_the_last_word(page: Page, system: System):
    """A source that is ruled out goes from the open tree, one that is pinned stays; withdrawn, inference is back."""
    page.goto("/")
    page.locator(".stories a").first.click(timeout=TRACED)
    tree = page.get_by_role("group", name="Tree of descent")
    inferred = tree.get_by_role("link", name="Metro Line took from Verrin Star")
    inferred.locator(".hit").click(timeout=TRACED)
    page.get_by_text("Editor's marks", exact=True).first.click()
    page.get_by_role("button", name="This source is wrong").click()
    expect(inferred).to_have_count(0, timeout=TRACED)
    page.get_by_label("Its source").select_option("Lake News")
    page.get_by_role("button", name="Pin").click()
    expect(tree.get_by_role("link", name="Metro Line took from Lake News, set by an editor")).to_be_visible(
        timeout=TRACED
    )
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Withdraw: Metro Line")).first.click()
    expect(inferred).to_be_visible(timeout=TRACED)


@pytest.mark.timeout(120)
def test_a_file_that_cannot_be_used_is_named_with_its_reason(page: Page, system: System):
    """The strip counts it, the fold says what to do, and it can be tried again."""
    page.goto("/")
    system.drop("broken.json", "{not json")
    page.wait_for_function("() => /[1-9]\\d* rejected/.test(document.querySelector('#health').innerText)")
    page.get_by_text("Files that could not be used").click()
    expect(page.locator("#rejected")).to_contain_text("broken.json")
    page.get_by_role("button", name=re.compile("Try again")).first.click()
    expect(page.get_by_text("broken.json is tried again.")).to_be_visible()
