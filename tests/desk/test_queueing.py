"""Which reports come next and why, out of real project files."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from mosaic_desk.core.calibration import Calibration
from mosaic_desk.core.embedding import EMBEDDING_WIDTH, embedding_bytes
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueuedReport, QueueKind
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import NO_PROBABILITIES
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.queue_material import Material, material_of
from mosaic_desk.desk.queueing import ENDING, QueueOrder, queued_reports
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project
from tests.desk.three_findings import ADA, EDEMA, EFFUSION, FRACTURE, ID, MODEL, TAXONOMY, M, P, suggestion

WORDED = replace(
    TAXONOMY,
    findings=(
        Finding(id=EFFUSION, names={"en": "Effusion", "da": "Pleuravæske"}, aliases={"en": ("fluid",)}),
        Finding(id=EDEMA, names={"en": "Edema"}),
        Finding(id=FRACTURE, names={"en": "Rib fracture", "da": "Ribbensbrud"}, is_rare=True),
    ),
)
FILLING = tuple(kind for kind in QueueKind if kind not in ENDING)  # those in which every unread report comes
WORDS = ("north", "south", "east", "west", "spring", "summer", "autumn", "winter")


def quiet(number: int) -> str:
    """A text of its own that names no finding."""
    return f"The {WORDS[number % 8]} wind and the {WORDS[number // 8 % 8]} sea, {WORDS[number // 64 % 8]}."


def made(path: Path, texts: Mapping[str, str], *, share: float = 0.0, taxonomy: Taxonomy = WORDED) -> Project:
    """An open project of reports by id."""
    project = Project.create(path, [taxonomy])
    reports = tuple(IncomingReport(report=Report(report_id=ReportId(name), text=text)) for name, text in texts.items())
    project.store_incoming(
        Incoming(source="s", format="jsonl", reports=reports), role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=ADA
    )
    set_first_read_share(project, share)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    texts = {f"q{number}": quiet(number) for number in range(1, 41)}
    named = {"f1": "A rib fracture on the left.", "f2": "Rib fracture, healed.", "e1": "Some fluid at the base."}
    with made(tmp_path / "p.mosaic", {**texts, **named}) as project:
        yield project


def queue(project: Project, kind: QueueKind = QueueKind.RARE, *, seed: int = 1, **wanted: object) -> list[QueuedReport]:
    taxonomy = project.taxonomy(ID)
    order = QueueOrder(kind=kind, **wanted)  # type: ignore[arg-type]
    return [*queued_reports(project, material_of(project, taxonomy), order, chance=np.random.default_rng(seed))]


def names(found: Sequence[QueuedReport]) -> list[str]:
    return [str(one.report_id) for one in found]


def reads(project: Project, report: str, labels: Mapping[FindingId, MentionClass]) -> None:
    """A reader sets these labels, says that the others are not mentioned, and is done with the report."""
    session = Session(project, reader=ADA, chance=Random(1))
    for finding_id, label in ({EFFUSION: M, EDEMA: M, FRACTURE: M} | dict(labels)).items():
        session.set_label(ReportId(report), ID, finding_id, label, spent_ms=0)
    session.commit(ReportId(report), ID, spent_ms=0)


def reason(found: Sequence[QueuedReport], report: str) -> str:
    (sentence,) = [one.sentence for one in found if one.report_id == report]
    return sentence


def test_without_suggestions_and_corrections_the_words_of_the_reports_lead(project: Project) -> None:
    found = queue(project, size=5)
    assert set(names(found)[:3]) == {"f1", "f2", "e1"}
    assert reason(found, "f1") == "no positive of rib fracture so far; the report names it"
    assert {one.finding_id for one in found if one.report_id in ("f1", "f2")} == {FRACTURE}
    assert reason(found, names(found)[4]) == "next in the order of import"


def test_a_finding_without_any_positive_goes_before_one_that_has_some(project: Project) -> None:
    reads(project, "f1", {FRACTURE: P})
    found = queue(project, size=2)
    assert names(found)[0] == "e1"
    assert reason(found, "f2") == "only 1 positive of rib fracture so far; the report names it"


def test_a_finding_with_as_many_positives_as_are_wanted_asks_for_no_more(project: Project) -> None:
    reads(project, "f1", {FRACTURE: P})
    found = queue(project, size=40, targets={FRACTURE: 1})
    assert FRACTURE not in {one.finding_id for one in found}
    assert "only 2" not in " ".join(one.sentence for one in queue(project, size=40, targets={FRACTURE: 2}))


def test_a_report_that_is_read_is_not_queued_again(project: Project) -> None:
    reads(project, "f1", {FRACTURE: P})
    for kind in FILLING:
        assert "f1" not in names(queue(project, kind, size=100))
        assert len(queue(project, kind, size=100)) == 42


def test_every_kind_tells_each_unread_report_once(project: Project) -> None:
    for kind in FILLING:
        found = names(queue(project, kind, size=100, random_share=0.3))
        assert len(found) == len(set(found)) == 43


def test_names_are_told_in_the_language_that_is_asked_for(project: Project) -> None:
    found = queue(project, size=3, language="da")
    assert reason(found, "f1") == "no positive of ribbensbrud so far; the report names it"


def test_no_sentence_holds_a_word_of_a_report(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {"r1": "Zanzibar rib fracture.", "r2": "Zanzibar."}) as project:
        project.suggestions.save([suggestion(ReportId("r2"), {FRACTURE: P}, sure=0.5)])
        told = " ".join(repr(one) for kind in QueueKind for one in queue(project, kind))
    assert "anzibar" not in told


def test_all_read_leaves_nothing(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {"r1": "A rib fracture."}, share=0.2) as project:
        reads(project, "r1", {FRACTURE: P})
        assert [queue(project, kind) for kind in QueueKind] == [[]] * len(QueueKind)


def test_a_project_without_reports_has_no_queue(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {}, share=0.2) as project:
        assert [queue(project, kind) for kind in QueueKind] == [[]] * len(QueueKind)


def test_one_report_is_a_queue(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {"r1": ""}) as project:
        assert [names(queue(project, kind)) for kind in FILLING] == [["r1"]] * len(FILLING)


def test_reports_that_are_all_alike_count_as_one_and_come_last(tmp_path: Path) -> None:
    texts = {**{f"r{n}": f"A rib fracture, {n} mm." for n in range(9)}, "e1": "Some fluid."}
    with made(tmp_path / "p.mosaic", texts) as project:
        found = queue(project, size=10)
        assert len(found) == 10
        assert Counter(one.reason.why for one in found) == {Why.LEXICON: 2, Why.AS_IMPORTED: 8}


def test_reports_without_words_are_not_taken_for_copies_of_each_other(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {"r1": "", "r2": " \n", "r3": "Clear."}) as project:
        assert len(set(material_of(project, WORDED).groups.tolist())) == 3


def test_favoured_findings_are_looked_for_before_the_others(project: Project) -> None:
    for number, finding in ((1, EDEMA), (2, FRACTURE)):
        project.suggestions.save([suggestion(ReportId(f"q{number}"), {finding: P}, sure=0.4)])
    for favoured, first in (((FRACTURE,), {"f1", "f2"}), ((EFFUSION,), {"e1"})):
        found = queue(project, size=5, favoured=favoured)
        assert first <= set(names(found)[: len(first) + 1]) and len(found) == 5
        assert {"e1", "f1", "f2"} <= set(names(found))
    unsure = suggestion(ReportId("q3"), sure=0.3)
    project.suggestions.save([replace(unsure, findings={EDEMA: unsure.findings[EDEMA]})])
    project.suggestions.save([suggestion(ReportId("q4"), sure=0.5)])
    assert names(queue(project, QueueKind.MARGIN, size=2, favoured=(FRACTURE,)))[0] != "q3"
    assert names(queue(project, QueueKind.MARGIN, size=1, favoured=(EDEMA,))) == ["q3"]


def test_a_copy_of_a_report_that_is_read_is_there_for_no_finding(tmp_path: Path) -> None:
    with made(tmp_path / "p.mosaic", {"r1": "Rib fracture, 4 mm.", "r2": "Rib fracture, 5 mm."}) as project:
        reads(project, "r1", {FRACTURE: P})
        (left,) = queue(project)
    assert (left.report_id, left.finding_id) == ("r2", None)


def test_the_least_sure_comes_first_by_margin_and_by_entropy(project: Project) -> None:
    for number, sure in ((1, 0.9), (2, 0.4), (3, 0.6)):
        project.suggestions.save([suggestion(ReportId(f"q{number}"), {FRACTURE: P}, sure=sure)])
    for kind in (QueueKind.MARGIN, QueueKind.ENTROPY):
        found = queue(project, kind, size=5)
        assert names(found) == ["q2", "q3", "q1", "q4", "q5"]
        assert [one.reason.why for one in found][2:4] == [Why.UNSURE, Why.AS_IMPORTED]


def test_the_finding_that_is_least_sure_is_named(project: Project) -> None:
    unsure = suggestion(ReportId("q1"), {FRACTURE: P}, sure=0.99)
    wavering = suggestion(ReportId("q1"), {EDEMA: P}, sure=0.4).findings[EDEMA]
    project.suggestions.save([replace(unsure, findings={**unsure.findings, EDEMA: wavering})])
    (first,) = queue(project, QueueKind.MARGIN, size=1)
    assert (first.finding_id, first.sentence) == (EDEMA, "the model is unsure of edema here")


def test_probabilities_are_calibrated_before_they_are_compared(project: Project) -> None:
    project.suggestions.save([suggestion(ReportId("q1"), sure=0.9)])
    mild = Calibration(temperature=3.0, n=0, per_finding={})
    material = material_of(project, WORDED, calibration=lambda _: mild)
    powers = np.array([0.9, 0.1 / 3, 0.1 / 3, 0.1 / 3]) ** (1 / 3)
    assert np.sort(material.probabilities[0, 0])[::-1] == pytest.approx(powers / powers.sum(), abs=1e-6)


def test_bare_answers_are_not_taken_for_certainties(project: Project) -> None:
    bare = replace(suggestion(ReportId("q1"), {FRACTURE: P}, sure=1.0), warnings=(NO_PROBABILITIES,))
    project.suggestions.save([bare, suggestion(ReportId("q2"), sure=0.99)])
    assert names(queue(project, QueueKind.MARGIN, size=2)) == ["q2", "q1"]


def test_what_is_no_probability_sorts_last(project: Project) -> None:
    for number in (1, 2, 3):
        project.suggestions.save([suggestion(ReportId(f"q{number}"), {FRACTURE: P}, sure=0.7)])
    numbers = (float("nan"), -0.5, 7.0, None, "much")
    slots = {finding: {"label": "positive", "probabilities": {"positive": bad, "negative": 0.1}, "evidence": []}
             for finding, bad in zip((EFFUSION, EDEMA, FRACTURE), numbers, strict=False)}  # fmt: skip
    others = {finding: {"label": "positive", "probabilities": {"positive": bad}, "evidence": []}
              for finding, bad in zip((EFFUSION, EDEMA), numbers[3:], strict=True)}  # fmt: skip
    with closing(sqlite3.connect(project.path)) as file, file:
        for position, findings in ((1, slots), (2, others)):
            values = [json.dumps(findings), position]
            file.execute("UPDATE suggestion SET findings = ? WHERE report_position = ?", values)
    for kind in (QueueKind.MARGIN, QueueKind.ENTROPY, QueueKind.RARE):
        found = queue(project, kind, size=43)
        assert len(found) == 43
        assert [one.finding_id for one in found if one.report_id in ("q1", "q2")] == [None, None]
    assert names(queue(project, QueueKind.MARGIN, size=1)) == ["q3"]


def test_a_finding_that_is_asked_only_since_a_new_version_is_looked_for_in_what_was_read(project: Project) -> None:
    reads(project, "f1", {EFFUSION: P, EDEMA: P, FRACTURE: P})
    nodule = Finding(id=FindingId("nodule"), names={"en": "Nodule"}, aliases={"en": ("left",)})
    project.add_taxonomy(replace(WORDED, version="2", findings=(*WORDED.findings, nodule)))
    found = queue(project, size=44)
    (again,) = [one for one in found if one.report_id == "f1"]
    assert again.finding_id == "nodule"
    assert reason(found, "f2") == "only 1 positive of rib fracture so far; the report names it"


def test_suggestions_under_an_earlier_version_rank_nothing(project: Project) -> None:
    project.suggestions.save([suggestion(ReportId("q9"), {FRACTURE: P}, sure=0.4)])
    project.add_taxonomy(replace(WORDED, version="2"))
    assert names(queue(project, QueueKind.MARGIN, size=1)) == ["q1"]


def test_first_reads_are_drawn_beside_every_queue_in_the_share_of_the_project(project: Project) -> None:
    set_first_read_share(project, 0.25)
    for kind in (QueueKind.RARE, QueueKind.MARGIN, QueueKind.ENTROPY, QueueKind.IMPORTED):
        found = queue(project, kind, size=20)
        drawn = [one for one in found if one.is_first_read]
        assert len(drawn) == 5 and {one.finding_id for one in drawn} == {None}
        assert any(one.is_first_read for one in found[:4]) and not all(one.is_first_read for one in found[:2])
    assert all(one.is_first_read for one in queue(project, QueueKind.RANDOM, size=20))


def test_first_reads_are_drawn_from_all_unread_reports_evenly(project: Project) -> None:
    material = material_of(project, WORDED)
    drawn = Counter(drawn_names(project, material, seeds=range(300)))
    assert len(drawn) == 43
    assert max(drawn.values()) < 120 < 43 * min(drawn.values())  # 70 each in the mean, with a deviation of 7


def drawn_names(project: Project, material: Material, *, seeds: range) -> Iterator[str]:
    order = QueueOrder(size=20, random_share=0.5)
    for seed in seeds:
        found = queued_reports(project, material, order, chance=np.random.default_rng(seed))
        yield from names([one for one in found if one.is_first_read])


def test_who_asks_for_one_at_a_time_is_served_the_share_too(project: Project) -> None:
    ones = [queue(project, size=1, random_share=0.25, seed=seed)[0] for seed in range(40)]
    assert 2 <= sum(one.is_first_read for one in ones) <= 20


def test_what_was_drawn_earlier_is_read_first_and_never_ranked(project: Project) -> None:
    project.suggestions.save([suggestion(ReportId(f"q{n}"), {FRACTURE: P}, sure=0.4) for n in range(1, 41)])
    pending = project.readings.first_read(WORDED, chance=Random(3), reader=ReaderName("Ada"))
    for kind in FILLING:
        found = queue(project, kind, size=40, random_share=0.1)
        assert next(one.report_id for one in found if one.is_first_read) == pending
    undrawn = queue(project, QueueKind.MARGIN, size=40)
    assert pending not in names(undrawn)
    (drawn,) = [one for one in queue(project, QueueKind.MARGIN, size=43) if one.is_first_read]
    assert drawn.report_id == pending and drawn.sentence.startswith("drawn at random earlier")


def test_reports_like_a_confirmed_positive_come_for_its_finding_and_say_which_it_is(project: Project) -> None:
    towards = {"f1": (1.0, 0.1), "q5": (1.0, 0.12), "q6": (0.9, 0.2)}
    for number, name in enumerate([f"q{n}" for n in range(1, 41)] + ["f1", "f2", "e1"]):
        first, second = towards.get(name, (-1.0, (-1.0) ** number))
        vector = embedding_bytes(np.array([first, second, *[0.0] * (EMBEDDING_WIDTH - 2)]))
        project.suggestions.save([replace(suggestion(ReportId(name)), embedding=vector)])
    reads(project, "f1", {FRACTURE: P})
    found = queue(project, size=12, favoured=(FRACTURE,))
    alike = [one for one in found if one.reason.why is Why.LIKE]
    assert [one.report_id for one in alike] == ["q5", "q6"]
    assert alike[0].sentence == "only 1 positive of rib fracture so far; like report f1"


def test_after_a_promotion_reports_are_compared_by_the_model_that_read_what_is_done(project: Project) -> None:
    vector = embedding_bytes(np.ones(EMBEDDING_WIDTH))
    ids = [ReportId(f"q{n}") for n in range(1, 11)]
    project.suggestions.save([replace(suggestion(one), embedding=vector) for one in ids])
    project.suggestions.save([suggestion(one) for one in (ReportId("e1"), ReportId("f1"))])
    new = replace(MODEL, adapter="new", adapter_hash="sha256:new")
    other = embedding_bytes(-np.ones(EMBEDDING_WIDTH))
    project.suggestions.save([replace(suggestion(one), model=new, embedding=other) for one in ids[1:]])
    embeddings = material_of(project, WORDED).embeddings
    assert embeddings is not None
    assert (embeddings[:10] > 0).all() and np.isnan(embeddings[10:]).all()


def test_ranking_again_after_a_commit_needs_no_second_pass(project: Project) -> None:
    material = material_of(project, WORDED)
    order = QueueOrder(size=3)
    reads(project, "f1", {FRACTURE: P})
    found = queued_reports(project, material, order, chance=np.random.default_rng(1))
    assert "f1" not in names(found)
    assert reason(found, "f2").startswith("only 1 positive")


def test_reports_that_came_in_after_the_pass_wait_for_the_next(project: Project) -> None:
    material = material_of(project, WORDED)
    report = IncomingReport(report=Report(report_id=ReportId("new"), text="Rib fracture."))
    project.store_incoming(
        Incoming(source="s", format="jsonl", reports=(report,)), role=LabelsRole.TRUTH, taxonomy=WORDED, reader=ADA
    )
    found = queued_reports(project, material, QueueOrder(size=99), chance=np.random.default_rng(1))
    assert len(found) == 43 and "new" not in names(found)
