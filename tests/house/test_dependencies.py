"""What the code imports is declared, and what is declared is locked."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.checkout import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _declared(lines: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def _pins(lock: str) -> dict[str, str]:
    return {canonicalize_name(m[1]): m[2] for m in _PIN.finditer((ROOT / lock).read_text(encoding="utf-8"))}


def _imported(folder: Path) -> set[str]:
    """Top-level modules that the code of `folder` imports."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"services", "shared"}


@pytest.mark.parametrize("part", ["services", "shared"])
def test_imports_are_declared(part):
    """A module that only comes along with another package may go with its next version."""
    optional = [line for lines in _PROJECT["optional-dependencies"].values() for line in lines]
    declared = _declared(_PROJECT["dependencies"]) | _declared(optional)
    homes = packages_distributions()

    missing = {m for m in _imported(ROOT / part) if not {canonicalize_name(d) for d in homes.get(m, [])} & declared}

    assert not missing


def test_all_that_is_declared_is_locked():
    """`make lock` was run after the last change of the dependencies."""
    wanted = _declared(_PROJECT["dependencies"])

    assert wanted | _declared(_PROJECT["optional-dependencies"]["dev"]) <= set(_pins("requirements.lock"))
    assert wanted <= set(_pins("deploy/requirements.lock"))


def test_the_image_has_the_versions_that_were_tested():
    """What is in the image's lock is in the other one in the same version."""
    assert _pins("deploy/requirements.lock").items() <= _pins("requirements.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "deploy/requirements.lock"])
def test_every_locked_package_has_hashes(lock):
    """pip refuses a lock of which one line has no hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)) == {m[1] for m in _PIN.finditer(text)}
