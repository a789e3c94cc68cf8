"""Runs in the peers' environment: texts in as JSON, for each library its seconds and where its sentences begin."""

import importlib
import json
import sys
import time
from collections.abc import Callable

Starts = Callable[[str], list[int]]


def pysbd() -> Starts:
    parts = importlib.import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [span.start for span in parts.segment(text)]


def spacy() -> Starts:
    model = importlib.import_module("spacy").blank("en")
    model.add_pipe("sentencizer")
    return lambda text: [sentence.start_char for sentence in model(text).sents]


def punkt() -> Starts:
    punkt = importlib.import_module("nltk.tokenize.punkt")
    try:
        model = punkt.PunktTokenizer("english")
    except LookupError:  # the fitted tables are a download of their own
        model = punkt.PunktSentenceTokenizer()
    return lambda text: [a for a, _ in model.span_tokenize(text)]


def blingfire() -> Starts:
    offsets = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: [a for a, _ in offsets(text)[1]]


def syntok() -> Starts:
    process = importlib.import_module("syntok.segmenter").process
    return lambda text: [sentence[0].offset for paragraph in process(text) for sentence in paragraph]


def main() -> None:
    texts, answer = json.load(sys.stdin), {}
    for make in (pysbd, spacy, punkt, blingfire, syntok):
        try:
            way = make()
            way(texts[0])
            began = time.process_time()
            starts = [way(text) for text in texts]
        except ImportError as error:
            print(f"{make.__name__}: {error}", file=sys.stderr)
            continue
        answer[make.__name__] = (time.process_time() - began, starts)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
