"""`python -m benchmarks`: simulate stories, measure quality against the floors, measure scale."""

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.simulator.newsroom import story

app = typer.Typer(add_completion=False, no_args_is_help=False, help=__doc__)


@app.command()
def simulate(
    out: Annotated[Path, typer.Argument(help="folder for one sub-folder with cascade.json a story")],
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


if __name__ == "__main__":
    app()
