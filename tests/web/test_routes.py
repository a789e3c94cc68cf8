"""The addresses: what they answer, to whom, and how foreign text comes through."""

import json
from pathlib import Path

import httpx
import pytest

from benchmarks.bridge import HOSTILE, bridge
from benchmarks.fictional import report
from benchmarks.shelf import Calm, Shelf
from services.provenance.web.catalogue import Catalogue, Search
from services.provenance.web.changes import safe_name
from services.provenance.web.events import Newsroom
from services.provenance.web.ports import Settings
from services.provenance.web.routes import create_app
from shared.article import Sentence, Witness
from shared.report import Mark, MarkKind, Report


def visitor(
    shelf: Shelf | None = None, health: Calm | None = None, inbox: Path | None = None, **more
) -> httpx.AsyncClient:
    settings = Settings(inbox=inbox, hosts=("localhost",), **more)
    app = create_app(shelf or Shelf(bridge()), health or Calm(), settings=settings)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


async def test_a_storys_report_is_the_contracts_own():
    """`/api/stories/{id}` gives back what was traced, readable as a `Report`."""
    async with visitor() as client:
        answer = await client.get("/api/stories/bridge")
    assert answer.json()["schema"] == "wiretrace/1"
    assert Report.model_validate(answer.json()) == bridge()


async def test_the_list_is_latest_first_and_pages_by_cursor():
    """Every story once, in the order of their last change, however small the page."""
    shelf = Shelf(*(report(seed, 3, 1) for seed in range(7)))
    seen: list[str] = []
    async with visitor(shelf) as client:
        cursor = ""
        while cursor is not None:
            answer = (await client.get("/api/stories", params={"limit": 3, "cursor": cursor})).json()
            seen += [story["id"] for story in answer["stories"]]
            cursor = answer["next"]
    assert seen == [f"s{seed}" for seed in reversed(range(7))]


async def test_a_story_that_changed_comes_first_and_only_once():
    """An update moves its card to the top."""
    shelf = Shelf(report(1, 3, 1), report(2, 3, 1))
    catalogue = Catalogue(shelf)
    await catalogue.refresh()
    made = report(1, 4, 1)
    shelf.put(made)
    mark = catalogue.changes
    await catalogue.refresh()
    assert [card.id for card in catalogue.since(mark)] == ["s1"]
    assert [card.id for card in catalogue.page().cards] == ["s1", "s2"]


async def test_search_narrows_by_word_outlet_agency_and_day():
    """Words and outlets in any case; days include their ends."""
    catalogue = Catalogue(Shelf(bridge(), report(1, 3, 1)))
    await catalogue.refresh()

    def found(**search: str) -> list[str]:
        return [card.id for card in catalogue.page(Search(**search)).cards]

    assert found(words="SWING nine") == ["bridge"]
    assert found(outlet="harbour post") == ["bridge"]
    assert found(agency="tna") == ["s1", "bridge"]
    assert found(agency="XYZ") == []
    assert found(since="2025-03-11", until="2025-03-11") == ["s1", "bridge"]
    assert found(until="2025-03-10") == []


async def test_unknown_ids_and_formats_say_so():
    """404 and 400 with a sentence, on pages and in the API."""
    async with visitor() as client:
        assert (await client.get("/api/stories/nope")).json() == {"error": "no such story"}
        assert (await client.get("/api/articles/nope")).status_code == 404
        assert (await client.get("/stories/nope")).status_code == 404
        assert "prov-json" in (await client.get("/api/stories/bridge/export?format=doc")).json()["error"]
        assert (await client.get("/outlets/nope")).status_code == 404


async def test_an_article_comes_with_its_story():
    """`/api/articles/{id}` names the story, so that a reader can go on."""
    async with visitor() as client:
        answer = (await client.get("/api/articles/star")).json()
    assert (answer["outlet"], answer["story"]) == ("The Verrin Star", "bridge")


