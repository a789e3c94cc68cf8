"""The page as a person uses it, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from benchmarks.bridge import HOSTILE, PARENTS, bridge
from benchmarks.fictional import report

VIEWS = [
    "/", "/stories/bridge", "/stories/bridge?edge=w2..echo", "/stories/bridge?edge=w2..coast&view=side",
    "/stories/bridge?node=hostile", "/stories/bridge?node=w2", "/stories/bridge?show=wire",
    "/stories/bridge?show=collation", "/stories/bridge?show=facts", "/stories/bridge?show=articles",
    "/stories/bridge?tree=list", "/outlets", "/outlets/Harbour%20Post", "/compare?a=daily&b=post",
    "/compare", "/marks", "/stories/none",
]  # fmt: skip
NAMES = {"w1": "TNA wire, version 1", "w2": "TNA wire, version 2"} | {a.id: a.outlet or "" for a in bridge().articles}


def test_the_tree_names_the_right_parent_of_every_outlet(page: Page):
    """By role and name: each article's line says whom it took from."""
    page.goto("/stories/bridge")
    tree = page.get_by_role("group", name="Tree of descent")
    for child, parent in PARENTS.items():
        if child in ("merge", "w2"):
            continue
        expect(tree.get_by_role("link", name=f"{NAMES[child]} took from {NAMES[parent]}")).to_have_count(1)
    expect(tree.get_by_role("link", name="TNA wire, version 2 follows TNA wire, version 1")).to_have_count(1)


def test_a_click_on_a_line_shows_exactly_the_words_that_changed(page: Page):
    """`drivers` became `motorists`, and the address can be sent to a colleague."""
    page.goto("/stories/bridge")
    page.get_by_role("link", name="Harbour Post took from").locator(".hit").click()
    expect(page).to_have_url(re.compile(r"edge=w1\.\.post"))
    expect(page.get_by_role("heading", name="Harbour Post took from TNA wire, version 1")).to_be_visible()
    edited = page.locator("#detail .step.edited")
    expect(edited.locator("del")).to_have_text("deleted: drivers")
    expect(edited.locator("ins")).to_have_text("inserted: motorists")
    expect(page.get_by_text("Cut 2 sentences, edited 1 and kept 5 word for word.")).to_be_visible()


def test_choosing_a_line_changes_the_address_without_a_load_and_back_leads_back(page: Page):
    """The tree stays where it is, focus stays on the line, what was chosen is announced; Back undoes it."""
    page.goto("/stories/bridge")
    page.evaluate("window.loadedOnce = true")
    line = page.get_by_role("link", name="Harbour Post took from")
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Harbour Post took from TNA wire, version 1")).to_be_visible()
    expect(line).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Harbour Post took from TNA wire, version 1")
    page.go_back()
    expect(page.get_by_role("heading", name="Who took what")).to_be_visible()
    assert page.evaluate("window.loadedOnce")
    page.get_by_role("link", name="The wire text").click()
    expect(page.get_by_role("heading", name="TNA wire, version 2")).to_be_visible()
    expect(page.get_by_role("group", name="Tree of descent")).to_have_count(0)


def test_folded_sentences_open_on_a_click(page: Page):
    """What did not change is one line until it is wanted."""
    page.goto("/stories/bridge?edge=w1..post")
    kept = page.get_by_text("Inspectors had found cracks in two of its bearings.")
    expect(kept).to_be_hidden()
    page.get_by_text("3 sentences unchanged").click()
    expect(kept).to_be_visible()


def test_an_update_shows_without_a_reload_and_keeps_focus_and_folds(page: Page, site):
    """A new article reaches the open page; the reader's place in it stays."""
    page.goto("/stories/bridge?edge=w1..post")
    page.evaluate("window.loadedOnce = true")
    page.get_by_text("Why", exact=True).click()
    page.get_by_text("3 sentences unchanged").click()
    focused = page.get_by_role("link", name="The Verrin Star took from")
    focused.focus()
    expect(page.get_by_role("link", name=re.compile("^Weekly Ledger"))).to_have_count(0)
    site.put(bridge())
    expect(page.get_by_role("link", name="Weekly Ledger took from TNA wire, version 2")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("This story was updated.")
    expect(focused).to_be_focused()
    assert page.locator("#why").get_attribute("open") is None
    expect(page.get_by_text("Inspectors had found cracks in two of its bearings.")).to_be_visible()
    assert page.evaluate("window.loadedOnce")


def test_an_older_version_of_the_tree_stays_readable(page: Page, site):
    """The list of versions leads back, the older page says what it is, and leads forward again."""
    site.put(bridge())
    page.goto("/stories/bridge?show=versions")
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.get_by_text("You are reading version 1 of this tree.")).to_be_visible()
    latecomer = page.get_by_role("group", name="Tree of descent").get_by_role("link", name=re.compile("^Weekly Ledger"))
    expect(latecomer).to_have_count(0)
    page.get_by_role("link", name="Show the newest").click()
    expect(latecomer.first).to_be_visible()


def test_a_new_story_appears_on_the_open_list(page: Page, site):
    """The list is live, too."""
    page.goto("/")
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    made = report(4, articles=3, wires=1)
    site.put(made)
    expect(page.get_by_role("link", name=made.stories[0].title)).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_count(2)


def test_the_whole_way_can_be_gone_by_keyboard(page: Page):
    """Skip link, list, tree, edge: with Tab and Enter alone, and the focus can be seen."""
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, "Verrin's old swing bridge to close for nine weeks")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/stories/bridge"))
    _tab_to(page, "Harbour Post took from")
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('.line')).strokeWidth") == "5px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Harbour Post took from TNA wire, version 1")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
        if name in said:
            return
    pytest.fail(f"no way by keyboard to {name!r}")


