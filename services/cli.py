"""The command line: `wiretrace up`, `run`, `trace`, `compare`, `show`, `status`, `forget` and `export`."""

import hashlib
import importlib
import json
import logging
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from shared.article import Article, Block, Witness
from shared.settings import Settings

app = typer.Typer(
    name="wiretrace",
    help="Traces wire stories: who took whose text, and what the wire said.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
REJECTED = 3  # exit status of `trace` when files were rejected
Paths = Annotated[list[Path], typer.Argument(help="Files and folders; a sub-folder names the outlet.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Alignment processes.")]
Data = Annotated[Path | None, typer.Option(help="Folder of the embedded broker [default: data].")]
Redis = Annotated[str | None, typer.Option(help="URL of a broker to use instead of the embedded one.")]


def main() -> None:
    """Entry point of the `wiretrace` command."""
    app()


@app.command()
def up(
    inbox: Annotated[Path | None, typer.Option(help="Folder to watch [default: inbox].")] = None,
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="Address of the page [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the page [default: 8400].")] = None,
    redis: Redis = None,
    workers: Workers = None,
) -> None:
    """Start all services, and stop them on Ctrl-C or SIGTERM."""
    from services.runner import RunnerError, System, told_to_stop
    from shared.valkey import ValkeyError

    _log()
    settings = _settings(inbox=inbox, data=data, host=host, port=port, redis_url=redis, workers=workers)
    try:
        with told_to_stop() as told, System(settings) as system:
            system.wait_ready(told)
            typer.echo(f"Inbox:  {settings.inbox_folder}")
            typer.echo(f"Page:   http://{_shown(settings.host)}:{settings.port}/")
            typer.echo("Drop articles into the inbox; Ctrl-C stops.")
            sys.stdout.flush()
            while not told.wait(0.2):
                system.check()
    except (RunnerError, ValkeyError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"Cannot use {error.filename} ({error.strerror}): give another --inbox or --data, or see to its rights.")


@app.command()
def run(service: Annotated[str, typer.Argument(help="ingest, segmenter, alignment or provenance")]) -> None:
    """Run one service; where things are comes from the environment (WIRE_*)."""
    from services.runner import SERVICES, end_with_parent
    from shared.bus.serving import BusError

    if service not in SERVICES:
        _fail(f"{service} is no service: give one of {', '.join(SERVICES)}.", code=2)
    _log()
    settings = _settings()
    end_with_parent()
    module = importlib.import_module(f"services.{service}.app")
    lent = {"segment": _pasted} if service == "provenance" else {}
    try:
        module.run(settings, **lent)
    except BusError as error:
        _fail(f"{service}: {error}")
    except Exception as error:
        logging.getLogger("wiretrace").debug("ended", exc_info=error)
        _fail(f"{service} ended: {type(error).__name__}: {error}")


@app.command()
def trace(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write there instead of to the screen.")] = None,
    workers: Workers = None,
) -> None:
    """Trace files once, in a private system that is thrown away; nothing is written beside them."""
    from services.oneshot import StoppedError, listed, trace_files
    from services.progress import shown
    from services.runner import RunnerError, told_to_stop
    from shared.valkey import ValkeyError

    _log()
    if out and not out.absolute().parent.is_dir():
        _fail(f"There is no folder {out.absolute().parent} to write {out.name} to.", code=2)
    try:
        files = listed(paths)
        with told_to_stop() as told, shown() as show:
            report = trace_files(files, workers or 1, told, show)
    except (RunnerError, ValkeyError, FileNotFoundError) as error:
        _fail(str(error), code=2 if isinstance(error, FileNotFoundError) else 1)
    except StoppedError:
        _fail("Stopped.", code=130)
    if as_json:
        _write(report.model_dump_json(by_alias=True, indent=1) + "\n", out)
    else:
        from services.terminal import print_report

        with out.open("w", encoding="utf-8") if out else _stdout() as place:
            print_report(report, place)
    raise typer.Exit(REJECTED if report.rejected else 0)


