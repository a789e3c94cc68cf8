"""Plain text, with or without front matter: paragraphs as blocks, and what a page's first lines show of its facts."""

import json
import re
from collections import Counter

from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.times import printed_time
from shared.article import Block, Fact, Role

HEADLINE_CHARS = 200  # headlines in print run to about 120 characters, stacked ones further
STANDFIRST_CHARS = 90  # a full sentence longer than that begins the story; bylines stand above it
TOP_BLOCKS = 8  # the first blocks, among which headline, standfirst, byline and stamp stand
KEYS = {
    "outlet": "outlet", "title": "headline", "headline": "headline", "byline": "byline", "author": "byline",
    "published": "published_at", "date": "published_at", "published_at": "published_at",
    "modified": "modified_at", "updated": "modified_at", "modified_at": "modified_at",
    "url": "url", "credit": "credit", "language": "language", "lang": "language",
}  # fmt: skip

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_KEY = re.compile(r"([A-Za-z_][\w-]{0,30})[ \t]*:[ \t]*(.*)")
_BY = re.compile(
    r"^(?:by|from|with|(?:compiled|story|words|reporting|written) by|von|par|por|di|da|av|af|door|от|作者)[ :]\s*\S",
    re.I,
)
_DESK = re.compile(
    r"\b(?:staff|wires?|inputs? from|agenc(?:y|ies)|desk|newsdesk|newsroom|correspondent|reporters?|"
    r"team|editors?|service|press|bureau|redaktion|rédaction|redacción|agences|agenturen)\b",
    re.I,
)
_SMALL = {"and", "of", "de", "da", "del", "der", "den", "van", "von", "al", "bin", "la", "le", "in", "et", "und", "y"}


def read_plain(text: str) -> Found:
    """One article from the text of a `.txt` file."""
    fenced = _FENCE.match(text)
    if fenced:
        return _with_front_matter(fenced[1], text[fenced.end() :])
    return bare_text(text)


def bare_text(text: str, known: tuple[Fact, ...] = ()) -> Found:
    """Text without front matter: its first lines may be headline, standfirst, byline and time stamp."""
    lines = paragraphs(text)
    if not lines:
        raise UnusableError("the file holds no text: drop it again when it is complete")
    roles = _top_roles(lines)
    facts = [*known]
    for i, line in enumerate(lines):
        role = roles.get(i)
        if role in ("headline", "byline"):
            facts += fact(role, line.strip(" |"), f"printed {role}")
        stamp = printed_time(line) if i < TOP_BLOCKS + 4 else None
        if stamp:
            roles[i] = "furniture"
            facts += fact(*stamp, "printed time")
    return Found(tuple(facts), tuple(Block(text=x, role=roles.get(i, "text")) for i, x in enumerate(lines)))


def headed(facts: tuple[Fact, ...], body: tuple[Block, ...]) -> Found:
    """Facts and body put together as printed: headline and byline stand in front, unless the body already has them."""
    top: list[Block] = []
    for name in ("headline", "byline"):
        value = next((f.value for f in facts if f.name == name), None)
        printed = {b.text for b in body[:TOP_BLOCKS]}
        role: Role = "headline" if name == "headline" else "byline"
        if value and value not in printed and not any(b.role == role for b in body):
            top.append(Block(text=value, role=role))
    return Found(facts, (*top, *body))


def paragraphs(text: str) -> list[str]:
    """Printed paragraphs: parted by blank lines or, where lines are not wrapped, by every line break."""
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    chunks = [c for c in re.split(r"\n[^\S\n]*\n", text) if c.strip()]
    wrapped = _is_wrapped(chunks)
    rows = (" ".join(c.split("\n")) if wrapped else c for c in chunks)
    lines = (" ".join(line.split()) for row in rows for line in row.split("\n"))
    return [line for line in lines if line]


