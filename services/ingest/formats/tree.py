"""Looking things up in XML trees by local name, since newsrooms disagree on namespaces more than on names."""

from collections.abc import Iterator

from lxml import etree


def find_all(node: etree.ElementBase, *path: str) -> list[etree.ElementBase]:
    """All elements under `node` reached by local names, each step a child of the one before."""
    level = [node]
    for name in path:
        level = [child for parent in level for child in parent if _local(child) == name]
    return level


def descend(node: etree.ElementBase, name: str) -> list[etree.ElementBase]:
    """All elements of that local name anywhere under `node`, in document order."""
    return [e for e in node.iter("{*}" + name)]


def words_of(node: etree.ElementBase | None) -> str:
    """The element's whole text, white space squeezed."""
    return "" if node is None else " ".join("".join(_strings(node)).split())


def _strings(node: etree.ElementBase) -> Iterator[str]:
    return (str(s) for s in node.itertext())


def _local(node: etree.ElementBase) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
