"""Invented wire stories as several outlets print them, and pieces that belong to none: files to drop."""

import random
from pathlib import Path

_SYLLABLES = "bar dol fen gor hul kes lor mav nim os pel quar rov sel tun ul vor wes yal zim".split()
_SMALL = "the of to and a in that for it on was with as his they be at by this had from or but".split()
_LINES = 9
_DESKS = ("Morning Gazette", "Evening Courier", "The Lantern", "Hill Tribune", "Coast Record", "Valley Post")


def fill(folder: Path, stories: int = 2, outlets: int = 4, strangers: int = 4, seed: int = 7) -> list[Path]:
    """Write the files into `folder`, each outlet in a sub-folder of its name; returns them in a fixed order."""
    draw = random.Random(seed)
    made: list[Path] = []
    for number in range(stories):
        wire = _wire(draw)
        for outlet in _DESKS[:outlets]:
            made.append(
                _file(folder / outlet / f"story-{number}.txt", _printed(wire, draw), f"{wire[0][:40]} {number}")
            )
    for number in range(strangers):
        made.append(_file(folder / f"lone-{number}.txt", _wire(draw), f"Lone piece {number}"))
    return made


def _wire(draw: random.Random) -> list[str]:
    """Sentences of words that no other story has, so that no two stories are kin by their making."""
    own = [_name(draw).lower() for _ in range(70)]
    return [_sentence(draw, own) for _ in range(_LINES)]


def _sentence(draw: random.Random, own: list[str]) -> str:
    words = [word for _ in range(draw.randint(6, 9)) for word in (draw.choice(_SMALL), draw.choice(own))]
    opening = f"Today {draw.choice(own).capitalize()} said"
    return f"{opening} {' '.join(words)}, {draw.randint(100, 999)} of about {draw.randint(1000, 9999)}."


def _printed(wire: list[str], draw: random.Random) -> list[str]:
    kept = wire[: draw.randint(6, len(wire))]
    place = draw.randrange(1, len(kept))
    kept[place] = kept[place].replace("said", "told our reporter").replace("about ", "roughly ")
    return [*kept, f"Our own desk counted {draw.randint(100, 999)} lorries at the {_name(draw)} toll house."]


def _file(path: Path, lines: list[str], title: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    paragraphs = "\n\n".join(lines)
    path.write_text(
        f"---\ntitle: {title}\npublished: 2031-03-0{1 + len(title) % 9}\ncredit: AP\n---\n{paragraphs}\n",
        encoding="utf-8",
    )
    return path


def _name(draw: random.Random) -> str:
    return "".join(draw.sample(_SYLLABLES, 3)).capitalize()
