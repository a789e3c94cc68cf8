"""Which sentences of two texts say the same: by wording where it is kept, by content and order where it is not.

A monotone path of best total likeness (in the way of Gale & Church 1993, likeness in place of length) carries what
kept its order; moved sentences are added where each is the other's best. Where the links are weak all along but in
order, the text was rewritten, and order alone links the sentences between. Merges and splits are left to `further`,
kinship to `kinship`.
"""

from collections.abc import Sequence
from dataclasses import replace

from shared.article import Witness
from shared.collation.body import Body, prepare, prepare_texts
from shared.collation.further import further
from shared.collation.kinship import ALIKE, EVENT_LIKENESS, KIN, UNRELATED, covered, judge, reworded
from shared.collation.meaning import Meaning, mixed
from shared.collation.order import Links, concordance, path
from shared.collation.similarity import Floats, Likeness, likeness
from shared.collation.subject import subject_kinship
from shared.collation.values import Collation, Link, Verdict

FLOOR = 0.15  # likeness under which sentences have nothing to do with one another
REWRITTEN_ORDER = 0.5  # concordance that a rewrite has at least
REWRITTEN_FLOOR = -0.05  # in a rewrite nearly every sentence has its source, if no word in common
MOVED_LEAST = 0.4  # likeness without the support of order
RIVAL = 0.5  # share of a sentence's best link under which another one is noise


def collate(a: Witness, b: Witness, meaning: Meaning | None = None) -> Collation:
    """Two witnesses side by side; links carry sentence numbers of the witnesses' own lists. Symmetric.

    Unrelated texts have no links. `meaning` has a say in the links, not in the kinship.
    """
    left, right = prepare(a), prepare(b)
    if left.texts > right.texts:  # of equally good paths the same one is taken from either side
        return mirrored(collate(b, a, meaning))
    if not left.lines or not right.lines:
        return _apart(0.0)
    like = likeness(left, right)
    verdict, kinship = _judged(left, right, like)
    if kinship < KIN and (subject := subject_kinship(a, b)) >= KIN:
        verdict, kinship = "rewrite", subject
    if verdict == "unrelated":
        return _apart(kinship)
    links = _links(left, right, _with(meaning, left, right, like), kin=kinship >= KIN)
    numbers_a, numbers_b = a.body(), b.body()
    return Collation(
        links=_grouped({(numbers_a[i], numbers_b[j]): s for (i, j), s in links.items()}),
        cover_a=round(covered(left, {i for i, _ in links}), 4),
        cover_b=round(covered(right, {j for _, j in links}), 4),
        kinship=kinship,
        verdict=verdict,
    )


def _judged(left: Body, right: Body, like: Likeness) -> tuple[Verdict, float]:
    if like.cosine.max() < EVENT_LIKENESS:  # most pairs that share no more than a trade's words
        return "unrelated", UNRELATED
    return judge(left, right, like, _without_rivals(path(like.score, ALIKE) | _moved(like.score)))


def _apart(kinship: float) -> Collation:
    return Collation(links=(), cover_a=0.0, cover_b=0.0, kinship=kinship, verdict="unrelated")


def mirrored(collation: Collation) -> Collation:
    """The same collation seen from the other side."""
    return collation.model_copy(
        update={"links": _flipped(collation.links), "cover_a": collation.cover_b, "cover_b": collation.cover_a}
    )


def link(a: Sequence[str], b: Sequence[str], meaning: Meaning | None = None) -> tuple[Link, ...]:
    """Links between bare sentence texts known to be related, numbered as given."""
    left, right = prepare_texts(tuple(a)), prepare_texts(tuple(b))
    if not left.lines or not right.lines:
        return ()
    if left.texts > right.texts:
        return _flipped(link(b, a, meaning))
    return _grouped(_links(left, right, _with(meaning, left, right, likeness(left, right)), kin=True))


def _with(meaning: Meaning | None, left: Body, right: Body, like: Likeness) -> Likeness:
    return replace(like, score=mixed(like.score, left.texts, right.texts, meaning)) if meaning else like


def _flipped(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(sorted((Link(a=x.b, b=x.a, score=x.score) for x in links), key=lambda x: (x.a, x.b)))


def _grouped(links: Links) -> tuple[Link, ...]:
    return tuple(Link(a=(i,), b=(j,), score=round(min(1.0, s), 4)) for (i, j), s in sorted(links.items()))


def _links(left: Body, right: Body, like: Likeness, *, kin: bool) -> Links:
    links = path(like.score, FLOOR)
    if kin and reworded(links) and concordance(like.cosine) > REWRITTEN_ORDER:
        links = path(like.score, REWRITTEN_FLOOR)
    else:
        links.update(_moved(like.score))
        links = _without_rivals(links)
    return links | further(left, right, links, like)


def _moved(score: Floats) -> Links:
    to_b, to_a = score.argmax(axis=1), score.argmax(axis=0)
    return {(i, int(j)): float(score[i, j]) for i, j in enumerate(to_b) if to_a[j] == i and score[i, j] > MOVED_LEAST}


def _without_rivals(links: Links) -> Links:
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for (i, j), s in links.items():
        best_a[i] = max(best_a.get(i, 0.0), s)
        best_b[j] = max(best_b.get(j, 0.0), s)
    return {(i, j): s for (i, j), s in links.items() if s >= RIVAL * max(best_a[i], best_b[j])}
