"""The dev cascades as files: rendered in mixed formats, then taken through the readers and the segmenter."""

import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType

from services.ingest.formats import read
from services.segmenter.segment import segment
from shared.article import Article, Witness


def read_cascades(corpora: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Body sentences of every observed article, by (story, node); FileNotFoundError without the renderer."""
    render = _renderer(corpora)
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in sorted(corpora.glob("cascades/*/cascade.json")):
        cascade = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            for name, node in render.render(cascade, folder).items():
                found = [segment(a) for a in read(Path(folder) / name, name) if isinstance(a, Article)]
                texts[cascade["story"], node] = _body(found)
    return texts


def _body(found: list[Witness]) -> tuple[str, ...]:
    return tuple(w.sentences[i].text for w in found for i in w.body())


def _renderer(corpora: Path) -> ModuleType:
    path = corpora.parent / "eval" / "cascades.py"
    spec = importlib.util.spec_from_file_location("cascades", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"no renderer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
