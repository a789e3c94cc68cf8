"""What every request needs at hand: the stories, the pipeline's health, repairs, and the catalogue of cards."""

from dataclasses import dataclass

from services.provenance.web.catalogue import Catalogue
from services.provenance.web.ports import Health, Marks, Repairs, Settings, Stories


@dataclass(frozen=True, slots=True)
class Desk:
    """Kept as `app.state.desk`; without `repairs` nothing can be retried, without `marks` an editor has no say."""

    stories: Stories
    health: Health
    catalogue: Catalogue
    settings: Settings
    repairs: Repairs | None = None
    marks: Marks | None = None
