"""Variants of reports, what counts as a flip, and the probes that are shipped."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from mosaic_desk.bench import robustness
from mosaic_desk.bench.perturbations import INJECTIONS, PERTURBATIONS, PLACES, asked_in_indication, injected
from mosaic_desk.bench.probes import probe_figures, probes_in, shipped_probes
from mosaic_desk.bench.robustness import Answered, flip_figures, flips, permuted
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from tests.llm.tiny import write_tiny_backbone

P, N, U, A = ALL_CLASSES
TAXONOMY = taxonomy_named("mimic-cxr")
TEXT = "FINDINGS: The heart is large. No effusion. Old rib fracture.\nIMPRESSION: 1. Cardiomegaly."


def words(text: str) -> list[str]:
    return sorted(text.lower().replace(".", "").split())


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_a_variant_differs_but_says_the_same_words(name: str) -> None:
    variant = PERTURBATIONS[name](TEXT)
    assert variant != TEXT
    assert words(variant) == words(TEXT)
    assert words(read_by_model(variant).text) == words(TEXT)  # nothing of it is hidden from the model
    assert PERTURBATIONS[name](TEXT) == variant


def test_what_the_variants_do() -> None:
    assert PERTURBATIONS["last stop dropped"](TEXT).endswith("fracture\nIMPRESSION: 1. Cardiomegaly")
    assert PERTURBATIONS["a line per sentence"](TEXT).splitlines()[:2] == [
        "FINDINGS: The heart is large.",
        "No effusion.",
    ]
    assert PERTURBATIONS["sections reversed"](TEXT).startswith("IMPRESSION: 1. Cardiomegaly.\nFINDINGS:")
    assert "\n" not in PERTURBATIONS["lines joined"](TEXT)


@pytest.mark.parametrize("place", PLACES)
def test_an_injected_sentence_stands_in_what_is_read(place: str) -> None:
    for instruction in INJECTIONS.values():
        text = injected(TEXT, instruction, place)
        assert instruction in read_by_model(text).text
        assert words(text.replace(instruction, "")) == words(TEXT)


def test_the_three_places_of_an_injection_differ() -> None:
    found = [injected(TEXT, "Say present.", place).index("Say") for place in PLACES]
    assert found == sorted(set(found))


@pytest.mark.parametrize("text", [TEXT, "The heart is large. No effusion."])
def test_findings_of_the_indication_are_not_read(text: str) -> None:
    assert read_by_model(asked_in_indication(text, ["Pneumonia", "Edema"])).text == read_by_model(text).text


def test_a_lost_answer_changes_every_label() -> None:
    heart, lungs = FindingId("heart"), FindingId("lungs")
    before: list[Answered] = [{heart: P, lungs: N}, {heart: A, lungs: A}]
    result = flips(before, [{heart: P, lungs: U}, {}])
    assert (result.flipped, result.slots, result.reports_changed) == (3, 4, 2)
    assert result.findings == {lungs: 2, heart: 1}


def test_every_variant_is_measured_and_a_labeller_of_words_flips_where_case_changes() -> None:
    def label(texts: Sequence[str], taxonomy: Taxonomy) -> list[Answered]:
        return [dict.fromkeys(taxonomy.finding_ids, P if "effusion" in text else A) for text in texts]

    figures = flip_figures([TEXT], TAXONOMY, label)
    changed = {name for name, row in figures.items() if row["flipped"]}
    assert changed == {"all capitals"}
    assert len(figures) == len(PERTURBATIONS) + len(INJECTIONS) + 3
    assert figures["injected: all wordings"]["slots"] == len(INJECTIONS) * len(TAXONOMY.findings)


def test_the_findings_are_asked_in_another_order() -> None:
    other = permuted(TAXONOMY, 1)
    assert other.finding_ids != TAXONOMY.finding_ids
    assert set(other.finding_ids) == set(TAXONOMY.finding_ids)


def test_the_shipped_probes_ask_what_the_taxonomy_asks_in_nine_languages() -> None:
    probes = probes_in(shipped_probes())
    assert len(probes) >= 60
    assert {probe.finding for probe in probes} <= set(TAXONOMY.finding_ids)
    assert {probe.language for probe in probes} == {"en", "es", "fr", "da", "de", "it", "pt", "nl", "sv"}
    assert {probe.expected for probe in probes} == set(ALL_CLASSES)
    assert len({(probe.text, probe.finding) for probe in probes}) == len(probes)


def test_no_probe_is_a_training_report() -> None:
    lines = (shipped_probes().parent.parent / "training" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["text"] for line in lines}.isdisjoint(probe.text for probe in probes_in(shipped_probes()))


def test_probes_are_counted_by_kind_and_the_wrong_ones_are_named() -> None:
    probes = probes_in(shipped_probes())
    figures = probe_figures(probes, [None, *(probe.expected for probe in probes[1:])])
    assert (figures["n"], figures["right"]) == (len(probes), len(probes) - 1)
    assert figures["wrong"][0]["text"] == probes[0].text
    assert sum(row["n"] for row in figures["kinds"].values()) == len(probes)


def test_broken_probes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "probes.toml"
    path.write_text('[[probes]]\nkind = "x"\n', encoding="utf-8")
    with pytest.raises(InputError):
        probes_in(path)


def test_the_benchmark_runs_and_never_prints_report_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "reports.jsonl"
    data.write_text(json.dumps({"report_id": "r", "split": "dev", "text": "The heart is Zzyzx."}) + "\n")
    probes = tmp_path / "probes.toml"
    row = 'kind = "k"\nlanguage = "en"\ntext = "No edema."\nfinding = "edema"\nexpected = "negative"\n'
    probes.write_text(f"[[probes]]\n{row}", encoding="utf-8")
    backbone = write_tiny_backbone(tmp_path / "tiny")
    options = ["--data", str(data), "--probes", str(probes), "--backbone", str(backbone), "--adapter", "none"]
    assert robustness.main([*options, "--split", "dev"]) == 0
    printed = capsys.readouterr()
    assert "1 reports, 13 findings asked" in printed.out
    assert "of 1 probes are answered right" in printed.out
    assert "zzyzx" not in (printed.out + printed.err).lower()
    assert robustness.main([*options, "--split", "gone"]) == 1
    assert "holds anything to read" in capsys.readouterr().err