@pytest.mark.parametrize(
    "query",
    ["", "edge=w2..hostile", "edge=w2..hostile&view=side", "node=hostile", "show=wire", "show=collation", "show=facts",
     "show=articles", "show=versions", "tree=list", "axis=depth",
     "edge=broken", "node=nothing", "show=nothing", "version=x"],
)  # fmt: skip
async def test_every_view_of_a_story_keeps_foreign_text_inert(query):
    """Article text is text on every view; a broken state shows the story all the same."""
    async with visitor() as client:
        answer = await client.get(f"/stories/bridge?{query}")
    assert answer.status_code == 200
    assert HOSTILE not in answer.text
    assert "<script>" not in answer.text
    assert "<img" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


async def test_no_page_names_another_host():
    """No font, script or sheet comes from elsewhere, and nothing is styled in place (the policy forbids it)."""
    async with visitor() as client:
        for path in ("/", "/stories/bridge?edge=w2..echo", "/outlets"):
            page = (await client.get(path)).text
            assert 'src="http' not in page
            assert 'href="http' not in page
            assert " style=" not in page
            assert "onclick" not in page


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
     {"origin": "http://localhost:9999"}],
)  # fmt: skip
async def test_changes_from_other_origins_are_refused(headers, tmp_path):
    """Another site, or another port of this machine, cannot put files here."""
    async with visitor(inbox=tmp_path) as client:
        answer = await client.post("/inbox", files={"files": ("a.txt", b"x")}, headers=headers)
    assert answer.status_code == 403
    assert not list(tmp_path.iterdir())


async def test_a_foreign_name_for_this_machine_is_refused():
    """DNS rebinding: the page answers to its own names only."""
    async with visitor() as client:
        assert (await client.get("/", headers={"host": "evil.example"})).status_code == 403
        assert (await client.get("/", headers={"host": "localhost:8000"})).status_code == 200


@pytest.mark.parametrize(
    ("server", "host", "status"),
    [("127.0.0.1", "evil.example", 403), ("127.0.0.1", "127.0.0.1:8400", 200), ("[::1]", "localhost", 200),
     ("10.0.0.7", "news.example", 200)],
)  # fmt: skip
async def test_on_a_loopback_address_only_this_machines_names_are_answered(server, host, status):
    """Nothing needs to be set for a page on one's own machine to be safe; elsewhere names are the deployment's."""
    transport = httpx.ASGITransport(create_app(Shelf(), Calm()))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{server}") as client:
        assert (await client.get("/", headers={"host": host})).status_code == status


async def test_an_upload_lands_in_the_inbox_under_a_harmless_name(tmp_path):
    """Folders in a name are dropped; a name that is taken is not overwritten."""
    (tmp_path / "b.txt").write_text("first")
    files = [("files", ("../../a\n.txt", b"one")), ("files", ("b.txt", b"two"))]
    async with visitor(inbox=tmp_path) as client:
        answer = await client.post("/inbox", files=files, headers={"origin": "http://localhost"})
    assert answer.status_code == 303
    assert sorted(p.read_text() for p in tmp_path.iterdir()) == ["first", "one", "two"]
    assert all(p.parent == tmp_path and not p.name.startswith(".") for p in tmp_path.iterdir())


async def test_an_upload_above_the_limit_leaves_nothing_behind(tmp_path):
    """The limit holds for what is sent, whatever its header says."""
    async with visitor(inbox=tmp_path, largest_upload=1000) as client:
        answer = await client.post("/inbox", files={"files": ("a.txt", b"x" * 2000)})

        async def chunks():
            yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
            for _ in range(30):
                yield b"x" * 100

        kind = {"content-type": "multipart/form-data; boundary=b"}
        unsaid = await client.post("/inbox", content=chunks(), headers=kind)
    assert (answer.status_code, unsaid.status_code) == (413, 413)
    assert f"larger than 0.001 MB: drop the files into {tmp_path} instead" in answer.text
    assert '<a href="/">' in answer.text
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "..", "/", ".env", "a/b\\c.txt", "x" * 400 + ".json", "\x00\n", "ü" * 300])
def test_a_safe_name_stays_in_its_folder(name):
    """Never empty, hidden, a path, or longer than a file system takes."""
    safe = safe_name(name)
    assert safe
    assert not safe.startswith(".")
    assert not set(safe) & set("/\\\x00\n")
    assert len(safe.encode()) <= 204