@pytest.mark.parametrize("path", VIEWS)
def test_no_view_scrolls_sideways(page: Page, record, path):
    """Tables scroll inside their own frame; the page never does."""
    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    _forgive_missing(record, path)


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 380)])
def test_axe_finds_nothing_to_object_to(page: Page, record, path, scheme, width):
    """Names, contrast, structure: in light and dark, wide and narrow."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]][:3]) for v in found] == []
    _forgive_missing(record, path)


def _forgive_missing(record, path: str) -> None:
    """A browser logs the status of a page that is not there, as it should."""
    if path.endswith("/none"):
        record.missing = True


@pytest.mark.parametrize("query", ["edge=w2..hostile", "edge=w2..hostile&view=side", "node=hostile", "show=articles"])
def test_hostile_text_is_shown_and_does_nothing(page: Page, query):
    """A script inside an article is text; it neither runs nor vanishes."""
    page.goto(f"/stories/bridge?{query}")
    assert "taken over" not in page.title()
    expect(page.locator("#detail")).to_contain_text(HOSTILE)
    assert page.locator("#detail script, #detail img").count() == 0


def test_the_narrow_page_has_the_tree_as_a_list(page: Page):
    """On a phone the drawing gives way to the same links, nested."""
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto("/stories/bridge")
    expect(page.get_by_role("group", name="Tree of descent")).to_be_hidden()
    page.get_by_role("link", name="Metro Line took from Orsin Daily").click()
    expect(page.get_by_role("heading", name="Metro Line took from Orsin Daily")).to_be_visible()


def test_a_file_put_on_the_page_lands_in_the_inbox(page: Page, site):
    """The form and a drop onto the page take the same way."""
    page.goto("/")
    page.get_by_label("Add articles").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"one"})
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1 file put into the inbox.")).to_be_visible()
    assert (site.inbox / "a.txt").read_bytes() == b"one"
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["two"], "b.txt"));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_url(re.compile("said="))
    expect(page.get_by_text("1 file put into the inbox.")).to_be_visible()
    assert sorted(path.name for path in site.inbox.iterdir()) == ["a.txt", "b.txt"]


def test_search_narrows_the_list_and_says_so_when_nothing_matches(page: Page):
    """The search is in the address; an empty result offers the way back."""
    page.goto("/")
    page.get_by_label("Words").fill("ferry strike")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=ferry\+strike"))
    page.get_by_role("link", name="Show all stories").click()
    expect(page.get_by_role("heading", name="Verrin's old swing bridge")).to_be_visible()


def test_two_articles_of_a_story_are_compared(page: Page):
    """Chosen on the story's page; the edits are made on the spot."""
    page.goto("/stories/bridge?show=articles")
    page.get_by_label("first: Orsin Daily").check()
    page.get_by_label("second: Harbour Post").check()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.get_by_role("heading", name="Harbour Post beside Orsin Daily")).to_be_visible()
    expect(page.locator(".comparison del").first).to_have_text("deleted: drivers")
    page.get_by_role("link", name="side by side").click()
    expect(page.locator(".comparison .row.edited ins")).to_have_text("inserted: motorists")


@pytest.mark.parametrize("width", [1280, 380])
def test_a_story_of_three_hundred_is_turned_over_part_by_part(page: Page, site, width):
    """`Next` replaces the rows without a load; an article that stands elsewhere is found by its own address."""
    large = report(7, articles=297, wires=3, sentences=12)
    site.put(large)
    story = site.trees.story_of(large.articles[-1].id)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/stories/{story}")
    page.evaluate("window.same = true")
    rows = page.get_by_text(re.compile(r"^Rows 1–60 of \d+$"))
    expect(rows.first).to_be_visible()
    page.get_by_role("link", name="Next").first.click()
    expect(page.get_by_text(re.compile("^Rows 61–120 of")).first).to_be_visible()
    assert page.evaluate("window.same")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.goto(f"/articles/{large.articles[-1].id}")
    expect(
        page.get_by_role("region", name="Tree of descent").locator("[aria-current=true]:visible").last
    ).to_be_visible()
    expect(page.get_by_text(re.compile("^Rows 1–60 of"))).to_have_count(0)


def test_without_script_the_page_works(browser, site):
    """Server-rendered: the tree and the words are there without a line of script."""
    with browser.new_context(java_script_enabled=False, base_url=site.address) as context:
        page = context.new_page()
        page.goto("/stories/bridge")
        page.get_by_role("link", name="Harbour Post took from").locator(".hit").click()
        expect(page.locator("#detail .step.edited del")).to_have_text("deleted: drivers")


def test_an_editors_mark_is_made_and_withdrawn_where_the_edge_is_read(page: Page):
    """The mark reads as a person's, says that the tree follows, is listed with all others, and can be taken back."""
    page.goto("/stories/bridge?edge=w1..post")
    page.get_by_text("Editor's marks", exact=True).first.click()
    page.get_by_label("Your name").fill("Ida Brekke")
    page.get_by_role("button", name="This source is right").click()
    mark = page.get_by_role("listitem").filter(has_text="Harbour Post took from an unobserved wire text.")
    expect(mark).to_contain_text("Ida Brekke")
    expect(mark).to_contain_text("traced again")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.goto("/stories/bridge?edge=w1..daily")
    page.get_by_text("Editor's marks", exact=True).first.click()
    expect(page.get_by_label("Your name")).to_have_value("Ida Brekke")
    page.goto("/marks")
    page.get_by_role("button", name="Withdraw: Harbour Post took from").click()
    expect(page.get_by_text("No mark stands.")).to_be_visible()
