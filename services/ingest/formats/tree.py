"""Looking things up in XML trees by local name, since newsrooms disagree on namespaces more than on names."""

from collections.abc import Iterator

from lxml import etree

XmlElement = etree.ElementBase


def local(node: XmlElement) -> str:
    """The element's name without its namespace; comments and such have none."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def find_all(node: XmlElement, *path: str) -> list[XmlElement]:
    """All elements under `node` reached by local names, each step a child of the one before."""
    level = [node]
    for name in path:
        level = [child for parent in level for child in parent if local(child) == name]
    return level


def descend(node: XmlElement, name: str) -> list[XmlElement]:
    """All elements of that local name anywhere under `node`, in document order."""
    return [e for e in node.iter("{*}" + name)]


def words_of(node: XmlElement | None) -> str:
    """The element's whole text, white space squeezed."""
    return "" if node is None else " ".join("".join(_strings(node)).split())


def _strings(node: XmlElement) -> Iterator[str]:
    return (str(s) for s in node.itertext())