@app.command()
def compare(
    a: Path,
    b: Path,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    meaning: Annotated[bool, typer.Option("--meaning", help="Link by meaning too (wiretrace[embeddings]).")] = False,
) -> None:
    """Lay two files side by side: what kind of copy the second is, and every edit."""
    from services.compare import UncomparableError
    from services.compare import compare as compared
    from services.terminal import print_comparison
    from shared.collation.meaning import MeaningMissingError, load

    try:
        found = compared(a, b, load() if meaning else None)
    except (UncomparableError, MeaningMissingError) as error:
        _fail(str(error))
    if as_json:
        _write(found.model_dump_json(by_alias=True, indent=1) + "\n", None)
    else:
        print_comparison(found, sys.stdout)


@app.command()
def show(
    story: str,
    version: Annotated[int | None, typer.Option(help="An older version of the tree.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    data: Data = None,
    redis: Redis = None,
) -> None:
    """Print a story of a running system: its tree and its edits."""
    from services.terminal import print_report

    report = _running(_settings(data=data, redis_url=redis)).trees.report(story, version)
    if report is None:
        _fail(f"There is no story {story} (or no such version of it): `wiretrace status --stories` lists them.")
    if as_json:
        _write(report.model_dump_json(by_alias=True, indent=1) + "\n", None)
    else:
        print_report(report, sys.stdout)


@app.command()
def status(
    watch: Annotated[bool, typer.Option("--watch", help="Look again every second until Ctrl-C.")] = False,
    stories: Annotated[bool, typer.Option("--stories", help="List the stories too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    data: Data = None,
    redis: Redis = None,
) -> None:
    """Print what waits in each stream, what was rejected, and how much was traced."""
    from services.terminal import print_status, watch_status

    running = _running(_settings(data=data, redis_url=redis))
    if watch:
        watch_status(running.facts, sys.stdout)
    elif as_json:
        _write(json.dumps(running.facts(), indent=1) + "\n", None)
    else:
        print_status(running.facts(), sys.stdout)
    for card in reversed(running.trees.cards(0)[0]) if stories else ():
        typer.echo(f"{card.id}  {card.articles:>4}  {card.title}")


@app.command()
def forget(article: str, data: Data = None, redis: Redis = None) -> None:
    """Take an article's text out everywhere, and trace its story again without it."""
    from services.takedown import TakedownError
    from services.takedown import forget as taken_down

    settings = _settings(data=data, redis_url=redis)
    _running(settings)
    try:
        if not taken_down(settings, article):
            _fail(f"There is no article {article}.")
    except TakedownError as error:
        _fail(str(error))
    typer.echo(f"{article} is withdrawn.")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write the tables to.")],
    form: Annotated[str, typer.Option("--format", help="csv or parquet")] = "csv",
    data: Data = None,
    redis: Redis = None,
) -> None:
    """Write all stories' nodes, edges, edits and editor's marks as tables for research."""
    from services.provenance.exports.tables import ParquetMissingError, write

    if form not in ("csv", "parquet"):
        _fail(f"{form} is no format: give csv or parquet.", code=2)
    trees = _running(_settings(data=data, redis_url=redis)).trees
    try:
        for path in write((r for s in trees.stories() if (r := trees.report(s))), folder, form):
            typer.echo(path)
    except ParquetMissingError as error:
        _fail(str(error))


def _pasted(text: str) -> Witness:
    """A witness of text that was pasted into the page; services know nothing of each other, so it is made here."""
    from services.segmenter.segment import segment

    blocks = tuple(Block(text=part.strip()) for part in text.split("\n\n") if part.strip())
    name = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=10).hexdigest()
    return segment(Article(id=f"pasted-{name}", file="pasted text", blocks=blocks))


def _running(settings: Settings) -> "Any":  # noqa: ANN401 (imported late: most commands do not need it)
    from services.outside import NotRunningError, Outside

    try:
        return Outside(settings)
    except NotRunningError as error:
        _fail(str(error))


def _settings(**given: object) -> Settings:
    """The environment's settings with what the command line says on top."""
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**said)
    except ValidationError as error:
        wrong = (f"WIRE_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        _fail("Wrong settings, given as options or in the environment:\n" + "\n".join(wrong), code=2)


def _stdout() -> "Any":  # noqa: ANN401
    from contextlib import nullcontext

    return nullcontext(sys.stdout)


def _write(text: str, out: Path | None) -> None:
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _log() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")


def _fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
