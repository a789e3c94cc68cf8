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
    reports = [bridge(), report(7, 5, 1)]
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
