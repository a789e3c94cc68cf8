"""Templates to HTML: autoescaped, with the page's own filters. Article text is foreign input and stays text."""

from collections.abc import Collection, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.provenance.web import wording

HERE = Path(__file__).parent
STATIC = HERE / "static"


def render(template: str, values: Mapping[str, Any]) -> str:
    """The page `template` with `values`."""
    return environment().get_template(template).render(assets=_assets(), **values)


@cache
def environment() -> Environment:
    """The template environment; built once, templates compiled on first use."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {  # pyright: ignore[reportAttributeAccessIssue]
        "brief": wording.brief,
        "clock": wording.clock,
        "digest": digest,
        "percent": wording.percent,
        "plural": wording.plural,
        "span": wording.span,
        "stated": wording.stated,
        "sure": wording.sure,
    }
    made.tests["has"] = _has  # pyright: ignore[reportArgumentType]
    return made


def _has(held: Collection[str], wanted: str) -> bool:
    return wanted in held


def digest(text: str) -> str:
    """A short version of a piece of the page: equal when the piece is."""
    return blake2b(str(text).encode(), digest_size=6).hexdigest()


@cache
def _assets() -> str:
    """Changes when the sheet or the script does, so that browsers may keep them for long."""
    return digest("".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.iterdir())))
