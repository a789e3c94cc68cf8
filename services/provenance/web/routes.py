"""The addresses of the page and the API, put together as one ASGI application."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from services.provenance.web import api, changes, comparing, events, pages
from services.provenance.web.catalogue import Catalogue
from services.provenance.web.desk import Desk
from services.provenance.web.guard import Guard
from services.provenance.web.ports import Health, Marks, Repairs, Settings, Stories
from services.provenance.web.rendering import STATIC

Handler = Callable[..., Any]
_GET: tuple[tuple[str, Handler], ...] = (
    ("/", pages.stories),
    ("/stories/{story}", pages.story),
    ("/outlets", pages.outlets),
    ("/articles/{article}", pages.article),
    ("/compare", comparing.articles),
    ("/marks", pages.marks),
    ("/api/marks", api.marks),
    ("/outlets/{outlet:path}", pages.outlet),
    ("/api/status", api.status),
    ("/api/stories", api.stories),
    ("/api/stories/{story}", api.story),
    ("/api/stories/{story}/export", api.story_export),
    ("/api/articles/{article}", api.article),
    ("/health", api.healthy),
    ("/ready", api.ready),
    ("/metrics", api.metrics),
    ("/openapi.json", api.openapi_document),
    ("/asyncapi.json", api.asyncapi_document),
    ("/events", events.events),
)
_POST: tuple[tuple[str, Handler], ...] = (
    ("/inbox", changes.upload),
    ("/compare", comparing.pasted),
    ("/retry", changes.retry),
    ("/replay", changes.replay),
    ("/marks", changes.mark),
    ("/marks/withdraw", changes.withdraw),
)


def create_app(
    stories: Stories,
    health: Health,
    repairs: Repairs | None = None,
    settings: Settings | None = None,
    marks: Marks | None = None,
) -> Starlette:
    """The page and the API over `stories` and `health`; without `repairs` or `marks` these are left out."""
    settings = settings or Settings()
    catalogue = Catalogue(stories)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        app.state.newsroom = events.Newsroom(catalogue)
        yield
        await app.state.newsroom.close()

    app = Starlette(
        routes=[
            *(Route(path, handler) for path, handler in _GET),
            *(Route(path, handler, methods=["POST"]) for path, handler in _POST),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, hosts=settings.hosts), Middleware(GZipMiddleware, minimum_size=1024)],
        lifespan=lifespan,
    )
    app.state.desk = Desk(stories, health, catalogue, settings, repairs, marks)
    return app
