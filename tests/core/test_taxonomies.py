"""The shipped taxonomies, and the narrower findings that training draws on."""

import re
import tomllib
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml

FILES = sorted(places.taxonomies().glob("*.toml"))
MIMIC = [
    "atelectasis",
    "cardiomegaly",
    "consolidation",
    "edema",
    "enlarged_cardiomediastinum",
    "fracture",
    "lung_lesion",
    "lung_opacity",
    "pleural_effusion",
    "pneumonia",
    "pneumothorax",
    "pleural_other",
    "support_devices",
]


def shipped(name: str) -> Taxonomy:
    path = places.taxonomies() / f"{name}.toml"
    return taxonomy_from_toml(path.read_text(encoding="utf-8"), path.name)


def test_the_promised_taxonomies_are_shipped() -> None:
    assert {"mimic-cxr", "openi-mesh", "brain-mri-epilepsy", "padchest-gr"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_taxonomy_is_read_and_bears_the_name_of_its_file(path: Path) -> None:
    taxonomy = shipped(path.stem)
    assert taxonomy.id == path.stem
    assert taxonomy.title
    assert taxonomy.modality


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_finding_is_named_in_its_languages_and_defined(path: Path) -> None:
    taxonomy = shipped(path.stem)
    for finding in taxonomy.findings:
        assert set(finding.names) == set(finding.aliases) == set(taxonomy.languages)
        assert "ositive" in finding.definition
        for language in taxonomy.languages:
            terms = [term.casefold() for term in finding.terms(language)]
            assert len(terms) == len(set(terms)) >= 4, (finding.id, language)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_findings_ask_the_same_question(path: Path) -> None:
    branches = [text for _, text in prompt_for(shipped(path.stem)).branches]
    assert len(set(branches)) == len(branches)
    assert max(len(text) for text in branches) < 120


def test_the_chest_findings_and_their_order_are_fixed() -> None:
    taxonomy = shipped("mimic-cxr")
    assert list(taxonomy.finding_ids) == MIMIC
    assert taxonomy.languages == ("en", "es", "fr", "de", "da")
    assert taxonomy.classes == ALL_CLASSES
    assert [finding.id for finding in taxonomy.findings if finding.is_rare] == [
        "fracture",
        "lung_lesion",
        "pneumothorax",
        "pleural_other",
    ]


def test_the_brain_findings_and_their_order_are_fixed() -> None:
    assert shipped("brain-mri-epilepsy").finding_ids == (
        "hippocampal_sclerosis",
        "focal_cortical_dysplasia",
        "haemorrhage",
    )


def test_the_open_i_ids_are_slugs_of_headings() -> None:
    taxonomy = shipped("openi-mesh")
    assert len(taxonomy.findings) >= 60
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", finding_id) for finding_id in taxonomy.finding_ids)
    assert {"pleural_effusion", "catheters_indwelling", "hernia_hiatal"} <= set(taxonomy.finding_ids)


def test_the_padchest_findings_are_49_with_the_two_classes_that_the_data_set_can_tell() -> None:
    taxonomy = shipped("padchest-gr")
    assert len(taxonomy.findings) == 49
    assert taxonomy.languages == ("en", "es")
    assert taxonomy.classes == (MentionClass.POSITIVE, MentionClass.NOT_MENTIONED)
    assert taxonomy.finding_ids[0] == "air_trapping"
    assert taxonomy.finding_ids[-1] == "volume_loss"
    parents = {finding.id: finding.parent for finding in taxonomy.findings if finding.parent}
    assert (parents["consolidation"], parents["alveolar_pattern"]) == ("alveolar_pattern", "infiltrates")
    assert parents["laminar_atelectasis"] == "atelectasis"


def test_narrower_findings_lean_on_chest_findings_and_name_words() -> None:
    path = places.resources() / "training" / "narrower.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["narrower"]
    assert len({row["name"] for row in rows}) == len(rows) >= 45
    for row in rows:
        assert set(row) == {"name", "parent", "terms"}
        assert row["parent"] in {"", *MIMIC}
        assert len(row["terms"]) == len(set(row["terms"])) >= 3
        assert all(term == term.casefold() or "ß" in term for term in row["terms"]), row["name"]
