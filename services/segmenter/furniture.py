"""Which paragraphs are the page's furniture, not the story: a logistic model of `cues`, read as runs of paragraphs.

The model says how a paragraph sounds; the run says that furniture and story each come in blocks.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import exp

from services.segmenter.cues import NAMES, content, cues, is_closed, tokens_of, with_known
from services.segmenter.furniture_weights import BIAS, WEIGHTS

SWITCH = 0.4  # log odds that a change between story and furniture costs
STORY_WORDS = 12  # a paragraph shorter than this says little of the story's vocabulary or voice
SENTENCE_WORDS = 4  # a full sentence of this length is no button and no heading
CLAIMED = 3.0  # log odds that a page's own structure ("aside", "promo") adds to furniture
PAGED = -2.0  # log odds of furniture where a page's structure has already set most of it apart
VOICE = -2.0  # median log odds of a news story; a text of another voice (columns, recipes) is measured against its own
LEAST_CUE = 1.0  # log odds that furniture's own words must give, where only the form of a line speaks against it
LEAST_CUE_UNADDRESSED = 2.0  # the same of a full sentence that speaks to nobody: one such word is news of the trade
UNSAID = -0.3  # log odds of a line inside the story that says nothing of furniture: a run of it may still take it in
SUSPECT = 0.5  # share of its weaker neighbour's log odds that a paragraph between furniture takes on
MOST_SUSPECT = 4.0
_ADDRESSING = ("you", "we", "call", "question", "law", "label", "separators")
_SAYING = frozenset("you we call subscribe social law site advert media teaser label separators stamp outlet".split())


def furniture(
    texts: Sequence[str], claimed: Sequence[bool], outlet: str | None = None, paged: bool = False
) -> tuple[bool, ...]:
    """For each paragraph in page order whether it is furniture.

    `claimed` tells which ones the page's structure sets apart, `paged` that there was such a structure. Deterministic
    from this one article.
    """
    return _runs(_between(odds(texts, claimed, outlet, paged)))


def odds(
    texts: Sequence[str], claimed: Sequence[bool], outlet: str | None = None, paged: bool = False
) -> tuple[float, ...]:
    """Log odds of furniture against story for each paragraph, by its cues and by what the rest of the story holds."""
    held = [content(text) for text in texts]
    plain = [cues(text, outlet, 0.5) for text in texts]
    first = [_score(f) for f in plain]
    belongs = [_story_weight(z, c, text) for z, c, text in zip(first, claimed, texts, strict=True)]
    features = [with_known(f, share) for f, share in zip(plain, _known(held, belongs), strict=True)]
    raw = [_score(f) for f in features]
    shift = (PAGED if paged else 0.0) - max(0.0, _voice(raw, claimed, texts) - VOICE)
    inside = [True] * len(texts) if paged else _inside(raw, claimed, texts)
    kept = [i or _is_full(t) for i, t in zip(inside, texts, strict=True)]
    rows = zip(raw, features, kept, claimed, strict=True)
    return tuple(CLAIMED + z if c else _bounded(z + shift, f, k) for z, f, k, c in rows)


def _score(features: Sequence[float]) -> float:
    return BIAS + sum(w * x for w, x in zip(_VECTOR, features, strict=True))


def _bounded(log_odds: float, features: Sequence[float], kept: bool) -> float:
    """Keeps a line (inside the story, or a full sentence anywhere) that only its form and new words speak against."""
    found = {name: max(0.0, w) * x for w, x, name in zip(_VECTOR, features, NAMES, strict=True)}
    said = sum(found[name] for name in _SAYING)
    addressed = any(found[name] for name in _ADDRESSING)
    least = LEAST_CUE if addressed or not features[NAMES.index("ends")] else LEAST_CUE_UNADDRESSED
    return min(log_odds, UNSAID) if kept and said < least else log_odds


def _is_full(text: str) -> bool:
    return is_closed(text) and (len(tokens_of(text)) >= SENTENCE_WORDS or text.rstrip().endswith(("。", "！", "？")))


def _between(log_odds: Sequence[float]) -> list[float]:
    """Log odds with what stands on both sides: between two clear pieces of furniture a paragraph is suspect."""
    padded = [0.0, *log_odds, 0.0]
    sides = (min(a, b, MOST_SUSPECT) for a, b in zip(padded, padded[2:], strict=False))
    return [z + SUSPECT * max(0.0, side) for z, side in zip(log_odds, sides, strict=True)]


def _voice(raw: Sequence[float], claimed: Sequence[bool], texts: Sequence[str]) -> float:
    """The article's own voice: the median log odds of its long paragraphs, by their length."""
    rows = sorted(
        (z, len(t)) for z, c, t in zip(raw, claimed, texts, strict=True) if not c and len(tokens_of(t)) >= STORY_WORDS
    )
    half, run = sum(size for _, size in rows) / 2, 0.0
    for z, size in rows:
        run += size
        if run >= half:
            return z
    return VOICE


def _inside(raw: Sequence[float], claimed: Sequence[bool], texts: Sequence[str]) -> list[bool]:
    """Whether clear story stands both before and after each paragraph."""
    clear = [
        i
        for i, (z, c, t) in enumerate(zip(raw, claimed, texts, strict=True))
        if z < UNSAID and not c and len(tokens_of(t)) >= STORY_WORDS
    ]
    first, last = (clear[0], clear[-1]) if clear else (0, -1)
    return [first <= i <= last for i in range(len(texts))]


def _story_weight(log_odds: float, claimed: bool, text: str) -> float:
    """How far a paragraph's words count as the story's: its probability of being story, if it is long enough."""
    if claimed or len(tokens_of(text)) < STORY_WORDS:
        return 0.0
    return 1.0 / (1.0 + exp(max(-30.0, min(30.0, log_odds))))


def _known(held: Sequence[frozenset[str]], belongs: Sequence[float]) -> list[float]:
    """The share of each paragraph's content words that another story paragraph holds."""
    mass: defaultdict[str, float] = defaultdict(float)
    for words, weight in zip(held, belongs, strict=True):
        for word in words:
            mass[word] += weight
    shares: list[float] = []
    for words, weight in zip(held, belongs, strict=True):
        found = sum(min(1.0, mass[w] - weight) for w in words)
        shares.append(found / len(words) if words else 0.0)
    return shares


def _runs(log_odds: Sequence[float]) -> tuple[bool, ...]:
    """The cheapest reading as alternating runs (Viterbi over two states, a fixed cost for each change)."""
    story, other = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for z in log_odds:
        from_other_to_story, from_story_to_other = other - SWITCH > story, story - SWITCH > other
        back.append((from_other_to_story, from_story_to_other))
        story, other = max(story, other - SWITCH) - z / 2, max(other, story - SWITCH) + z / 2
    state, out = other > story, list[bool]()
    for to_story, to_other in reversed(back):
        out.append(state)
        state = (not to_other) if state else to_story
    return tuple(reversed(out))


_VECTOR = tuple(WEIGHTS[name] for name in NAMES)
