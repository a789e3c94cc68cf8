"""The tree of main parents in Newick: inner nodes are named, for ancestors here are often articles."""

from services.provenance.descent import Descent
from services.provenance.exports.shares import changed


def newick(story: Descent) -> str:
    """One line of Newick; a branch is as long as the share of sentences changed on it. Second parents have no place.

    Several roots hang on a nameless one.
    """
    roots = [_branch(story, root) for root in story.roots]
    return (roots[0] if len(roots) == 1 else f"({','.join(roots)})") + ";\n"


def _branch(story: Descent, root: str) -> str:
    """Written without recursion: chains of revisions may be deep."""
    done: dict[str, str] = {}
    for node in reversed([n for n, _ in _below(story, root)]):
        kids = [done.pop(kid) for kid in story.children[node]]
        edge = story.main.get(node)
        length = f":{changed(edge):.4f}" if edge else ""
        done[node] = (f"({','.join(kids)})" if kids else "") + _quoted(f"{story.label(node)} [{node}]") + length
    return done[root]


def _below(story: Descent, root: str) -> list[tuple[str, int]]:
    found, stack = list[tuple[str, int]](), [(root, 0)]
    while stack:
        node, depth = stack.pop()
        found.append((node, depth))
        stack.extend((kid, depth + 1) for kid in reversed(story.children[node]))
    return found


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
