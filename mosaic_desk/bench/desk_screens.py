"""The table of all screens: what project each needs, how it is brought up, in which looks it is drawn.

A screen is one line of the table; `desk_stage` says what the columns mean.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mosaic_desk import places
from mosaic_desk.bench import desk_trainings
from mosaic_desk.bench.desk_cases import READER
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_stage import EVERY_LOOK, Screen, Stage
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.retraining import BeforeTraining, TrainingMeans
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.recent import note_opened
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.start_window import StartWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def _review(stage: Stage) -> None:
    """A report in the middle of its reading: a row corrected, one accepted, one waiting."""
    flow = stage.driven.window.flow
    for row in stage.driven.page.rows[:3]:
        if row.suggestion is not None and row.correction is None:
            flow.accept(row.finding_id)
    stage.driven.settle()
    stage.driven.window.findings.go_to(FindingId("pleural_effusion"))


def _command(command_id: str) -> Callable[[Stage], None]:
    return lambda stage: stage.command(command_id)


def _progress(stage: Stage) -> None:
    """After a morning's work, so that there is something to be seen."""
    summary = stage.driven.window.flow.summary
    if summary is not None and summary.today < 12:
        robot = Robot(stage.driven, {}, Policy.TRUSTING)
        for _ in range(12):
            robot.read()
    stage.command("progress")


def _start(stage: Stage) -> None:
    """With two projects, one of which is gone; what other pictures opened is forgotten."""
    (places.user_folder() / "recent.json").unlink(missing_ok=True)
    note_opened(stage.folder / "Pilot.mosaic")
    note_opened(stage.folder / "Chest demo.mosaic")
    StartWindow(stage.driven.window.background, reader=READER).exec()


def _new_project(stage: Stage) -> None:
    sources = (places.resources() / "demo" / "reports.jsonl",)
    NewProjectDialog(stage.driven.window.background, reader=READER, sources=sources, parent=None).exec()


def _layout(command_id: str) -> Callable[[Stage], None]:
    """A patient's last study, which has earlier ones, with that layout."""

    def show(stage: Stage) -> None:
        window, taxonomy_id = stage.driven.window, stage.driven.page.taxonomy_id
        session = window.flow._session
        window.background.ask(
            lambda: session.lists.rows_after(taxonomy_id, "patient:demo-en-01"),
            done=lambda rows: window.flow.pages.open(max(rows, key=lambda row: row.study_date or "").report_id),
            failed=window.flow.pages.fail,
        )
        stage.driven.settle()
        stage.command(command_id)
        stage.driven.pause(1.0)

    return show


def _import(stage: Stage) -> None:
    for picture in (places.resources() / "demo").glob("*.png"):
        (stage.folder / picture.name).write_bytes(picture.read_bytes())
    source = stage.folder / "reports.jsonl"
    good = (places.resources() / "demo" / "reports.jsonl").read_text(encoding="utf-8")
    source.write_text(good + '{"report_id": "x"}\nnot a line of JSON\n', encoding="utf-8")
    stage.driven.window.importing.read(source)


def _blind(stage: Stage) -> None:
    stage.key(Qt.Key.Key_P)
    stage.key(Qt.Key.Key_N)


def _revealed(stage: Stage) -> None:
    """Answers that disagree with the suggestion, committed."""
    _blind(stage)
    stage.driven.clock.look()
    stage.key(Qt.Key.Key_Return)


def _end_of_queue(stage: Stage) -> None:
    for _ in range(40):
        if stage.driven.window.flow.summary and stage.driven.window.flow.summary.done == stage.driven.page.total:
            return
        stage.driven.clock.look()
        waiting = [row for row in stage.driven.page.rows if row.needs_key]
        for row in waiting:
            stage.driven.window.flow.accept(row.finding_id)
        stage.driven.settle()
        stage.key(Qt.Key.Key_Return)


def _full_disk(stage: Stage) -> None:
    """No file of this process may grow while an answer is saved."""
    import resource

    size = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, size[1]))
    try:
        stage.key(Qt.Key.Key_P)
        stage.driven.pause(0.3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, size)


def _history(stage: Stage) -> None:
    for key in (Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_F):
        stage.key(key)
    stage.key(Qt.Key.Key_Z, _CTRL)
    stage.command("history")


