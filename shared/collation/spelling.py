"""One spelling for words that British and American desks spell in two ways, so that spelling is no change of content.

Used where changes are named; matching goes by `weights.stem`, whose fitted figures this would move.
"""

from functools import lru_cache

import regex

from shared.collation.weights import stem

_PAIRS = (
    "grey/gray tyre/tire kerb/curb cheque/check storey/story aluminium/aluminum jewellery/jewelry mould/mold "
    "plough/plow draught/draft gaol/jail judgement/judgment programme/program cosy/cozy amongst/among whilst/while "
    "learnt/learned burnt/burned practise/practice licence/license defence/defense offence/offense pretence/pretense "
    "pyjamas/pajamas whisky/whiskey axe/ax moustache/mustache aeroplane/airplane mum/mom artefact/artifact "
    "acknowledgement/acknowledgment okay/ok adviser/advisor protester/protestor enquiry/inquiry"
)
_AMERICAN = {british: american for british, _, american in (pair.partition("/") for pair in _PAIRS.split())}
_ENDINGS = (
    (regex.compile(r"tre(s?)$"), r"ter\1"),
    (regex.compile(r"ogue(s?)$"), r"og\1"),
    (regex.compile(r"ys(e[sd]?|ing)$"), r"yz\1"),
    (regex.compile(r"(?<=\w{4})is(e[sdr]?|ers|ing|ations?)$"), r"iz\1"),
    (regex.compile(r"^(p|h|an|enc?yclop|arch|leuk)ae"), r"\1e"),
    (regex.compile(r"^(man)oeuv(re|er)"), r"\1euver"),
    (regex.compile(r"^(f|di?arrh|am)oe"), r"\1e"),
    (regex.compile(r"^sce(?=ptic)"), "ske"),
    (regex.compile(r"enq(?=uir)"), "inq"),
)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """What a folded word is compared by: its stem, spelled one way."""
    word = word.removesuffix("'s")
    singular = word.removesuffix("s")
    if singular in _AMERICAN and word != singular:
        return stem(_AMERICAN[singular] + "s")
    word = _AMERICAN.get(word, word)
    for ending, other in _ENDINGS:
        word = ending.sub(other, word)
    return stem(word)
