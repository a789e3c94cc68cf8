"""The checkout as the tests of the house see it: its root and the files that git keeps."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps; skips the test where this is no checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = [ROOT / name for name in names.decode().split("\0") if name]
    return tuple(path for path in found if path.is_file())


def texts() -> dict[Path, str]:
    """The tracked files that are text."""
    found: dict[Path, str] = {}
    for path in tracked():
        try:
            found[path.relative_to(ROOT)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found
