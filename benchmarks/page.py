"""How long the page takes and how much it weighs: a story of 40 nodes, and the list of 10,000 stories.

Run `python -m benchmarks.page`; exits 1 when a bound is broken. Times are the median of calls to the application
itself, without a network; weights are what a browser would receive for the page, its sheet and its script.
"""

import asyncio
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import httpx

from benchmarks.fictional import report
from benchmarks.shelf import Calm, Shelf
from services.provenance.cards import StoryCard
from services.provenance.web.rendering import STATIC
from services.provenance.web.routes import create_app

STORIES = 10_000
ROUNDS = 15
SLOWEST_STORY = 0.100  # seconds
SLOWEST_LIST = 0.050
HEAVIEST = 150_000  # bytes, uncompressed


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    seconds: float
    page_bytes: int
    bound: float

    @property
    def good(self) -> bool:
        return self.seconds < self.bound and self.page_bytes < HEAVIEST


def main() -> int:
    """Print the figures; 0 when all are within their bounds."""
    figures = asyncio.run(measure())
    for f in figures:
        said = "ok" if f.good else "TOO MUCH"
        print(f"{f.name:34} {f.seconds * 1000:6.1f} ms (< {f.bound * 1000:.0f})  {f.page_bytes / 1000:6.1f} kB  {said}")
    return 0 if all(f.good for f in figures) else 1


async def measure(stories: int = STORIES, rounds: int = ROUNDS) -> list[Figure]:
    """The median time and the weight of each page."""
    made = report(1, articles=38, wires=2, sentences=25)
    app = create_app(Shelf(made, cards=[_card(i) for i in range(stories)]), Calm())
    edge = made.stories[0].edges[-1]
    pages = {
        "story, 40 nodes": ("/stories/s1", SLOWEST_STORY),
        "story, 40 nodes, an edge": (f"/stories/s1?edge={edge.parent}..{edge.child}", SLOWEST_STORY),
        "story, 40 nodes, side by side": (f"/stories/s1?edge={edge.parent}..{edge.child}&view=side", SLOWEST_STORY),
        "story, 40 nodes, wire text": ("/stories/s1?show=wire", SLOWEST_STORY),
        "story, 40 nodes, collation": ("/stories/s1?show=collation", SLOWEST_STORY),
        f"list of {stories:,} stories": ("/", SLOWEST_LIST),
        f"search in {stories:,} stories": ("/?q=quay+9", SLOWEST_LIST),
        f"API list of {stories:,} stories": ("/api/stories", SLOWEST_LIST),
    }
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        return [await _figure(client, name, path, bound, rounds) for name, (path, bound) in pages.items()]


async def _figure(client: httpx.AsyncClient, name: str, path: str, bound: float, rounds: int) -> Figure:
    assets = sum(file.stat().st_size for file in STATIC.iterdir()) if not path.startswith("/api") else 0
    times: list[float] = []
    answer = await client.get(path, headers={"accept-encoding": "identity"})
    for _ in range(rounds):
        start = perf_counter()
        answer = await client.get(path, headers={"accept-encoding": "identity"})
        times.append(perf_counter() - start)
    answer.raise_for_status()
    return Figure(name, median(times), len(answer.content) + assets, bound)


def _card(number: int) -> StoryCard:
    return StoryCard(
        id=f"c{number}",
        title=f"Board weighs closing the quay, part {number}",
        version=1,
        articles=number % 40,
        outlets=tuple(f"Outlet {(number + i) % 500}" for i in range(number % 12)),
        agencies=("TNA",),
        original="TNA wire, version 1",
        sure=0.8,
        first="2025-03-11T09:00:00+00:00",
        last="2025-03-11T11:00:00+00:00",
        changed=0.3,
    )


if __name__ == "__main__":
    sys.exit(main())
