"""Figures as they are printed, in digits or words, with their unit or currency, and what they amount to.

Two desks print one amount in many ways; a figure counts as changed only where the amount is another.
"""

from collections import Counter
from dataclasses import dataclass

import regex

from shared.text import fold

ROUNDING = 0.08  # desks round what they convert
DEGREES = 1.5  # the same for temperatures
MONEY, HEAT, SHARE, PLAIN = "money", "heat", "share", "plain"
_SMALL = {
    word: n
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=2,
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    word: scale
    for words, scale in (
        ("hundred hundert", 1e2),
        ("thousand tausend mil mille", 1e3),
        ("million millions millionen mio. mio millón millones", 1e6),
        ("billion milliarden mrd. mrd milliard milliards", 1e9),
        ("trillion billionen bio. bio", 1e12),
    )
    for word in words.split()
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_UNITS = {
    word: (dimension, words.split()[0], factor)
    for words, dimension, factor in (
        ("km kilometre kilometres kilometer kilometers kms", "length", 1000.0),
        ("m metre metres meter meters", "length", 1.0),
        ("cm centimetre centimetres centimeter centimeters", "length", 0.01),
        ("mm millimetre millimetres millimeter millimeters", "length", 0.001),
        ("mile miles", "length", 1609.344),
        ("yard yards", "length", 0.9144),
        ("foot feet ft", "length", 0.3048),
        ("inch inches", "length", 0.0254),
        ("km/h kph kmh", "speed", 1000.0),
        ("mph", "speed", 1609.344),
        ("tonne tonnes", "weight", 1000.0),
        ("kg kilogram kilograms kilogramme kilogrammes kilo kilos", "weight", 1.0),
        ("g gram grams gramme grammes", "weight", 0.001),
        ("ton tons", "weight", 907.18),
        ("pound-weight lb lbs", "weight", 0.45359),
        ("ounce ounces oz", "weight", 0.02835),
        ("hectare hectares ha", "area", 10_000.0),
        ("acre acres", "area", 4046.86),
        ("litre litres liter liters", "volume", 1.0),
        ("gallon gallons", "volume", 3.785),
        ("barrel barrels", "volume", 158.99),
        ("dollar dollars usd dólares dólar $", MONEY, 1.0),
        ("euro euros eur €", MONEY, 1.0),
        ("pound pounds sterling gbp £", MONEY, 1.0),
        ("yen jpy", MONEY, 1.0),
        ("yuan renminbi", MONEY, 1.0),
        ("rupee rupees", MONEY, 1.0),
        ("franc francs", MONEY, 1.0),
        ("crown crowns krona kronor krone kroner", MONEY, 1.0),
        ("percent pc prozent % ٪", SHARE, 1.0),
        ("celsius c", HEAT, 1.0),
        ("fahrenheit f", HEAT, 1.0),
    )
    for word in words.split()
}
_SCALED = "|".join(sorted((regex.escape(w) for w in _SCALES), key=len, reverse=True))
_COINS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_WORDS = "|".join(sorted((regex.escape(w) for w in _UNITS), key=len, reverse=True))
_COUNTED = f"(?:{'|'.join(_TENS)})(?:[- ](?:one|{'|'.join(_SMALL)}))?|{'|'.join(_SMALL)}"
_FIGURE = regex.compile(
    rf"(?<![\p{{Latin}}\p{{N}}])(?:(?P<minus>minus |[-−](?=\d))?)"
    rf"(?:(?:us|a|c|nz|hk|s)?(?P<coin>[$€£¥₹])\s?)?"
    rf"(?P<number>\p{{Nd}}{{1,3}}(?:[, ]\p{{Nd}}{{3}})+(?:\.\p{{Nd}}+)?|\p{{Nd}}{{1,3}}(?:\.\p{{Nd}}{{3}}){{2,}}"
    rf"|\p{{Nd}}+(?:[.,]\p{{Nd}}+)?|(?:{_COUNTED})(?![\p{{L}}]))"
    rf"(?:[- ]?(?P<scale>{_SCALED})(?![\p{{L}}])|(?<=\d) ?(?P<short>{'|'.join(_SHORT)})\b(?=\p{{P}}|\s|$))?"
    rf"(?:[- ]?(?:°|degrees? )?(?:de )?(?P<square>square |sq\.? |cubic )?"
    rf"(?P<unit>(?:km|miles|kilomet(?:re|er)s) (?:per|an) hour|{_WORDS}|per ?cent)(?![\p{{L}}\p{{N}}]))?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind`: what it measures; `unit`: in what, by one name; `amount` in the kind's base unit (money: in `unit`)."""

    kind: str
    unit: str
    amount: float


def figures(text: str) -> tuple[Counter[Figure], str]:
    """The figures of a sentence, and the folded sentence without them."""
    folded = fold(text)
    found = [_figure(m) for m in _FIGURE.finditer(folded)]
    return Counter(found), _FIGURE.sub(" ", folded)


def converted(a: Figure, b: Figure) -> bool:
    """One amount in two units? Of two currencies the rate is not known: any two amounts may be one."""
    if a.kind != b.kind or a.unit == b.unit or a.kind in (PLAIN, SHARE):
        return False
    if a.kind == MONEY:
        return True
    apart = abs(a.amount - b.amount)
    return apart <= DEGREES if a.kind == HEAT else apart <= ROUNDING * max(abs(a.amount), abs(b.amount))


def _figure(found: regex.Match[str]) -> Figure:
    amount = _amount(found["number"]) * (-1 if found["minus"] else 1) * _SCALES.get(found["scale"] or "", 1.0)
    coin, short, unit = found["coin"], found["short"], found["unit"]
    if coin or (short and short not in _UNITS):
        amount *= _SHORT.get(short or "", 1.0)
    elif short:  # a figure with a bare "m" measures metres
        unit = short
    if coin:
        return Figure(MONEY, _COINS[coin], _round(amount))
    return _measured(amount, unit, found["square"]) if unit else Figure(PLAIN, "", _round(amount))


def _measured(amount: float, unit: str, square: str | None) -> Figure:
    words = unit.replace("per cent", "percent").split()
    kind, name, factor = _UNITS[words[0]]
    if len(words) > 1:  # kilometres per hour
        kind = "speed"
    if square:
        kind, power = ("volume", 3) if square == "cubic " else ("area", 2)
        name, factor = f"{square.strip('. ')} {name}", factor**power * (1000 if power == 3 else 1)
    if kind == HEAT and name == "fahrenheit":
        return Figure(kind, name, _round((amount - 32) / 1.8))
    name = {"km": "km/h", "mile": "mph"}.get(name, name) if kind == "speed" else name
    return Figure(kind, name, _round(amount * factor))


def _amount(number: str) -> float:
    if number[0].isalpha():
        words = number.replace("-", " ").split()
        return float(sum(_TENS.get(w, 0) + _SMALL.get(w, 1 if w == "one" else 0) for w in words))
    number = number.replace(" ", "")
    if regex.fullmatch(
        r"\p{Nd}{1,3}(?:[.,]\p{Nd}{3}){2,}|\p{Nd}{1,3}(?:,\p{Nd}{3})+|(?!0)\p{Nd}{1,3}\.\p{Nd}{3}", number
    ):
        return float(regex.sub(r"[.,]", "", number))
    whole, _, part = number.rpartition(".")
    return float(f"{whole.replace(',', '')}.{part}") if whole else float(number.replace(",", "."))


def _round(amount: float) -> float:
    return float(f"{amount:.6g}")
