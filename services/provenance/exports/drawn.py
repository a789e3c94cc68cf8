"""The tree as an SVG file of its own."""

from services.provenance.descent import Descent
from services.provenance.web.drawing import draw
from services.provenance.web.svg import file_svg


def svg(story: Descent) -> str:
    """The drawing that the page shows, with its style inside."""
    return file_svg(story, draw(story))
