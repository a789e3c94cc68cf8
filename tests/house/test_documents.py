"""What the documents say can be done, can be done."""

import re

from typer.main import get_command

from services.cli import app
from services.runner import SERVICES
from tests.house.checkout import ROOT

_DOCUMENTS = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"]
_CODE = re.compile(r"```.*?```|^    \S.*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def _code() -> str:
    """All code in the documents."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in _DOCUMENTS]
    return "\n".join(match[0] for text in texts for match in _CODE.finditer(text))


def _commands() -> dict[str, set[str]]:
    """Every command of `wiretrace` with its options."""
    group = get_command(app)
    return {name: {o for p in found.params for o in p.opts} for name, found in group.commands.items()}


def test_commands_in_the_documents_exist():
    """`wiretrace WORD` names a command, and its options are that command's."""
    commands = _commands()
    told = re.findall(r"\bwiretrace ([a-z]+)((?: [^\n`#]*)?)", _code())

    assert told
    for name, rest in told:
        assert name in commands
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= commands[name] | {"--help"}


def test_every_command_is_documented():
    """A command that no document names is not found by anybody."""
    told = set(re.findall(r"\bwiretrace ([a-z]+)", _code()))

    assert set(_commands()) <= told


def test_make_targets_in_the_documents_exist():
    """`make WORD` names a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = set(re.findall(r"(?:^    |`)make ([a-z]+)", _code(), re.MULTILINE))

    assert {"run", "test"} <= told <= targets


def test_paths_in_the_documents_exist():
    """A file or module that a document names is there."""
    paths = re.findall(r"`((?:services|shared|deploy|docs|tests|benchmarks)/[\w./-]*)`", _code())

    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_links_in_the_documents_lead_somewhere():
    """Relative links and pictures point to files of the repository."""
    for name in _DOCUMENTS:
        place = ROOT / name
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", place.read_text(encoding="utf-8")):
            assert (place.parent / target).exists(), f"{name}: {target}"


def test_containers_run_every_service():
    """Compose and Kubernetes start all services, each by its name."""
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for service in SERVICES:
        assert f"command: [{service}]" in compose
        assert f"args: [{service}]" in (ROOT / f"deploy/kubernetes/{service}.yaml").read_text(encoding="utf-8")


def test_decisions_are_numbered_once():
    """Each decision has a number of its own; numbers may be left out, since every subject has a ten of its own."""
    names = [file.name for file in (ROOT / "docs/decisions").iterdir()]

    assert not [name for name in names if not re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", name)]
    assert sorted({name[:4] for name in names}) == sorted(name[:4] for name in names)


def test_decisions_say_when_to_look_at_them_again():
    """A decision without an end outlives its reasons."""
    files = (ROOT / "docs/decisions").iterdir()

    assert not [f.name for f in files if "revisit" not in f.read_text(encoding="utf-8").casefold()]
