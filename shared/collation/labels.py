"""What kind of edit it is, in a newsroom's words, on top of the contract's operations."""

from collections.abc import Sequence

import regex

from shared.collation.values import Op, Span
from shared.collation.weights import HOUSE_STYLE, is_rare, stem
from shared.text import folded_words

UNITS = frozenset(
    (
        "km kms kilometre kilometres kilometer kilometers mile miles m metre metres meter meters foot feet ft yard "
        "yards kg kilogram kilograms pound pounds lb lbs tonne tonnes ton tons litre litres liter liters gallon "
        "gallons acre acres hectare hectares celsius fahrenheit degrees dollar dollars euro euros sterling pence "
        "cent cents $ € £ ¥ us$ bn mn billion million"
    ).split()
)
DATES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun today "
        "yesterday tomorrow tonight january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec morning evening afternoon night week month year "
        "last next earlier"
    ).split()
)
SPEECH = frozenset(
    stem(w)
    for w in ["said", "says", "say", "told", "tells", "adding", "added", "according", "asked", "announced", "reported"]
)
_QUOTED = regex.compile(r"[“\"«„]([^”\"»“]*)[”\"»“]")


def labels(
    op: Op, before: str, after: str, between: Sequence[Span], *, lead: bool, correction: bool
) -> tuple[str, ...]:
    """Finer labels, the most telling first; `trivial` or `substantial` closes the list of a changed sentence."""
    if op == "added":
        return ("correction added",) if correction else ("own reporting inserted",)
    if op in ("verbatim", "dropped"):
        return ()
    gone, come = _words(between, "parent"), _words(between, "child")
    told = [name for name, holds in _signs(before, after, gone, come, lead, op) if holds]
    substantial = _substantial(gone, come) or op == "paraphrased"
    return (*told, "substantial" if substantial else "trivial")


def _words(between: Sequence[Span], side: str) -> list[str]:
    return [w for s in between if s.op != "equal" for w in folded_words(s.parent if side == "parent" else s.child)]


def _signs(before: str, after: str, gone: list[str], come: list[str], lead: bool, op: Op) -> list[tuple[str, bool]]:
    changed = set(gone) | set(come)
    units = _converted(gone, come)
    dates = bool(set(gone) & DATES) and bool(set(come) & DATES)
    stems_gone, stems_come = {stem(w) for w in gone}, {stem(w) for w in come}
    speech = bool(SPEECH & stems_gone & stems_come) and not _new_rare(gone, come)
    return [
        ("lead rewritten", lead and (_substantial(gone, come) or op in ("paraphrased", "merged"))),
        ("unit or currency converted", units),
        ("date re-expressed", dates and not units),
        ("figure or name changed", _new_rare(gone, come) and bool(gone) and not units and not dates),
        ("attribution moved", speech),
        ("quote shortened", _quote_shortened(before, after)),
        ("spelling/house style", bool(changed) and not _substantial(gone, come)),
    ]


def _converted(gone: list[str], come: list[str]) -> bool:
    """Figures with one unit gave way to figures with another; metre and meter are one."""
    old, new = ({stem(w).replace("re", "er") for w in side if w in UNITS} for side in (gone, come))
    figures = all(any(w[0].isdigit() for w in side) for side in (gone, come))
    return figures and bool(old) and bool(new) and old != new


def _new_rare(gone: list[str], come: list[str]) -> bool:
    old = {stem(w) for w in gone}
    return any(is_rare(w) and stem(w) not in old for w in come) and any(is_rare(w) for w in gone)


def _substantial(gone: list[str], come: list[str]) -> bool:
    """Do the changed words say something else once style and spelling are folded away?"""
    old = sorted(stem(w) for w in gone if w not in HOUSE_STYLE)
    new = sorted(stem(w) for w in come if w not in HOUSE_STYLE)
    return old != new


def _quote_shortened(before: str, after: str) -> bool:
    old = " ".join(w for q in _QUOTED.findall(before) for w in folded_words(q))
    new = [w for q in _QUOTED.findall(after) for w in folded_words(q)]
    return bool(new) and len(new) < len(old.split()) and " ".join(new) in old
