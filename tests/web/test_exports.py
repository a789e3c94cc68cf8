"""Exports open in the tools they are for."""

import csv
import io
import json
import re
from xml.etree import ElementTree as Xml

import networkx
import prov.model
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bridge import bridge
from benchmarks.fictional import report
from services.provenance.exports import FORMATS, export
from services.provenance.exports.tables import COLUMNS, rows, write
from services.terminal import print_report
from shared.report import Mark


def text(name: str, made=None) -> str:
    return export(made or bridge(), name).body.decode()


def test_prov_json_is_read_by_the_prov_package_and_says_who_derives_from_whom():
    """Entities, derivations of the right kinds, agents (W3C PROV-JSON)."""
    document = prov.model.ProvDocument.deserialize(content=text("prov-json"), format="json")
    entities = list(document.get_records(prov.model.ProvEntity))
    derived = list(document.get_records(prov.model.ProvDerivation))
    assert len(entities) == 10
    assert len(derived) == 10
    kinds = {str(kind) for record in derived for kind in record.get_asserted_types()}
    assert kinds == {"prov:Revision", "prov:PrimarySource", "prov:Quotation"}
    assert len(list(document.get_records(prov.model.ProvAttribution))) == 10
    again = prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_outlets_name_survives_the_formats(name):
    """Foreign text breaks no format."""
    made = bridge()
    articles = tuple(a.model_copy(update={"outlet": name}) for a in made.articles)
    made = made.model_copy(update={"articles": articles})
    assert len(networkx.read_graphml(io.BytesIO(export(made, "graphml").body))) == 10
    document = prov.model.ProvDocument.deserialize(content=text("prov-json", made), format="json")
    assert len(list(document.get_records(prov.model.ProvEntity))) == 10
    Xml.fromstring(text("svg", made))
    assert len(list(csv.DictReader(io.StringIO(text("csv", made), newline="")))) == 10
    json.loads(text("jsonld", made))
    bare = re.sub(r"'(?:[^']|'')*'", "x", text("newick", made))
    assert bare.count("(") == bare.count(")") == 3


def test_graphml_holds_the_same_edges_with_their_confidence():
    """networkx reads nodes, edges and typed facts."""
    graph = networkx.read_graphml(io.BytesIO(export(bridge(), "graphml").body))
    assert graph.edges["w2", "echo"]["confidence"] == pytest.approx(0.62)
    assert graph.edges["star", "merge"]["role"] == "second"
    assert graph.nodes["w2"]["wire_version"] == 2


def test_newick_nests_children_in_their_parents():
    """Inner nodes are named: ancestors are often real articles."""
    tree = text("newick")
    assert tree.endswith(";\n")
    assert "('Metro Line [copycat]':0.0000)'Orsin Daily [daily]'" in tree
    assert tree.count("(") == tree.count(")") == 3


def test_dot_draws_lost_ancestors_grey_and_contamination_dashed():
    """The conventions of published stemmata."""
    lines = text("dot").splitlines()
    assert sum('class="hypothetical"' in line for line in lines) == 2
    assert next(line for line in lines if "constraint=false" in line).startswith('  "star" -> "merge"')


def test_schema_org_names_the_source():
    """`isBasedOn` points at the parent, by its address where it has one."""
    graph = json.loads(text("jsonld"))["@graph"]
    metro = next(work for work in graph if work.get("publisher", {}).get("name") == "Metro Line")
    assert metro["isBasedOn"] == [{"@id": "https://orsin-daily.example/bridge"}]


def test_a_spreadsheet_runs_no_formula_from_an_outlets_name():
    """Text that looks like a formula is marked as text."""
    made = bridge()
    articles = tuple(a.model_copy(update={"outlet": "=1+1"}) for a in made.articles)
    assert "'=1+1" in text("csv", made.model_copy(update={"articles": articles}))