async def test_without_stories_the_page_says_what_to_do(tmp_path):
    """The empty state names the folder and the formats."""
    async with visitor(Shelf(), inbox=tmp_path) as client:
        page = (await client.get("/")).text
    assert "No stories yet" in page
    assert str(tmp_path) in page


async def test_rejected_files_and_dead_letters_are_named_with_their_reasons():
    """The strip counts, the folds name."""
    calm = Calm(
        rejected=[{"file": "a.json", "reason": "broken <JSON>"}],
        dead_letters=[{"id": "1-1", "stream": "wire:{p00}:articles.ingested", "reason": "three tries"}],
        streams=[{"name": "articles.ingested", "length": 4, "pending": 1, "lag": 2}],
    )
    async with visitor(health=calm) as client:
        page = (await client.get("/")).text
        metrics = (await client.get("/metrics")).text
    assert "Broken &lt;JSON&gt;" in page
    assert "<code>articles.ingested</code> <span>Three tries</span>" in page
    assert "segmenter <b>3</b>" in page
    assert 'wiretrace_stream_lag{stream="articles.ingested"} 2.0' in metrics


async def test_probes_answer_and_documents_describe_every_address():
    """`/openapi.json` names the contract's addresses, and its references resolve."""
    async with visitor() as client:
        assert (await client.get("/health")).json()["ok"] is True
        assert (await client.get("/ready")).status_code == 200
        document = (await client.get("/openapi.json")).json()
    for path in (
        "/api/stories",
        "/api/stories/{story}",
        "/api/articles/{article}",
        "/api/status",
        "/events",
        "/metrics",
        "/api/marks",
        "/marks",
        "/inbox",
    ):
        assert path in document["paths"]
    names = set(document["components"]["schemas"])
    wanted = {part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}
    assert wanted <= names


async def test_an_update_is_told_to_open_pages():
    """A page that listens hears of the story, with its version."""
    shelf = Shelf(bridge(1, without=("hostile",)))
    newsroom = Newsroom(Catalogue(shelf))
    stream = newsroom.listen()
    assert (await anext(stream)).startswith(b"retry:")
    shelf.put(bridge(2))
    told = await anext(stream)
    while told.startswith(b":") or b'"version":1' in told:
        told = await anext(stream)
    await stream.aclose()
    assert b"event: story" in told
    assert json.loads(told.split(b"data: ")[1])["version"] == 2


async def test_a_piece_of_the_page_keeps_its_version_while_its_content_stays():
    """The script replaces only what changed: the digest of a piece is that of its content."""
    async with visitor(Shelf(bridge(1))) as client:
        before = (await client.get("/stories/bridge")).text
    async with visitor(Shelf(bridge(2))) as client:
        assert (await client.get("/stories/bridge")).text == before
    async with visitor(Shelf(bridge(1, without=("hostile",)))) as client:
        fewer = (await client.get("/stories/bridge")).text
    assert fewer != before


async def test_an_article_leads_to_its_place_in_its_story():
    """`/articles/{id}` is an address that lasts: the story may change, the article's link does not."""
    async with visitor() as client:
        answer = await client.get("/articles/star")
        assert answer.headers["location"] == "/stories/bridge?node=star"
        assert (await client.get("/articles/nope")).status_code == 404


async def test_two_articles_are_compared_and_pasted_text_is_not_kept():
    """The comparison is made on the spot; without a segmenter there is no form for pasted text."""

    def segment(text: str) -> Witness:
        lines = tuple(Sentence(text=line, kind="body", paragraph=i) for i, line in enumerate(text.splitlines()))
        return Witness(id=text[:8], file="pasted", sentences=lines)

    async with visitor(segment=segment) as client:
        page = (await client.get("/compare?a=daily&b=post")).text
        assert "<del>" in page
        assert "drivers" in page
        assert (await client.get("/compare?a=daily&b=nope")).status_code == 404
        texts = {"a": "The bridge closes on Monday.", "b": "The bridge closes on Tuesday."}
        answer = await client.post("/compare", data=texts)
        assert "Tuesday" in answer.text
        assert "<ins>" in answer.text
        assert "up to 100,000 letters" in (await client.post("/compare", data={"a": "x", "b": " "})).text
    async with visitor() as client:
        assert "<textarea" not in (await client.get("/compare")).text


