"""Sentence alignment and the verdict on two texts."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.collation.align import collate, link, mirrored
from shared.collation.values import Collation
from tests.collation.bridge_story import ELSEWHERE, REWRITE, RIVAL, STYLED, WIRE, witness

TEXTS = {"wire": WIRE, "styled": STYLED, "rewrite": REWRITE, "rival": RIVAL, "elsewhere": ELSEWHERE}


def pairs(collation: Collation) -> set[tuple[int, int]]:
    return {(i, j) for x in collation.links for i in x.a for j in x.b}


def linked(a: tuple[str, ...], b: tuple[str, ...]) -> set[tuple[int, int]]:
    return {(i, j) for x in link(a, b) for i in x.a for j in x.b}


def test_a_house_styled_copy_is_linked_sentence_by_sentence():
    """Wording that is kept decides, whatever house style did to it."""
    found = collate(witness("a", WIRE), witness("b", STYLED))
    assert pairs(found) == {(0, 0), (1, 1), (2, 2), (4, 3), (5, 4)}
    assert found.verdict in ("copy", "house-styled copy")
    assert found.kinship > 0.9
    assert found.cover_b == pytest.approx(1.0)


def test_a_full_rewrite_is_linked_by_content_and_order():
    """No five words in a row are kept, yet each sentence finds its source."""
    found = collate(witness("a", WIRE), witness("b", REWRITE))
    assert pairs(found) == {(n, n) for n in range(len(WIRE))}
    assert found.verdict == "rewrite"


def test_a_shared_quotation_makes_no_relative():
    """Independent reports of one event share quotes and names, no narration."""
    found = collate(witness("a", WIRE), witness("b", RIVAL))
    assert found.verdict in ("independent", "unrelated")
    assert found.kinship < 0.5
    assert found.cover_b < 0.6


def test_another_subject_is_unrelated():
    """Texts without a common event have no kinship."""
    found = collate(witness("a", WIRE), witness("b", ELSEWHERE))
    assert found.verdict == "unrelated"
    assert found.kinship < 0.1


def test_a_template_with_other_figures_is_no_copy():
    """Market reports share the mould; what stands in the slots decides."""

    def report(day: str, figures: tuple[str, str, str, str], names: tuple[str, str, str]) -> tuple[str, ...]:
        rise, level, volume, bond = figures
        return (
            f"Shares in {names[0]} ended {rise} points higher on {day} in quiet trading, brokers said.",
            f"The index of leading shares closed at {level} on turnover of {volume} crowns, led by {names[1]}.",
            f"{names[0]} dealers expect calm trading ahead of figures from {names[2]} later this week.",
            f"The ten-year government bond yielded {bond} percent, according to {names[1]} and {names[2]}.",
        )

    first = report("Monday", ("14.2", "1,204.7", "612", "4.31"), ("Velmouth", "Hartung Steel", "Nordal Timber"))
    second = report("Thursday", ("3.9", "998.1", "377", "5.06"), ("Castrop", "Lindqvist Glass", "Ardent Rail"))
    assert collate(witness("a", first), witness("b", second)).kinship < 0.5
    assert collate(witness("a", first), witness("b", first)).kinship > 0.9


def test_a_moved_sentence_is_found():
    """What left its place is linked all the same."""
    moved = (*WIRE[1:6], WIRE[0], *WIRE[6:])
    assert (0, 5) in linked(WIRE, moved)
    assert len(linked(WIRE, moved)) == len(WIRE)


def test_a_merge_has_two_sources_and_a_split_two_targets():
    """Both parts are linked with the whole, seen from either side."""
    whole = WIRE[3].removesuffix(".") + ", and " + WIRE[4][0].lower() + WIRE[4][1:]
    merged = (*WIRE[:3], whole, *WIRE[5:])
    assert {(3, 3), (4, 3)} <= linked(WIRE, merged)
    assert {(3, 3), (3, 4)} <= linked(merged, WIRE)


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(TEXTS, 2)))
def test_collation_is_symmetric(a: str, b: str):
    """The other way round is the mirror image."""
    left, right = witness(a, TEXTS[a]), witness(b, TEXTS[b])
    assert collate(right, left) == mirrored(collate(left, right))


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(TEXTS, 2)))
def test_links_do_not_depend_on_names(a: str, b: str):
    """Only the texts decide: with other ids the same links come out."""
    first = collate(witness("1", TEXTS[a]), witness("2", TEXTS[b]))
    swapped = collate(witness("2", TEXTS[a]), witness("1", TEXTS[b]))
    assert first == swapped


@settings(deadline=None)  # a busy machine is no defect
@given(st.lists(st.sampled_from(WIRE + STYLED + REWRITE + RIVAL), max_size=12))
def test_symmetry_holds_for_any_mixture(texts: list[str]):
    """Repeated sentences and odd orders too."""
    a, b = witness("a", tuple(texts)), witness("b", WIRE)
    assert collate(b, a) == mirrored(collate(a, b))
    assert {(j, i) for i, j in linked(tuple(texts), WIRE)} == linked(WIRE, tuple(texts))


@settings(deadline=None)  # a busy machine is no defect
@given(st.lists(st.text(max_size=60), max_size=6), st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_collated(a: list[str], b: list[str]):
    """Nothing that Unicode allows breaks it, and links stay inside the texts."""
    found = collate(witness("a", tuple(a)), witness("b", tuple(b)))
    assert all(i < len(a) and j < len(b) for i, j in pairs(found))
    assert 0.0 <= found.kinship <= 1.0


def test_only_body_sentences_are_linked():
    """Headlines and furniture take no part; numbers are those of the witness's own list."""
    a, b = witness("a", WIRE, headline="Tarn Bridge shut"), witness("b", WIRE)
    assert pairs(collate(a, b)) == {(n + 1, n) for n in range(len(WIRE))}


