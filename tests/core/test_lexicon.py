"""Which findings a report names: forms of a word, other languages, and what denies them."""

import pytest

from mosaic_desk import places
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.lexicon import Lexicon
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml

CHEST = taxonomy_from_toml((places.taxonomies() / "mimic-cxr.toml").read_text(encoding="utf-8"), "mimic-cxr.toml")


def named(text: str) -> set[str]:
    hits = Lexicon(CHEST).hits(text)
    return {finding_id for finding_id, hit in zip(CHEST.finding_ids, hits, strict=True) if hit}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("There is a small left pneumothorax.", {"pneumothorax"}),
        ("Old rib fractures on the right.", {"fracture"}),
        ("Fraktur der 6. Rippe links.", {"fracture"}),
        ("Pequeño neumotórax izquierdo.", {"pneumothorax"}),
        ("Lille pneumothorax på højre side.", {"pneumothorax"}),
        ("pequeñ neumotorax derech", {"pneumothorax"}),  # stemmed words, as some archives keep them
        ("A PNEUMOTHORAX IS SEEN", {"pneumothorax"}),
        ("Pneumothorax cannot be excluded.", {"pneumothorax"}),
        ("No se descarta neumotórax.", {"pneumothorax"}),
        ("Pneumothorax kan ikke udelukkes.", {"pneumothorax"}),
        ("Pneumothorax nicht auszuschließen.", {"pneumothorax"}),
        ("No significant change in the left pneumothorax.", {"pneumothorax"}),
        ("Nondisplaced and non-displaced rib fracture.", {"fracture"}),
        ("No effusion but a small pneumothorax.", {"pneumothorax"}),
        ("No consolidation. Small pneumothorax.", {"pneumothorax"}),
        ("Pneumothorax with normal bones.", {"pneumothorax"}),
    ],
)
def test_a_finding_is_named(text: str, findings: set[str]) -> None:
    assert findings <= named(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "No pneumothorax.", "No focal consolidation, effusion or pneumothorax.", "Without pneumothorax.",
        "Kein Pneumothorax.", "Kein Anhalt für einen Pneumothorax.", "Ingen pneumothorax.", "Sin neumotórax.",
        "Pas de pneumothorax.", "Nessun pneumotorace.", "Geen pneumothorax.", "Ingen pneumotorax.",
        "Pneumothorax is not seen.", "Pneumothorax ses ikke.", "Pneumothorax: none.", "Pneumothorax excluded.",
        "Se descarta neumotórax.", "Normal heart size.", "Heart size is normal.", "Pneumo", "thorax pneumo",
    ],
)  # fmt: skip
def test_a_finding_is_not_named_or_denied(text: str) -> None:
    assert not named(text) & {"pneumothorax", "cardiomegaly"}


def test_one_place_that_is_not_denied_is_enough() -> None:
    assert "pneumothorax" in named("No pneumothorax on the right. Small pneumothorax on the left.")


def test_words_of_one_name_stand_next_to_each_other() -> None:
    one = Finding(id=FindingId("x"), names={"en": "Hiatal hernia"}, aliases={"da": ("spiserørsbrok",)})
    lexicon = Lexicon(Taxonomy(id=TaxonomyId("t"), version="1", title="T", findings=(one,)))
    told = [
        lexicon.hits(text) for text in ("hiatal hernia", "hiatal large hernia", "hernia", "Spiserørsbrok", "hiatal")
    ]
    assert told == [(True,), (False,), (False,), (True,), (False,)]


def test_a_taxonomy_without_findings_is_named_nowhere() -> None:
    assert Lexicon(Taxonomy(id=TaxonomyId("t"), version="1", title="T", findings=())).hits("pneumothorax") == ()


def test_a_name_without_letters_is_never_found() -> None:
    one = Finding(id=FindingId("x"), names={"en": "?"})
    assert Lexicon(Taxonomy(id=TaxonomyId("t"), version="1", title="T", findings=(one,))).hits("? x") == (False,)
