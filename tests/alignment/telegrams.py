"""A fictional story and what outlets make of it, for tests of the candidate search."""

from shared.article import Sentence, Witness

STORY = (
    "Engineers closed the Tarnbeck lock on Tuesday after divers found a 14-metre crack in its northern gate.",
    "The Oldmere Canal Trust said barges would be turned back at Whinlow until the gate was rehung.",
    '"Nobody was hurt, and nobody will be sailing through here before the thaw," harbourmaster Edda Quillfeather said.',
    "Some 230 vessels pass the lock each week, most of them carrying gypsum from the Brackendale quarries.",
    "Quarry owner Morvane Minerals warned that its kilns held only nine days of stock.",
    "The crack was noticed when pumps in the wheelhouse switched on by themselves at 3.40 a.m.",
    "Inspectors blamed corroded hinges that a survey in 2019 had marked for replacement.",
    "That survey was never acted upon because the trust lost 6.2 million crowns in a failed marina scheme.",
    "Towns along the towpath cancelled Saturday's lantern regatta, which draws 12,000 visitors.",
    "Transport minister Josk Aldertree promised an inquiry and a pontoon bridge for the ferrymen.",
)
REWRITE = (
    "A fissure 14 metres long, spotted by divers in the northern gate, led engineers to shut Tarnbeck lock on Tuesday.",
    "According to the Oldmere Canal Trust, every barge has to turn round at Whinlow while the gate is being rehung.",
    "Harbourmaster Edda Quillfeather reported no injuries but ruled out any traffic until the thaw comes.",
    "Gypsum out of the Brackendale quarries makes up the bulk of the cargo on roughly 230 weekly vessels.",
    "Nine days of stock are left for the kilns, cautioned Morvane Minerals, which runs the quarry.",
    "Wheelhouse pumps that started unprompted at 3.40 a.m. gave the damage away.",
    "Corroded hinges, flagged for replacement by a 2019 survey, were the cause in the inspectors' view.",
    "A marina scheme that collapsed and cost the trust 6.2 million crowns left nothing to act upon it.",
    "The lantern regatta on Saturday, with its 12,000 visitors, has been called off by towpath towns.",
    "An inquiry will follow, pledged transport minister Josk Aldertree, and ferrymen are to get a pontoon bridge.",
)
OWN_REPORTING = (
    "At the Crooked Heron, landlady Philippa Stowe was counting unsold pasties on Wednesday.",
    '"My cellar floods whenever they fiddle with those sluices," she told this newspaper.',
    "Angler Bertram Osgood had walked from Fennimore to see the drained basin for himself.",
    "He found mussels, a pram and the bell of the paddle steamer Clementine.",
    "Schoolchildren from Saint Odran's sketched the mud for a geography lesson.",
    "Their teacher, Ruairi Pell, hoped the herons would stay for the afternoon.",
    "The parish council meets on Thursday to discuss a temporary footpath by the tannery.",
)
OTHER_STORY = (
    "Voters in the Skerrow islands go to the polls on Sunday to choose a new lawman.",
    "Incumbent Hallgrim Thorsby has run the assembly in Port Sunniva since the herring dispute.",
    "His challenger, ferry captain Ingirid Mowat, wants to scrap the tithe on wool.",
    "A poll by the Skerrow Gazette gave Mowat 47 percent, three points ahead.",
    "Ballots from the outer skerries arrive by seaplane, so no result is due before Monday.",
    "Observers from the Nordmark Council will watch the count in the old whaling station.",
)


def market(closing: str, change: str, volume: str, leader: str) -> tuple[str, ...]:
    """A day's market report: the same mould, other figures."""
    return (
        f"The Oldmere all-share index closed at {closing}, a change of {change} percent on the day.",
        f"Turnover on the exchange came to {volume} crowns, dealers said.",
        f"The most active issue was {leader}, followed by government bonds of short maturity.",
        "Dealers said trading was thin ahead of the holiday and prices were little changed in the afternoon.",
        "The exchange is open again on the following working day from nine in the morning.",
    )


def house_styled(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The same text in another house's style."""
    swaps = {
        "metre": "meter",
        "percent": "per cent",
        "Tuesday": "Nov. 3",
        '"': "'",
        "said": "has said",
        "Some": "About",
    }
    out = list(texts)
    for old, new in swaps.items():
        out = [text.replace(old, new) for text in out]
    return tuple(out)


def witness(
    name: str, texts: tuple[str, ...], *, language: str | None = "en", furniture: tuple[str, ...] = ()
) -> Witness:
    """A witness of these body sentences, with furniture after them."""
    body = [Sentence(text=t, kind="body", paragraph=i) for i, t in enumerate(texts)]
    rest = [Sentence(text=t, kind="boilerplate", paragraph=len(texts) + i) for i, t in enumerate(furniture)]
    return Witness(id=name, file=f"{name}.txt", language=language, sentences=tuple(body + rest))
