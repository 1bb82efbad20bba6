"""Progress: what is counted from the history, and that counting on gives what counting anew gives."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.events import Change, EventKind, Mode, Shown
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.progress import Progress, Way
from mosaic_desk.desk import progress as book
from mosaic_desk.desk.progress import ProgressBook
from mosaic_desk.desk.readers import readers_of
from mosaic_desk.store import Project
from tests.store.projects import COMMITS, FINDINGS, READER, TAXONOMY, action, incoming, new_project, suggestion

P, N, U, M = MentionClass
EDEMA, FRACTURE, NODULE = FINDINGS
BEN = ReaderName("Ben")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.mosaic", reports=6) as made:
        yield made


def shown(label: MentionClass) -> Shown:
    return Shown(label=label, probability=0.9, backbone_hash="b", adapter_hash=None, prompt_hash="p")


def said(
    finding: FindingId, label: MentionClass, *, suggested: MentionClass | None = None, kind: EventKind = EventKind.SET
) -> Change:
    return Change(kind=kind, finding_id=finding, after=label, shown=shown(suggested) if suggested else None)


def whole(project: Project) -> Progress:
    """The progress, counted to its end by a book of its own."""
    counting = ProgressBook(project)
    found = counting.progress(TAXONOMY)
    while found.read_share < 1:
        found = counting.progress(TAXONOMY)
    return found


def commit(project: Project, report_id: str, *changes: Change, **more) -> None:
    project.history.record(action(report_id, *changes, COMMITS, **more))


def test_an_untouched_project_has_no_progress(project: Project) -> None:
    progress = whole(project)
    assert (progress.done, progress.total, progress.today_reports) == (0, 6, 0)
    assert progress.pace is None
    assert progress.per_hour is None
    assert progress.days == ()


def test_a_commit_counts_today_in_this_hour_and_for_its_reader(project: Project) -> None:
    before = datetime.now()
    commit(project, "r1", said(EDEMA, P), spent_ms=9000, reader=BEN)
    progress = whole(project)
    hours = {before.hour, datetime.now().hour}
    assert progress.today_reports == 1
    assert sum(progress.hours[hour] for hour in hours) == 1
    assert progress.days == ((progress.today, 1),)
    assert progress.per_hour == pytest.approx(400)
    assert progress.readers == ((BEN, 1),)


def test_classes_are_counted_by_how_they_came(project: Project) -> None:
    commit(project, "r1", said(EDEMA, P), said(FRACTURE, N, suggested=N, kind=EventKind.ACCEPTED))
    commit(project, "r2", said(EDEMA, P, suggested=P, kind=EventKind.ACCEPTED_UNTOUCHED))
    project.history.record(action("r2", said(EDEMA, U)))
    edema, fracture, nodule = whole(project).findings
    assert edema.labels[P] == {EventKind.SET: 1}
    assert edema.labels[U] == {EventKind.SET: 1}
    assert fracture.labels[N] == {EventKind.ACCEPTED: 1}
    assert (edema.count(P), edema.count(U), edema.count_by(EventKind.SET), nodule.count(P)) == (1, 1, 2, 0)


def test_idle_time_is_cut_and_the_time_of_an_action_is_taken_once(project: Project) -> None:
    project.history.record(action("r1", said(EDEMA, P), spent_ms=10_000))
    commit(project, "r1", said(FRACTURE, N), said(NODULE, M), spent_ms=3_600_000)
    commit(project, "r2", spent_ms=4000)
    commit(project, "r3", spent_ms=6000)
    pace = whole(project).pace
    assert pace is not None
    assert (pace.reports, pace.median_s, pace.p90_s) == (3, 6.0, 130.0)
    assert sum(pace.bars) == 3


def test_a_prefilled_answer_agrees_with_what_was_shown(project: Project) -> None:
    commit(
        project, "r1", said(EDEMA, P, suggested=P), said(FRACTURE, M, suggested=M), said(NODULE, N, suggested=U)
    )
    agreed = whole(project).agreement[Way.SHOWN]
    assert (agreed.answers, agreed.agreed, agreed.mentions, agreed.agreed_mentions) == (3, 2, 2, 1)
    assert whole(project).agreement[Way.FIRST_READ].share is None


def test_first_reads_stand_apart_and_keep_what_was_answered_first(project: Project) -> None:
    project.suggestions.save([suggestion("r1", P), suggestion("r2", P)])
    blind = action("r1", said(EDEMA, N), said(FRACTURE, P), COMMITS, mode=Mode.FIRST_READ)
    project.history.record(replace(blind, drawn_by="random"))
    project.history.record(replace(action("r1", said(EDEMA, P, suggested=P), mode=Mode.FIRST_READ), drawn_by="random"))
    commit(project, "r2", said(EDEMA, P), mode=Mode.SECOND_READER)
    progress = whole(project)
    first, chosen = progress.agreement[Way.FIRST_READ], progress.agreement[Way.BLIND]
    assert (first.answers, first.agreed) == (2, 1)
    assert (chosen.answers, chosen.agreed) == (1, 1)
    assert progress.compared_reports == {Way.FIRST_READ: 1, Way.BLIND: 1, Way.SHOWN: 0}
    assert progress.findings[0].labels[P] == {EventKind.SET: 2}


def test_a_first_read_without_a_suggestion_is_compared_with_nothing(project: Project) -> None:
    project.history.record(replace(action("r1", said(EDEMA, N), COMMITS, mode=Mode.FIRST_READ), drawn_by="random"))
    assert whole(project).compared_reports[Way.FIRST_READ] == 0


def test_what_came_in_with_a_file_is_nobodys_work_of_today(project: Project) -> None:
    labels = dict.fromkeys(map(str, FINDINGS), P)
    project.store_incoming(
        incoming({"r9": "FINDINGS: new."}, labels), role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=BEN
    )
    progress = whole(project)
    assert progress.done == 1
    assert progress.today_reports == 0
    assert progress.pace is None
    assert progress.findings[0].labels[P] == {EventKind.IMPORTED: 1}


def test_an_undone_commit_is_no_commit(project: Project) -> None:
    counting = ProgressBook(project)
    commit(project, "r1", said(EDEMA, P))
    assert counting.progress(TAXONOMY).today_reports == 1
    project.history.undo(READER)
    taken_back = counting.progress(TAXONOMY)
    assert (taken_back.today_reports, taken_back.findings[0].count(P), taken_back.pace) == (0, 0, None)
    project.history.redo(READER)
    assert counting.progress(TAXONOMY).today_reports == 1


_CHANGE = st.builds(
    lambda kind, finding, label, suggested: said(finding, label, suggested=suggested, kind=kind),
    st.sampled_from([EventKind.SET, EventKind.ACCEPTED, EventKind.ACCEPTED_UNTOUCHED]),
    st.sampled_from(FINDINGS),
    st.sampled_from(ALL_CLASSES),
    st.one_of(st.none(), st.sampled_from(ALL_CLASSES)),
)
_DEED = st.one_of(
    st.tuples(
        st.sampled_from(["r1", "r2", "r3"]),
        st.lists(st.one_of(_CHANGE, st.just(COMMITS)), min_size=1, max_size=4),
        st.sampled_from([(Mode.PREFILLED, "queue"), (Mode.FIRST_READ, "random"), (Mode.SECOND_READER, "worklist")]),
        st.integers(0, 300_000),
    ),
    st.sampled_from(["undo", "redo", "look", "open again"]),
)


@settings(max_examples=10, phases=[Phase.generate, Phase.shrink])
@given(deeds=st.lists(_DEED, min_size=4, max_size=10))
def test_counting_on_gives_what_counting_anew_gives(deeds: list) -> None:
    folder = Path(tempfile.mkdtemp())
    keep, book._KEEP_EVERY_EVENTS = book._KEEP_EVERY_EVENTS, 1
    stretch, book._STRETCH_REPORTS = book._STRETCH_REPORTS, 2
    try:
        with new_project(folder / "p.mosaic") as project:
            project.suggestions.save([suggestion("r1", P), suggestion("r2", M)])
            counting = ProgressBook(project)
            for deed in deeds:
                if deed == "undo":
                    project.history.undo(READER)
                elif deed == "redo":
                    project.history.redo(READER)
                elif deed == "look":
                    counting.progress(TAXONOMY)
                elif deed == "open again":
                    counting = ProgressBook(project)
                else:
                    report_id, changes, (mode, drawn_by), spent_ms = deed
                    done = action(report_id, *changes, mode=mode, spent_ms=spent_ms)
                    project.history.record(replace(done, drawn_by=drawn_by))
            counted_on = counting.progress(TAXONOMY)
            while counted_on.read_share < 1 or counted_on != counting.progress(TAXONOMY):
                counted_on = counting.progress(TAXONOMY)
            project.settings.keep(f"progress:{TAXONOMY.id}:{TAXONOMY.version}", None)
            assert counted_on == whole(project)
    finally:
        book._KEEP_EVERY_EVENTS, book._STRETCH_REPORTS = keep, stretch
        shutil.rmtree(folder)


def test_counts_are_kept_with_the_project_and_only_for_its_own_history(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "_KEEP_EVERY_EVENTS", 1)
    commit(project, "r1", said(EDEMA, P))
    key = f"progress:{TAXONOMY.id}:{TAXONOMY.version}"
    first = whole(project)
    kept = json.loads(project.settings.find(key) or "")
    kept["standing"] = [["edema", "positive", "set", 7]]
    project.settings.keep(key, json.dumps(kept))
    assert whole(project).findings[0].count(P) == 7  # it is what is kept that is used
    for broken in ({**kept, "digest": "0" * 64}, {**kept, "findings": ["other"]}, {"through": 1}, [], "no JSON"):
        project.settings.keep(key, json.dumps(broken))
        assert whole(project) == first


def test_a_project_that_cannot_be_written_is_counted_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "p.mosaic"
    with new_project(path) as project:
        commit(project, "r1", said(EDEMA, P))
    with Project.open(path, is_read_only=True) as project:
        assert whole(project).today_reports == 1
        assert readers_of(project) == (READER,)


def test_readers_are_those_who_answered_in_order_of_their_first_answer(project: Project) -> None:
    assert readers_of(project) == ()
    for name in ("Ben", "Ada", "Ben"):
        project.history.record(action("r1", said(EDEMA, P), reader=ReaderName(name)))
    assert readers_of(project) == ("Ben", "Ada")
    project.history.record(action("r2", said(EDEMA, P), reader=ReaderName("Åse <b>")))
    assert readers_of(project) == ("Ben", "Ada", "Åse <b>")
    project.settings.keep("readers", "{")
    assert readers_of(project) == ("Ben", "Ada", "Åse <b>")


def test_another_idle_limit_counts_the_time_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "_KEEP_EVERY_EVENTS", 1)
    commit(project, "r1", said(EDEMA, P), spent_ms=90_000)
    long, short = (ProgressBook(project).progress(TAXONOMY, idle_limit_s=limit) for limit in (120, 30))
    assert (long.pace.median_s, short.pace.median_s) == (90.0, 30.0)
