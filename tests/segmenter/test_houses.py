"""Whose house an outlet is of, as far as its page shows it: each hint with its place, agencies and the outlet aside."""

import pytest

from services.segmenter.houses import owner_of, registrable
from services.segmenter.segment import segment
from shared.article import Article, Block, Fact

BODY = "The harbour board voted on Tuesday to restore the night boat to Gannet Rock, ending a dispute of two years."


def houses(*facts: Fact, url: str | None = None, foot: str = "") -> list[tuple[str, str]]:
    blocks = (Block(text=BODY), *((Block(text=foot, role="furniture"),) if foot else ()))
    found = segment(Article(id="a", file="a.html", outlet="Rock Echo", url=url, blocks=blocks, facts=facts))
    return [(f.value, f.source) for f in found.facts if f.name == "house"]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("© 2024 Saltmarsh Press Ltd. All rights reserved.", "Saltmarsh Press"),
        ("Copyright 2019-2024 The Quay Media Group, Inc.", "Quay Media Group"),
        ("© Nordlicht Verlag GmbH & Co. KG 2023", "Nordlicht Verlag"),
        ("© 2020 Grupo Mareas, S.A. Todos los derechos reservados", "Grupo Mareas"),
        ("Copyright © 2020 saltmarsh.com | Terms", "saltmarsh.com"),
        ("Copyright law forbids copying this page.", None),
        ("© Copyright 2022. All rights reserved.", None),
        ("©2014 Tide Digital LLC, a division of the Sea Trading Corporation of Lower Quay", None),
    ],
)
def test_the_owner_is_read_out_of_copyright_lines(line: str, owner: str | None) -> None:
    """Without year and legal form; what is no name is nothing."""
    assert owner_of(line) == owner


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://sport.paper.co.uk/x", "paper.co.uk"),
        ("https://www.paper.co.uk/", "paper.co.uk"),
        ("https://desk.blogspot.com/1", "desk.blogspot.com"),
        ("https://news.saltmarsh.example/1", "saltmarsh.example"),
        ("http://127.0.0.1:8000/", None),
        ("http://localhost/", None),
        (None, None),
    ],
)
def test_the_domain_is_what_one_owner_registered(url: str | None, domain: str | None) -> None:
    """By the public suffix list, blogs under a common host apart; no address, no domain."""
    assert registrable(url) == domain


def test_each_hint_says_where_it_was_read() -> None:
    """Address, parent organisation, copyright: contradicting ones are all kept."""
    facts = (
        Fact(name="parent", value="Quay Media Group Ltd", source="json-ld publisher parentOrganization"),
        Fact(name="copyright", value="Lower Quay Holdings", source="newsml copyrightHolder"),
    )
    foot = "© 2024 Saltmarsh Press. All rights reserved."
    assert houses(*facts, url="https://rock.saltmarsh.example/x", foot=foot) == [
        ("saltmarsh.example", "domain of the address"),
        ("Quay Media Group", "json-ld publisher parentOrganization"),
        ("Lower Quay Holdings", "newsml copyrightHolder"),
        ("Saltmarsh Press", "printed copyright"),
    ]  # fmt: skip


def test_an_agencys_copyright_and_the_outlets_own_name_are_no_house() -> None:
    """The one tells who wrote the text, the other nothing."""
    assert houses(foot="© 2024 The Associated Press. All rights reserved.") == []
    assert houses(Fact(name="copyright", value="The Rock Echo", source="feed rights")) == []