def test_tables_hold_every_node_edge_and_edit_in_both_forms(tmp_path):
    """CSV and Parquet say the same; a second story adds its rows."""
    reports = [decided(), report(7, 5, 1)]
    write(reports, tmp_path, "csv")
    write(reports, tmp_path, "parquet")
    for table in COLUMNS:
        expected = sum(len(rows(made)[table]) for made in reports)
        with (tmp_path / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            plain = list(csv.DictReader(file))
        packed = pyarrow.parquet.read_table(tmp_path / f"{table}.parquet").to_pylist()
        assert len(plain) == len(packed) == expected
        assert list(plain[0]) == list(packed[0]) == list(COLUMNS[table])


def test_every_format_says_what_it_is():
    """Media types and suffixes are set, and bodies are not empty."""
    for name in FORMATS:
        made = export(bridge(), name)
        assert made.body
        assert "/" in made.media_type


def decided():
    """The story as an editor left it: one source pinned, two outlets one house."""
    made = bridge()
    house = {"Orsin Daily": "Harbour Post", "Harbour Post": "Harbour Post"}
    articles = tuple(a.model_copy(update={"house": house.get(a.outlet or "")}) for a in made.articles)
    story = made.stories[0]
    edges = tuple(e.model_copy(update={"mark": "pinned"} if e.child == "echo" else {}) for e in story.edges)
    pin = Mark(id="m1", kind="pin", subject="echo", other="wire", by="Ida Brekke", made_at="2025-03-12T08:00:00+00:00")
    told = story.model_copy(update={"edges": edges, "marks": (pin,)})
    return made.model_copy(update={"articles": articles, "stories": (told,)})


def test_what_an_editor_decided_is_human_in_every_format(tmp_path):
    """A pinned edge says so; outlets of one house act for it; the marks are a table of their own."""
    made = decided()
    document = prov.model.ProvDocument.deserialize(content=text("prov-json", made), format="json")
    marked = [d for d in document.get_records(prov.model.ProvDerivation) if d.get_attribute("wt:mark")]
    assert len(marked) == 1
    assert len(list(document.get_records(prov.model.ProvDelegation))) == 1
    graph = networkx.read_graphml(io.BytesIO(export(made, "graphml").body))
    assert [edge for edge, mark in networkx.get_edge_attributes(graph, "mark").items() if mark == "pinned"] == [
        ("w2", "echo")
    ]
    assert graph.nodes["daily"]["house"] == "Harbour Post"
    assert 'label="editor"' in text("dot", made)
    assert [row["child"] for row in csv.DictReader(io.StringIO(text("csv", made))) if row["mark"]] == ["echo"]
    daily = next(
        n for n in json.loads(text("jsonld", made))["@graph"] if n.get("publisher", {}).get("name") == "Orsin Daily"
    )
    assert daily["publisher"]["parentOrganization"]["name"] == "Harbour Post"
    assert "set by an editor" in text("svg", made)
    write([made], tmp_path)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "marks.csv").read_text()))
    assert (row["story"], row["subject"], row["other"], row["by"]) == ("bridge", "echo", "wire", "Ida Brekke")


def test_the_terminal_says_what_an_editor_decided():
    """The mark, who made it, and no percentage where nothing was inferred."""
    out = io.StringIO()
    print_report(decided(), out)
    assert "took from an unobserved wire text. (Ida Brekke, 12 Mar 2025, 08:00 UTC)" in " ".join(out.getvalue().split())
    assert "set by an editor" in out.getvalue()


def test_a_revision_of_a_page_and_a_second_source_are_told_in_every_format():
    """The later text goes by its own name; PROV calls its derivation a revision."""
    made = bridge()
    address = {"outlet": "Orsin Daily", "url": "https://daily.example/bridge"}
    changed = {"copycat": address | {"revision_of": "daily"}, "daily": address}
    articles = tuple(a.model_copy(update=changed.get(a.id, {})) for a in made.articles)
    made = made.model_copy(update={"articles": articles})
    found = {name: text(name, made) for name in FORMATS}
    later = "Orsin Daily, version 2"
    document = prov.model.ProvDocument.deserialize(content=found["prov-json"], format="json")
    kinds = {
        (str(ends[0]), str(ends[1])): {str(kind) for kind in record.get_asserted_types()}
        for record in document.get_records(prov.model.ProvDerivation)
        if (ends := [value for _, value in record.formal_attributes])
    }
    assert kinds["wt:node-copycat", "wt:node-daily"] == {"prov:Revision"}
    assert ("wt:node-merge", "wt:node-star") in kinds
    graph = networkx.read_graphml(io.BytesIO(found["graphml"].encode()))
    assert graph.nodes["copycat"]["label"] == later
    assert graph.edges["star", "merge"]["role"] == "second"
    assert f"'{later} [copycat]'" in found["newick"]
    listed = {(row["parent"], row["child"]): row for row in csv.DictReader(io.StringIO(found["csv"], newline=""))}
    assert later in listed["daily", "copycat"].values()
    assert listed["star", "merge"]["role"] == "second"
    assert f'label="{later}"' in found["dot"]
    assert "contamination" in found["dot"]
    assert later in "".join(Xml.fromstring(found["svg"]).itertext())
    works = {work["@id"]: work for work in json.loads(found["jsonld"])["@graph"]}
    assert len(works) == len(made.stories[0].nodes)
    assert works["urn:wiretrace:copycat"]["isBasedOn"] == [{"@id": "urn:wiretrace:daily"}]
    assert works["urn:wiretrace:copycat"]["url"] == works["urn:wiretrace:daily"]["url"]
