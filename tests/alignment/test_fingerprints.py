"""What a witness is recognised by."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.alignment.fingerprints import MOST_FEATURES, Fingerprint, fingerprint, fingerprint_of
from tests.alignment.telegrams import REWRITE, STORY, witness


def share_of(a: Fingerprint, b: Fingerprint) -> float:
    """The share of a's features that b has."""
    return len(set(a.features) & set(b.features)) / max(1, len(a.features))


def test_a_rewrite_keeps_names_figures_and_stems() -> None:
    """Two thirds of what a rewrite is known by stands in its source, whose word runs it has lost."""
    assert share_of(fingerprint_of(REWRITE), fingerprint_of(STORY)) > 0.66


def test_words_that_every_article_has_are_no_features() -> None:
    """Function words and the commonest content words tell nothing."""
    assert fingerprint_of(["It was said that they would have been there with us over the last year."]).features == ()


def test_inflection_possessives_and_thousands_are_folded() -> None:
    """House style must not hide a name, a figure or a stem."""
    plain = fingerprint_of(["Quillfeather rehung 12000 hinges"])
    styled = fingerprint_of(["QUILLFEATHER’S hinge, rehung: 12,000"])
    assert set(plain.features) == set(styled.features)


def test_furniture_is_not_looked_at() -> None:
    """One outlet's appeals and rules stand on all its pages; only body sentences count."""
    plain = witness("a", STORY)
    dressed = witness("b", STORY, furniture=("Subscribe to the Quagmire Gazette newsletter, delivered by pelican.",))
    assert fingerprint(plain) == fingerprint(dressed)


def test_scripts_without_spaces_are_known_by_pairs_of_letters() -> None:
    """Chinese has no word joints: a copy and its source still share most features, another text shares few."""
    source = fingerprint_of(["潜水员在北闸门发现一道裂缝后，工程师关闭了水闸。", "运河信托表示，驳船将返航。"], "zh")
    copy = fingerprint_of(["潜水员在北闸门发现一道裂缝后，水闸关闭。"], "zh")
    other = fingerprint_of(["岛民将于星期日投票选举新的议长。"], "zh")
    assert share_of(copy, source) > 0.8
    assert share_of(other, source) < 0.2


def test_a_language_has_its_own_common_words() -> None:
    """German function words are rare in English and would make any two German articles meet."""
    text = ["Die Schleuse wurde nicht mehr geöffnet, weil sie auch nach der Prüfung noch undicht war."]
    assert len(fingerprint_of(text, "de").features) < len(fingerprint_of(text, "en").features)


def test_an_unknown_language_falls_back_to_english() -> None:
    """A language tag without a background list is no error."""
    assert fingerprint_of(STORY, "tlh-Latn") == fingerprint_of(STORY, "en")


@settings(deadline=None)  # the first text of a language waits for its background list
@given(st.lists(st.text(max_size=200), max_size=8), st.sampled_from([None, "en", "de", "zh", "ar"]))
def test_any_text_has_a_bounded_fingerprint_that_sentence_order_does_not_change(texts, language) -> None:
    """The bound holds, features are distinct, shares lie in 0..1, and the order of sentences is not in it."""
    found = fingerprint_of(texts, language)
    assert len(found.features) == len(found.shares) == len(set(found.features)) <= MOST_FEATURES
    assert all(0 <= s <= 1 for s in found.shares)
    words_only = [t for t in texts if t.isascii()]
    assert fingerprint_of(words_only[::-1], language) == fingerprint_of(words_only, language)


def test_a_very_long_text_is_known_by_its_rarest_features() -> None:
    """The bound drops the most common features first."""
    filler = [f"Item {n:05d} listed" for n in range(MOST_FEATURES)]
    rare = fingerprint_of(["Quillfeather Brackendale Morvane"])
    assert set(rare.features) <= set(fingerprint_of([*filler, "Quillfeather Brackendale Morvane"]).features)