def _search(stage: Stage) -> None:
    stage.command("find")
    QTest.keyClicks(stage.driven.window.worklist.search, "effusion")
    stage.driven.pause(0.6)


def _comments(stage: Stage) -> None:
    window = stage.driven.window
    page = stage.driven.page
    session, taxonomy_id, report_id = window.flow._session, page.taxonomy_id, page.report.report_id
    window.background.ask(
        lambda: session.marks.comment(report_id, taxonomy_id, "The old film is needed: is the line new?"),
        done=lambda _: None, failed=window.flow.pages.fail,
    )  # fmt: skip
    stage.driven.settle()
    stage.command("comments")


def _training(command_id: str, *, run: str = "") -> Callable[[Stage], None]:
    """A dialog about trainings, of a project with enough corrections, and with a run that is "alive" or "done"."""

    def show(stage: Stage) -> None:
        window = stage.driven.window
        session, training = window.flow._session, window.around.training

        def prepare() -> None:
            desk_trainings.correct(session.project)
            if run:
                desk_trainings.make_run(session.project, is_done=run == "done", today=date.today())

        session.training.means = _means  # type: ignore[method-assign, assignment]
        window.background.ask(prepare, done=lambda _: training.look(), failed=window.flow.pages.fail)
        stage.driven.pause(1.0)
        if command_id:
            stage.command(command_id)

    return show


def _means(_before: BeforeTraining, *, errand: Errand | None = None) -> TrainingMeans:  # noqa: ARG001
    return desk_trainings.MEANS


def _nothing(_stage: Stage) -> None:
    """The screen as it opens."""


SCREENS: tuple[Screen, ...] = (
    Screen(name="review", show=_review, looks=EVERY_LOOK),
    Screen(name="settings", show=_command("settings"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="keys", show=_command("keys"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="progress", show=_progress, looks=EVERY_LOOK, is_dialog=True),
    Screen(name="review-danish", show=_review, language="da"),
    Screen(name="start", show=_start, is_dialog=True),
    Screen(name="new-project", show=_new_project, is_dialog=True),
    Screen(name="layout-text", show=_layout("layout_text")),
    Screen(name="layout-text-image", show=_layout("layout_text_image")),
    Screen(name="layout-text-image-prior", show=_layout("layout_text_image_prior")),
    Screen(name="palette", show=_command("palette"), typed="sug", is_dialog=True),
    Screen(name="import-preview", show=_import, is_dialog=True),
    Screen(name="export", show=_command("export"), is_dialog=True),
    Screen(name="readers", show=_command("reader"), is_dialog=True),
    Screen(name="first-reads", show=_command("first_reads"), is_dialog=True),
    Screen(name="training-before", show=_training("train"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="training-run", show=_training("train", run="alive"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="training-after", show=_training("train", run="done"), looks=EVERY_LOOK, is_dialog=True, polls=60),
    Screen(name="training-strip", show=_training("", run="alive")),
    Screen(name="adapters", show=_training("adapters", run="done"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="about", show=_command("about"), is_dialog=True),
    Screen(name="go-to", show=_command("go_to"), is_dialog=True),
    Screen(name="comment", show=_command("comment"), typed="Is the line new?", is_dialog=True),
    Screen(name="skip", show=_command("skip"), is_dialog=True),
    Screen(name="guideline", show=_command("edit_guideline"), is_dialog=True),
    Screen(name="comments", show=_comments),
    Screen(name="history", show=_history),
    Screen(name="search", show=_search),
    Screen(name="first-read-blind", show=_blind, mode=Mode.FIRST_READ),
    Screen(name="first-read-revealed", show=_revealed, mode=Mode.FIRST_READ),
    Screen(name="second-reader-blind", show=_blind, mode=Mode.SECOND_READER),
    Screen(name="second-reader-revealed", show=_revealed, mode=Mode.SECOND_READER),
    Screen(name="empty-project", show=_nothing, reports=0),
    Screen(name="end-of-queue", show=_end_of_queue, reports=2),
    Screen(name="full-disk", show=_full_disk),
    Screen(name="second-window", show=_nothing, is_held=True),
)
"""Every screen, in the order in which a reader meets them."""
