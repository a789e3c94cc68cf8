"""Fictional texts for tests of collation: one bridge story as a wire, a copy, a rewrite and a rival told it."""

from shared.article import Sentence, Witness

WIRE = (
    "Engineers closed the Tarn Bridge in Velmouth on Tuesday after a cable snapped and fell into the harbour, "
    "the city said.",
    "Nobody was hurt, but 14 buses and about 300 cars had to be guided back to the eastern shore in the dark.",
    "“We heard a crack like a rifle and then the deck began to sing,” said Oda Brenneke, 52, a ferry pilot.",
    "The bridge, opened in 1961, carries 41,000 vehicles on a working day and was inspected in March.",
    "Mayor Piet Hollander said the crossing would stay shut for at least nine days.",
    "The inspection report noted rust on two anchor plates and recommended new paint, officials said.",
    "Shops on the western shore fear for the carnival weekend, when 80,000 visitors are expected.",
    "Free ferries will run every 20 minutes from Wednesday, the transport office said.",
)
STYLED = (
    "Engineers closed the Tarn Bridge in Velmouth yesterday after a cable snapped and fell into the harbor, "
    "the city said.",
    "Nobody was hurt, but 14 buses and about 300 cars had to be guided back to the eastern shore in the dark.",
    "'We heard a crack like a rifle and then the deck began to sing,' said Oda Brenneke, 52, a ferry pilot.",
    "Mayor Piet Hollander said the crossing would stay shut for at least nine days.",
    "The inspection report noted rust on two anchor plates and recommended new paint, officials said.",
)
REWRITE = (
    "A main crossing at Velmouth, the Tarn Bridge, shut down once one of its cables broke and plunged in the water.",
    "There were no injuries; drivers of some 300 cars plus 14 buses turned round at night, led east by stewards.",
    "A noise like gunfire came first, and next a humming roadway, recalled ferry pilot Oda Brenneke.",
    "Dating from 1961 and last examined in March, it takes 41,000 vehicles each weekday.",
    "It could be nine days or more before anyone drives across, warned Piet Hollander, who runs the city.",
    "Corrosion had been spotted at a pair of anchor plates, with a coat of paint the suggested remedy.",
    "Traders across in the west worry over the carnival, a draw for 80,000 people.",
    "Boats at no charge leave at intervals of 20 minutes beginning Wednesday.",
)
RIVAL = (
    "The carnival committee met late into the night to decide whether its parade can reach the old town at all.",
    "Its chair, Lene Faurholt, said boats were no answer for the floats, the tallest of which stands six metres.",
    "“We heard a crack like a rifle and then the deck began to sing,” Oda Brenneke, a pilot, told the meeting.",
    "Insurers have sent two surveyors to Velmouth, and a diver found the cable in the mud beside the Tarn Bridge.",
    "Bakers, florists and the owner of the puppet theatre asked the council for a loan to carry them into summer.",
    "A commuter, Sven Aldous, missed his daughter's birth because his train stopped on the wrong bank.",
    "Mayor Piet Hollander promised answers to the chamber of commerce by Friday.",
)
ELSEWHERE = (
    "Apple growers in the Ostra valley began their harvest three weeks early after a warm and rainless spring.",
    "The cooperative hopes to press 9 million litres of juice, a third more than last autumn.",
    "Pickers have come from four countries and sleep in the school gymnasium at Little Ostra.",
    "Late frost could still spoil the pears, warned the growers' adviser, Minna Tholsen.",
    "Wholesale prices fell by a tenth at the morning auction.",
    "A festival of cider is planned for the end of the month.",
)


def sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    """The texts as body sentences, one paragraph each."""
    return tuple(Sentence(text=t, kind="body", paragraph=n) for n, t in enumerate(texts))


def witness(name: str, texts: tuple[str, ...], headline: str | None = None) -> Witness:
    """A witness of that id, its headline (if any) as sentence 0."""
    head = (Sentence(text=headline, kind="headline", paragraph=0),) if headline else ()
    return Witness(id=name, file=f"{name}.txt", sentences=head + sentences(texts))
