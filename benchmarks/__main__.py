"""Simulate stories, measure quality against the floors, measure scale."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.quality import (
    FLOORS,
    Measured,
    RegressionError,
    dev_cascades,
    load_floors,
    measure,
    missed,
    raised,
    simulated,
    table,
)
from benchmarks.scale import arrival, line
from benchmarks.simulator.newsroom import story

STORIES = 24
SIZES_OF_SCALE = (10, 20, 40)  # growth shows here in a minute; give 1000 and 5000 for the targets
app = typer.Typer(add_completion=False, help=__doc__)


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Without a command: quality."""
    if context.invoked_subcommand is None:
        quality()


@app.command()
def simulate(
    out: Annotated[Path, typer.Argument(help="folder; each story gets a sub-folder with its cascade.json")],
    stories: Annotated[int, typer.Option(help="how many")] = 10,
    seed: Annotated[int, typer.Option(help="first seed; the others follow it")] = 0,
    witnesses: Annotated[int | None, typer.Option(help="articles a story; drawn where not given")] = None,
) -> None:
    """Write invented stories with their true derivation trees."""
    for number in range(seed, seed + stories):
        made = story(number, witnesses)
        folder = out / made["story"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cascade.json").write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")


@app.command()
def quality(
    stories: Annotated[int, typer.Option(help="simulated stories; floors hold for the default alone")] = STORIES,
    update: Annotated[bool, typer.Option(help="keep the figures as the new floors")] = False,
    allow_regression: Annotated[bool, typer.Option(help="even where they are lower")] = False,
    dev: Annotated[bool, typer.Option(help="the dev cascades too, where they are")] = True,
) -> None:
    """Trace simulated stories and the dev cascades, print the figures, fail below a floor."""
    floors, bad = load_floors(), list[str]()
    corpora = {f"simulated-{stories}": simulated(stories)} | (
        {"dev": found} if dev and (found := dev_cascades()) else {}
    )
    for name, cascades in corpora.items():
        measured = measure(name, cascades)
        typer.echo(table(measured))
        if update:
            floors = _raise(measured, floors, allow_regression)
        bad += missed(measured, floors)
    for reason in bad:
        typer.echo(f"BELOW ITS FLOOR  {reason}", err=True)
    raise typer.Exit(1 if bad else 0)


@app.command()
def scale(
    witnesses: Annotated[list[int] | None, typer.Argument(help="sizes of the story")] = None,
) -> None:
    """Time a story's re-tracing after one more arrival, on one core."""
    for count in witnesses or SIZES_OF_SCALE:
        typer.echo(line(arrival(count)))


def _raise(measured: Measured, floors: dict[str, Any], allow_regression: bool) -> dict[str, Any]:
    try:
        floors = raised(measured, floors, allow_regression)
    except RegressionError as error:
        typer.echo(f"floors stay, they would fall: {error} (--allow-regression lowers them)", err=True)
        raise typer.Exit(1) from error
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return floors


if __name__ == "__main__":
    app()