def _is_wrapped(chunks: list[str]) -> bool:
    """Lines broken for a width: most breaks inside a paragraph stand in mid-sentence before a small letter."""
    breaks = [m for c in chunks for m in re.finditer(r"(\S)[^\S\n]*\n[^\S\n]*(\S)", c)]
    inner = sum(1 for m in breaks if m[1] not in ".!?”\"'’:|" and m[2].islower())
    return len(breaks) >= 2 and inner > 0.35 * len(breaks)


def _with_front_matter(head: str, body: str) -> Found:
    facts: list[Fact] = []
    for line in head.splitlines():
        m = _KEY.match(line.strip())
        if m and m[1].lower() in KEYS:
            facts += fact(KEYS[m[1].lower()], _unquoted(m[2].strip()), f"front matter {m[1].lower()}")
    lines = paragraphs(body)
    if not lines:
        raise UnusableError("the front matter is followed by no text: put the story under the second --- line")
    return headed(tuple(facts), tuple(Block(text=x) for x in lines))


def _unquoted(value: str) -> str | None:
    """YAML and JSON agree on double-quoted strings; single quotes are YAML's, doubled inside."""
    if value in ("null", "~", ""):
        return None
    if value[0] == '"' and value[-1] == '"':
        try:
            read = json.loads(value)
            return read if isinstance(read, str) else None
        except ValueError:
            return value.strip('"')
    if value[0] == "[":
        return value.strip("[]").replace('"', "")
    return value[1:-1].replace("''", "'") if len(value) > 1 and value[0] == value[-1] == "'" else value


def _top_roles(lines: list[str]) -> dict[int, Role]:
    head = _headline(lines)
    if head is None:
        return {}
    roles = dict[int, Role]()
    roles |= {i: "headline" for i, x in enumerate(lines[: TOP_BLOCKS + 4]) if x == lines[head]}
    for i in range(head + 1, min(len(lines), TOP_BLOCKS)):
        if i not in roles and looks_like_byline(lines[i], nearest=i == head + 1):
            roles[i] = "byline"
            break
        if _is_sentence(lines[i]) and len(lines[i]) > STANDFIRST_CHARS:
            break
    return roles


def _headline(lines: list[str]) -> int | None:
    """A line that the top repeats, else the first line, if it is short and no sentence."""
    if len(lines) < 2:
        return None
    top = lines[: TOP_BLOCKS + 4]
    again = Counter(x for x in top if 20 <= len(x) <= HEADLINE_CHARS)
    for i, line in enumerate(top):
        if again[line] > 1 and not _is_sentence(line):
            return i
    return 0 if len(lines[0]) <= HEADLINE_CHARS and not _is_sentence(lines[0]) and not printed_time(lines[0]) else None


def _is_sentence(line: str) -> bool:
    return line.rstrip("\"'”’)»").endswith((".", "。")) and not re.search(r"\b[A-Z]\.[A-Z]\.$", line)


def looks_like_byline(line: str, nearest: bool = False) -> bool:
    """Whether a short line at the top names who wrote it: a person, a desk, an agency.

    `nearest` tells that it stands right under the headline, where a bare agency's name in small letters is one too.
    """
    line = line.strip(" |")
    tokens = line.split()
    if not 1 <= len(tokens) <= 16 or re.search(r"[|?!]|\d{3}|: [A-Z][a-z]", line) or _is_sentence(line):
        return False
    if _BY.match(line):
        return len(tokens) <= 12 or ";" in line
    if line.isupper() and len(tokens) > 3:
        return False
    capital = [t[:1].isupper() or t[:1] in "(&" or t.lower().strip(",") in _SMALL for t in tokens]
    if 2 <= len(tokens) <= 8 and all(capital) and tokens[0][:1] not in "&" and (len(tokens) <= 6 or "and" in tokens):
        return True
    if nearest and len(tokens) == 1 and line.strip("()").isalpha():
        return True
    return bool(_DESK.search(line)) and sum(capital) >= len(capital) / 2 - 1 and len(tokens) <= 12
