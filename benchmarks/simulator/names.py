"""Invented names, figures and dates for a story's slots; no two figures of a story are alike."""

import random
from collections.abc import Callable, Mapping

from benchmarks.simulator.bank import choose

_FIRST = (
    "Adele Bruno Carmen Dario Edda Fabian Greta Hugo Irma Jonah Karla Lorenz Mira Nils Olga Paolo Quirina Rafael Selma "
    "Timo Ursula Viktor Wanda Xaver Yvonne Zoltan Agnes Bela Cosima Detlef Elena Fritz Gilda Hanno Ida Jarek Klara "
    "Leif Maud Noel Otilia Pavo Rosalind Sander Thea Ulrik Vesna Wolf Ysolde Zita"
).split()
_HEAD = (
    "Bar Cas Dorn Elk Fen Gar Hol Ist Jas Kel Lom Mar Nor Ost Pel Quan Ros Sten Tar Ulm Vel Wes Yar Zel "
    "Brad Crel Drum Flor Grav Hask Kirn Lund Morv Penn Skel Thorn Vand"
).split()
_TAIL = (
    "ander berg by den ek er feld gard holt in ius ko land mann nik off olo quist rud sen shaw sky sson "
    "strand tin ton ulla vik wick zini"
).split()
_PLACE = "wick moor stad ford gate haven mere thal dorf bury minster cliffe holm ness combe burn".split()
_LAND = "avia oria andia istan eland uria ovia inia".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "party": ("Civic League", "Centre Union", "Harvest Party", "People's Bloc", "Free Democrats' Alliance"),
    "institute": (
        "{x} Institute of Technology",
        "University of {x}",
        "{x} Centre for Policy Research",
        "{x} Academy",
    ),
    "body": (
        "Civil Protection Service",
        "{x} Relief Council",
        "Public Safety Board",
        "{x} Citizens' Association",
        "National Works Authority",
    ),
    "journal": ("Annals of Deep Time", "{x} Review of Sciences", "Journal of Early Worlds"),
    "firm": ("{x} Works", "{x} & Sons", "{x} Holding", "{x} Industries"),
    "paper": (
        "The {x} Post",
        "{x} Gazette",
        "Daily {x}",
        "{x} Today",
        "The {x} Argus",
        "{x} Online",
        "{x} Bulletin",
        "The {x} Examiner",
        "Radio {x}",
        "{x} Report",
    ),
}


class Christener:
    """Draws names and figures that have not been drawn before in the same story."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._kinds: Mapping[str, Callable[..., str]] = {
            "person": self.person,
            "place": lambda: self._fresh(lambda: rng.choice(_HEAD) + rng.choice(_PLACE)),
            "land": lambda: self._fresh(lambda: rng.choice(_HEAD) + rng.choice(_LAND)),
            "int": lambda low, high, *_: self._fresh(lambda: f"{rng.randint(int(low), int(high)):,}", figure=True),
            "year": lambda low, high: self._fresh(lambda: str(rng.randint(int(low), int(high)))),
            "dec": lambda low, high, *_: self._fresh(
                lambda: f"{rng.randint(int(low), int(high))}.{rng.randint(1, 9)}", figure=True
            ),
            "day2": lambda: self._fresh(lambda: f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}"),
            "say": lambda text: choose(text, rng),
        }

    def draw(self, kind: str, *bounds: str) -> str:
        """A value of that kind (see the slots in the bank)."""
        if kind in _SHAPES:
            return self.shaped(kind)
        return self._kinds[kind](*bounds)

    def person(self) -> str:
        """First and last name; no two people of a story share a last name."""
        last = self._fresh(lambda: self._rng.choice(_HEAD) + self._rng.choice(_TAIL))
        return f"{self._rng.choice(_FIRST)} {last}"

    def shaped(self, kind: str) -> str:
        """A body or title made round an invented place."""
        shape = _SHAPES[kind]
        place = lambda: self._rng.choice(_HEAD) + self._rng.choice(_PLACE)  # noqa: E731
        return self._fresh(lambda: self._rng.choice(shape).replace("{x}", place()))

    def weekday(self) -> str:
        return self._rng.choice(_WEEKDAYS)

    def _fresh(self, make: Callable[[], str], figure: bool = False) -> str:
        for _ in range(200):
            value = make()
            if value not in self._taken:
                break
        else:  # a bounded set of names ran out: number them
            value = value if figure else f"{value} {len(self._taken)}"  # pyright: ignore[reportPossiblyUnboundVariable]
        self._taken.add(value)
        return value