SCRIPTS = {
    "German": (
        "Die Feuerwehr rückte am Dienstag mit vierzig Kräften zur alten Mühle in Grünfelden aus.",
        "„Wir haben die Flammen schon von der Brücke gesehen“, sagte Einsatzleiterin Hanne Öhlschläger.",
        "Verletzt wurde niemand, der Schaden beträgt rund 200.000 Euro.",
    ),
    "Spanish": (
        "El ayuntamiento de Peñalba cerró el lunes el mercado central por un escape de agua.",
        "«Nunca habíamos visto algo así», dijo la alcaldesa Inés Ibáñez a los vecinos.",
        "Las obras durarán 15 días y costarán 80.000 euros.",
    ),
    "French": (
        "La mairie de Saint-Orlé a fermé mardi le pont après la chute d’un câble.",
        "« C’était comme un coup de fusil », a raconté Agnès Lemaîtreux, pilote du bac.",
        "L’ouvrage, inauguré en 1961, voit passer 41 000 véhicules par jour.",
    ),
    "Arabic": (
        "أغلقت البلدية الجسر القديم يوم الثلاثاء بعد سقوط أحد الكابلات في الميناء.",
        "وقالت قائدة العبارة: «سمعنا صوتا كطلقة بندقية».",
        "ويعبر الجسر واحد وأربعون ألف سيارة كل يوم.",
    ),
    "Chinese": (
        "市政府周二宣布关闭旧桥，因为一根钢缆断裂落入港口。",
        "渡轮驾驶员说：“我们听到一声巨响。”",
        "这座桥每天通行四万一千辆汽车。",
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_other_scripts_are_aligned_verbatim(script: str):
    """Sentences kept as they are find one another in any script, also around a dropped one."""
    texts = SCRIPTS[script]
    assert {(n, n) for n in range(3)} <= linked(texts, texts)
    assert {(0, 0), (2, 1)} <= linked(texts, (texts[0], texts[2]))
