"""Every shipped taxonomy is shown in Danish, while what is stored, hashed and asked stays what it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.json_prompt import json_prompt_for
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.new_project import taxonomy_choices
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.taxonomies import shipped_taxonomies, taxonomy_named
from mosaic_desk.desk.taxonomy_words import shown_taxonomy, taxonomy_words
from mosaic_desk.store import Project

SHIPPED = shipped_taxonomies()
AS_ASKED = {
    "brain-mri-epilepsy": ("3c0c7945", "f91b1260", "724c448b"),
    "mimic-cxr": ("44ba22f4", "9a2de0d9", "37212610"),
    "openi-mesh": ("7375bd23", "25e8ca1c", "55e93752"),
    "padchest-gr": ("258858b7", "1f31eec6", "f595fd74"),
}
"""How the hashes of each taxonomy and of its two prompts begin: adapters and projects rest on them."""
in_each = pytest.mark.parametrize("name", SHIPPED)


def project_of(tmp_path: Path, taxonomy: Taxonomy) -> Path:
    path = tmp_path / "p.mosaic"
    reports = (IncomingReport(report=Report(report_id=ReportId("r1"), text="Hjertet er forstørret.")),)
    with Project.create(path, [taxonomy]) as made:
        incoming = Incoming(source="s", format="jsonl", reports=reports)
        made.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=ReaderName("lead"))
    return path


@in_each
def test_every_finding_has_a_danish_name_definition_and_guidance(name: str) -> None:
    written = taxonomy_named(name)
    shown = shown_taxonomy(written, "da")
    assert shown.title != written.title
    for finding, english in zip(shown.findings, written.findings, strict=True):
        assert finding.name("da") == finding.names["da"]
        assert finding.names["da"][0].isupper()
        assert finding.definition != english.definition
        assert bool(finding.guidance) == bool(english.guidance)
        assert finding.guidance != english.guidance or not english.guidance
    names = [finding.names["da"].casefold() for finding in shown.findings]
    assert len(set(names)) == len(names)


@in_each
def test_the_translation_speaks_of_findings_that_are_asked_in_texts_that_are_known(name: str) -> None:
    words = taxonomy_words(name, "da")
    assert words is not None
    assert set(words.findings) == set(taxonomy_named(name).finding_ids)
    for texts in words.findings.values():
        assert set(texts) <= {"name", "definition", "guidance"}
        assert all(text.strip() == text and '"' not in text for text in texts.values())
        assert texts["definition"].startswith("Positiv")


@in_each
def test_a_taxonomy_and_its_prompts_are_what_they_were(name: str) -> None:
    taxonomy = taxonomy_named(name)
    hashes = (taxonomy.fingerprint(), prompt_for(taxonomy).hash, json_prompt_for(taxonomy).hash)
    assert tuple(found.removeprefix("sha256:")[:8] for found in hashes) == AS_ASKED[name]


@in_each
def test_a_text_that_a_clinic_has_changed_is_shown_as_it_wrote_it(name: str) -> None:
    written = taxonomy_named(name)
    first = replace(written.findings[0], names={"en": "Ours"}, definition="Ours.", guidance="Ours too.")
    shown = shown_taxonomy(replace(written, title="Ours", findings=(first, *written.findings[1:])), "da")
    assert shown.title == "Ours"
    assert shown.findings[0] == first
    assert shown.findings[1].definition != written.findings[1].definition


def test_no_language_and_one_that_there_is_nothing_in_change_nothing() -> None:
    taxonomy = taxonomy_named("mimic-cxr")
    assert shown_taxonomy(taxonomy, None) is taxonomy
    assert shown_taxonomy(taxonomy, "en") is taxonomy
    assert shown_taxonomy(replace(taxonomy, id="another"), "da").title == taxonomy.title  # type: ignore[arg-type]
    folders = {folder.name for folder in (places.resources() / "translations" / "taxonomies").iterdir()}
    assert folders == {"da"}


def test_a_session_shows_danish_and_stores_nothing_of_it(tmp_path: Path) -> None:
    taxonomy = taxonomy_named("padchest-gr")
    session = Session.open(project_of(tmp_path, taxonomy), reader=ReaderName("Ada"))
    try:
        session.set_language("da")
        (row, *_) = (row for row in session.page(ReportId("r1"), taxonomy.id).rows if row.finding_id == "goiter")
        assert (row.name, row.definition[:11]) == ("Struma", "Positiv: en")
        assert session.summary(taxonomy.id).taxonomies[0][1] == "Røntgen af thorax, 49 fund (PadChest-GR)"
        assert "Struma" in [count.name for count in session.summary(taxonomy.id).counts]
        assert "Struma" in [finding.name for finding in session.progress(taxonomy.id).findings]
        assert session.taxonomy(taxonomy.id).fingerprint() == taxonomy.fingerprint()
        assert session.project.check() == []
        session.set_language(None)
        assert "Goiter" in [row.name for row in session.page(ReportId("r1"), taxonomy.id).rows]
    finally:
        session.close()


def test_the_worklist_finds_by_the_danish_name_too(tmp_path: Path) -> None:
    taxonomy = taxonomy_named("padchest-gr")
    session = Session.open(project_of(tmp_path, taxonomy), reader=ReaderName("Ada"))
    try:
        session.set_language("da")
        assert session.lists.vocabulary(taxonomy.id).findings["goiter"][0] == "Struma"  # type: ignore[index]
        assert session.lists.found(taxonomy.id, "-struma=positive").words == ()
    finally:
        session.close()


def test_taxonomies_are_offered_by_their_danish_titles() -> None:
    titles = [choice.title for choice in taxonomy_choices("da")]
    assert "MR af cerebrum ved epilepsi, 3 fund" in titles
    assert titles == sorted(titles)
    assert [choice.source for choice in taxonomy_choices()] != []
