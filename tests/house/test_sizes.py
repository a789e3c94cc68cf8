"""Files and functions stay short enough to be read at one sitting."""

import ast
from pathlib import Path

from tests.house.checkout import ROOT

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
MEDIAN_FUNCTION = 12
_TABLES = {"cues.py", "furniture_weights.py"}  # lists of cues and fitted numbers: looked up, not read


def _sources() -> list[Path]:
    return [p for part in ("services", "shared", "benchmarks", "tests") for p in (ROOT / part).rglob("*.py")]


def _functions() -> dict[str, int]:
    """The lines of every function, its decorators and docstring aside."""
    found: dict[str, int] = {}
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    return found


def test_no_file_is_longer_than_the_limit():
    """A file has at most 400 lines; tables are exempt by name."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _sources()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE and path.name not in _TABLES
    }

    assert not long


def test_no_function_is_longer_than_the_limit():
    """A function has at most 60 lines."""
    long = {name: lines for name, lines in _functions().items() if lines > LONGEST_FUNCTION}

    assert not long


def test_most_functions_are_short():
    """Half of all functions have at most a dozen lines."""
    lengths = sorted(_functions().values())

    assert lengths[len(lengths) // 2] <= MEDIAN_FUNCTION
