"""The table of all screens: what project each needs, how it is brought up, in which looks it is drawn.

A screen is one line of the table. Knows the window's commands by their ids and the keys of a reader; writes no
file but the projects that the screens are of.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mosaic_desk import places
from mosaic_desk.bench.desk_cases import READER, TAXONOMY, labelled_reports, made_up, read_suggestions
from mosaic_desk.bench.desk_window import DrivenWindow, driven_window
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.gui.theme import ThemeName
from mosaic_desk.store import Project

_CTRL, _ALT, _SHIFT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
                       Qt.KeyboardModifier.ShiftModifier)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A theme, a size in pixels, a font in per cent."""

    theme: ThemeName
    size: tuple[int, int]
    percent: int

    @property
    def name(self) -> str:
        """The look as part of a file name."""
        return f"{self.theme}-{self.size[0]}x{self.size[1]}-{self.percent}"


EVERY_LOOK = tuple(
    Look(theme=theme, size=size, percent=percent)
    for theme in ("dark", "light") for size in ((1366, 768), (2560, 1440)) for percent in (100, 200)
)  # fmt: skip
ONCE = (Look(theme="dark", size=(1366, 768), percent=100),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A window with a screen to be brought up, and the folder of its project."""

    driven: DrivenWindow
    folder: Path

    def command(self, command_id: str) -> None:
        """What the menu does."""
        self.driven.window.commands[command_id].trigger()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key of the reader."""
        QTest.keyClick(self.driven.window.windowHandle(), key, held)
        self.driven.settle()


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One screen. `reports` are those of its project (None: all of the demo), `share` of them come as first reads."""

    name: str
    show: Callable[[Stage], None]
    looks: tuple[Look, ...] = ONCE
    reports: int | None = None
    mode: Mode = Mode.PREFILLED
    typed: str = ""
    is_dialog: bool = False


@contextmanager
def open_stage(screen: Screen, folder: Path, suggestions: Path | None) -> Iterator[Stage]:
    """A window on a fresh project for a screen.

    Raises:
        MosaicError: if the project cannot be made or no report appears.
    """
    project = _project(folder / "Chest demo.mosaic", screen.reports, suggestions)

    def prepare(office: Office) -> None:
        if screen.mode is not Mode.PREFILLED:
            office.session.set_mode(screen.mode)
        office.session.set_first_read_share(0.0)

    with driven_window(project, prepare=prepare, has_report=screen.reports != 0) as driven:
        yield Stage(driven=driven, folder=folder)


def _project(path: Path, most: int | None, suggestions: Path | None) -> Path:
    """The demo, or its first reports, with corrections of a second reader and suggestions."""
    taxonomy = taxonomy_named(TAXONOMY)
    ones = labelled_reports([], taxonomy)[:most]
    kept = {one.report.report_id for one in ones}
    corrected = preview(places.resources() / "demo" / "corrections.jsonl", format="jsonl", taxonomy=taxonomy)
    corrected = replace(corrected, reports=tuple(o for o in corrected.reports if o.report.report_id in kept))
    answers = read_suggestions(suggestions, taxonomy) if suggestions else {}
    with Project.create(path, [taxonomy]) as project:
        incoming = Incoming(source="demo", format="jsonl", reports=ones)
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=READER)
        project.store_incoming(corrected, role=LabelsRole.CORRECTIONS, taxonomy=taxonomy, reader=READER)
        project.save_suggestions([answers.get(one.report.report_id) or unsure(one, taxonomy) for one in ones])
    return path


def unsure(one: IncomingReport, taxonomy: Taxonomy) -> Suggestion:
    """A made-up suggestion that is unsure of what the report hedges, and wrong now and then."""
    suggestion = made_up(one, taxonomy)
    slots = dict(suggestion.findings)
    for number, (finding_id, slot) in enumerate(slots.items()):
        if slot.label is MentionClass.UNCERTAIN:
            slots[finding_id] = _leaning(slot, MentionClass.UNCERTAIN, 0.55)
        elif slot.label is MentionClass.POSITIVE and (number + len(one.report.text)) % 4 == 0:
            slots[finding_id] = _leaning(slot, MentionClass.NEGATIVE, 0.82)
    return replace(suggestion, findings=slots)


def _leaning(slot: FindingSuggestion, label: MentionClass, share: float) -> FindingSuggestion:
    others = (1 - share) / (len(ALL_CLASSES) - 1)
    return replace(slot, label=label, probabilities=dict.fromkeys(ALL_CLASSES, others) | {label: share})


# How the screens are brought up


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


def _import(stage: Stage) -> None:
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
        lambda: session.comment(report_id, taxonomy_id, "The old film is needed: is the line new?"),
        done=lambda _: None, failed=window.flow.pages.fail,
    )  # fmt: skip
    stage.driven.settle()
    stage.command("comments")


def _nothing(_stage: Stage) -> None:
    """The screen as it opens."""


SCREENS: tuple[Screen, ...] = (
    Screen(name="review", show=_review, looks=EVERY_LOOK),
    Screen(name="settings", show=_command("settings"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="keys", show=_command("keys"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="progress", show=_command("progress"), looks=EVERY_LOOK, is_dialog=True),
    Screen(name="palette", show=_command("palette"), typed="sug", is_dialog=True),
    Screen(name="import-preview", show=_import, is_dialog=True),
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
)
"""Every screen, in the order in which a reader meets them."""
