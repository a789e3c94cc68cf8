"""A fictional agency story in two versions that nobody handed in, as six outlets printed it."""

from shared.article import Sentence, Witness

FIRST = (
    "A fire destroyed the fish market of Orlesund early on Tuesday, killing two watchmen and hurting nine people.",
    "Firefighters needed six hours to bring the blaze under control, fire chief Marta Elvik said.",
    "“The roof came down before we could reach the back of the hall,” Elvik told reporters on the quay.",
    "Police said 41 stalls were lost and put the damage at about 3.2 million crowns.",
    "The market, built in 1911, is the largest on the northern coast and feeds half of the town’s restaurants.",
    "Mayor Jonas Petrak promised that traders would have a temporary hall within three weeks.",
)
SECOND = (
    "Investigators suspect a faulty freezer in the fire that destroyed the fish market of Orlesund and killed three.",
    "Firefighters needed six hours to bring the blaze under control, fire chief Marta Elvik said.",
    "“The roof came down before we could reach the back of the hall,” Elvik told reporters on the quay.",
    "Police said 44 stalls were lost and put the damage at about 5.8 million crowns.",
    "A third watchman died of his burns on Tuesday evening, the Sankt Olaf hospital said.",
    "The market, built in 1911, is the largest on the northern coast and feeds half of the town’s restaurants.",
    "Mayor Jonas Petrak promised that traders would have a temporary hall within three weeks.",
    "Traders complained for years about the wiring, said Ida Brekke, who chairs their guild.",
)


CREDITED = {"credit": "AP", "agency": "AP"}


def witness(name: str, body: tuple[str, ...], published: str | None, **facts: object) -> Witness:
    """An article whose id is its outlet's name."""
    sentences = tuple(Sentence(text=t, kind="body", paragraph=k) for k, t in enumerate(body))
    known = {"outlet": name.title(), "headline": f"{name}: fish market burns", "published_at": published, **facts}
    return Witness.model_validate({"id": name, "file": f"{name}.txt", "sentences": sentences, **known})


def family() -> list[Witness]:
    """Two takers of each version, a copy that inherits a slip, and the copy's own cut copy."""
    slipped = tuple(t.replace("Elvik", "Elvig").replace("5.8", "8.5") for t in SECOND)
    return [
        witness("anchor", FIRST[:5], "2025-02-04T07:10:00+00:00", **CREDITED),
        witness("beacon", FIRST[:4] + FIRST[5:], "2025-02-04T07:40:00+00:00", **CREDITED),
        witness("courier", SECOND[:6] + SECOND[7:], "2025-02-04T21:05:00+00:00", **CREDITED),
        witness("dispatch", slipped, "2025-02-04T21:30:00+00:00", **CREDITED),
        witness("echo", slipped[:4] + slipped[5:7], "2025-02-04T22:15:00+00:00", **CREDITED),
        witness("gazette", SECOND[:5] + SECOND[6:], "2025-02-04T22:40:00+00:00", **CREDITED),
    ]
