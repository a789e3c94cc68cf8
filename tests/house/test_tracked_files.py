"""What is in the repository speaks of the project alone and works on any machine."""

import re

from tests.house.checkout import texts

# Written so that they do not find themselves.
_MACHINE = re.compile(r"(?<![\w.<])/(?:root|work|home/(?!wiretrace)\w+|Users/\w+)/\w")
_REGISTRY = re.compile(r"\b(?:files\.)?py(?:pi\.org|thonhosted\.org)|registry\.npm(?:js|mirror)|proxy\.golang\b")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}: {match[0]}"
        for path, text in texts().items()
        for match in pattern.finditer(text)
        if path.name != "test_tracked_files.py"
    ]


def test_no_path_of_a_machine_is_in_the_repository():
    """Absolute paths of somebody's machine mean nothing on another."""
    assert not _found(_MACHINE)


def test_no_package_registry_is_named():
    """Packages come from wherever pip is told to look: a mirror works as well."""
    assert not _found(_REGISTRY)


def test_the_patterns_find_what_they_are_for():
    """A check that can find nothing would pass for ever."""
    assert _MACHINE.search("in /root" + "/x")
    assert _REGISTRY.search("https://pypi" + ".org/simple")