async def test_related_reports_are_named_and_linked():
    """An independent report of the same event is one click away."""
    made = bridge()
    story = made.stories[0].model_copy(update={"related": ("s2", "gone")})
    other = report(2, 3, 1)
    async with visitor(Shelf(other, made.model_copy(update={"stories": (story,)}))) as client:
        page = (await client.get("/stories/bridge")).text
    assert f'<a href="/stories/s2">{other.stories[0].title}</a>' in page
    assert "gone" not in page


class Notebook:
    """Marks in memory; finds fault with every veto."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}

    async def all(self) -> list[Mark]:
        return list(self.marks.values())

    async def make(self, kind: MarkKind, subject: str, other: str | None, by: str | None) -> str | None:
        if kind == "veto":
            return "It is pinned."
        key = str(len(self.marks))
        self.marks[key] = Mark(id=key, kind=kind, subject=subject, other=other, by=by)
        return None

    async def withdraw(self, mark: str) -> bool:
        return self.marks.pop(mark, None) is not None


async def test_an_editors_marks_are_made_shown_and_withdrawn():
    """A pin reads as a person's word, and can be taken back; what is wrong with a mark is said."""
    app = create_app(Shelf(bridge()), Calm(), marks=Notebook())
    where = "/stories/bridge?node=post"
    pin = {"kind": "pin", "subject": "post", "other": "daily", "back": where, "by": "Ida Brekke"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        assert (await client.post("/marks", data=pin)).headers["location"] == where
        page = (await client.get(where)).text
        assert "Harbour Post took from Orsin Daily." in page
        assert "Ida Brekke" in page
        assert 'value="Ida Brekke"' in page  # typed once
        assert "traced again" in page  # the report was made without this mark
        assert "Harbour Post took from Orsin Daily." in (await client.get("/marks")).text
        assert (await client.get("/api/marks")).json()["marks"][0]["subject"] == "post"
        refused = await client.post("/marks", data=pin | {"kind": "veto"})
        assert (refused.status_code, "It is pinned." in refused.text) == (409, True)
        assert (await client.post("/marks", data=pin | {"kind": "bless"})).status_code == 400
        away = await client.post("/marks/withdraw", data={"mark": "0", "back": "//evil.example/x"})
        assert away.headers["location"] == "/"
        assert "Withdraw" not in (await client.get(where)).text


async def test_both_sources_of_an_article_are_pinned_at_once():
    """An edge to one of two sources offers to say that both are right, or that this is the only one."""
    notebook = Notebook()
    app = create_app(Shelf(bridge()), Calm(), marks=notebook)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        page = (await client.get("/stories/bridge?edge=star..merge")).text
        assert 'name="second" value="w2"' in page
        both = {"kind": "pin both", "subject": "merge", "other": "star", "second": "w2", "back": "/"}
        await client.post("/marks", data=both)
    assert [(m.kind, m.subject, m.other) for m in notebook.marks.values()] == [
        ("pin", "merge", "star"),
        ("pin", "merge", "w2"),
    ]


async def test_outlets_of_one_house_are_counted_together():
    """The page of either shows what both take, and who said that they are one."""
    app = create_app(Shelf(bridge()), Calm(), marks=Notebook())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        house = {"kind": "same house", "subject": "Harbour Post", "other": "Orsin Daily", "back": "/"}
        await client.post("/marks", data=house)
        for outlet in ("Harbour%20Post", "Orsin%20Daily"):
            page = (await client.get(f"/outlets/{outlet}")).text
            assert "Harbour Post and Orsin Daily are one house." in page
            assert "2 articles in the latest stories" in page


async def test_without_a_place_for_marks_there_is_no_form_for_them():
    """What cannot be kept is not offered."""
    async with visitor() as client:
        assert 'action="/marks"' not in (await client.get("/stories/bridge?edge=w1..post")).text
        assert (await client.post("/marks", data={"kind": "pin", "subject": "a"})).status_code == 409
