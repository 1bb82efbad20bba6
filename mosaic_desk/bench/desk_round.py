"""The whole round on the demo, from the window and by keys alone: read, train, compare, promote, roll back.

Everything is the program's own: the project as `mosaic-desk demo` makes it, the window, the run in its child
process, the model that suggests anew. The robot reads as a careful reader does; every report is drawn at random
and read before its suggestion is seen, because such first reads are what the adapters are compared on. Knows the
dialog of the adapters; the pages of a training are worked by `desk_round_pages`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from mosaic_desk.bench.desk_cases import READER, TAXONOMY, labelled_reports, of_version, read_suggestions
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_round_figures import change, most_changed, wrong
from mosaic_desk.bench.desk_round_pages import MEASURED_WITHIN_S, Hands, Stopwatch, TrainingPages
from mosaic_desk.bench.desk_typing import ALT, CTRL, SHIFT, Album, Typist
from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck, driven_window
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.training import Preset
from mosaic_desk.desk.demo import demo_project
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.gui.adapter_decision import AdapterDecision
from mosaic_desk.gui.settings import Settings
from mosaic_desk.store import Project

READ = 40
"""Reports that are read, unless another number is asked for."""
_REASON = "Tried out on the demo."
_SUGGESTED_WITHIN_S = 1800.0
_KEY = Qt.Key


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundJob:
    """A round: where its project is made, how many reports are read, how thoroughly it trains.

    `suggestions` None: the shipped model is asked, in the window. `pictures` None: none are taken.
    """

    folder: Path
    read: int = READ
    preset: Preset = Preset.NORMAL
    suggestions: Path | None = None
    pictures: Path | None = None


def went_round(job: RoundJob, *, prepare: Callable[[Office], None] = lambda _office: None) -> dict[str, Any]:
    """One round, told as plain data; `prepare` runs in the desk's thread before the window is made.

    Raises:
        MosaicError: if the window does not do what the keys ask for, or a part fails.
    """
    path = demo_project(job.folder)
    taxonomy = taxonomy_named(TAXONOMY)
    if job.suggestions is not None:
        with Project.open(path) as project:
            found = read_suggestions(job.suggestions, taxonomy).values()
            project.suggestions.save([of_version(one, taxonomy) for one in found])
    offices: list[Office] = []

    def begin(office: Office) -> None:
        office.session.set_first_read_share(1.0)
        office.session._serving._chance = Random(1)  # the same reports in every round
        offices.append(office)
        prepare(office)

    settings = Settings(reader=READER, theme="light")
    with driven_window(path, prepare=begin, settings=settings) as driven:
        return _Round(job, driven, offices[0]).told()


class _Round:
    """The steps, one method each, in their order in `told`."""

    def __init__(self, job: RoundJob, driven: DrivenWindow, office: Office) -> None:
        self._job, self._driven, self._office = job, driven, office
        self._window, self._typist = driven.window, Typist(driven)
        self._album, self._watch = Album(driven, job.pictures), Stopwatch(driven)
        hands = Hands(driven=driven, typist=self._typist, album=self._album, watch=self._watch)
        self._pages = TrainingPages(hands)
        self._truth = _truth()
        self._ended: list[SuggestProgress] = []
        self._window.suggesting.progressed.connect(self._hear)

    def told(self) -> dict[str, Any]:
        """Goes the round, and tells of it."""
        if self._job.suggestions is None:
            self._suggest()
        self._read()
        before = self._pages.before(self._job.preset)
        run = self._pages.run()
        verdict = self._pages.compare()
        former = self._suggestions()
        self._promote()
        new = self._suggestions()
        anew = [key for key, one in new.items() if one.model != former[key].model]
        # The report that is open now is to be read blind: its suggestion is not shown.
        shown = most_changed(former, new, [key for key in anew if key != self._driven.page.report.report_id])
        if shown is None:
            raise WindowStuck("No open report was suggested anew.")
        self._show(shown, "suggested-anew")
        self._roll_back()
        self._show(shown, "rolled-back")
        restored = self._suggestions()
        mistakes = {"wrong_before": wrong(former, self._truth, anew), "wrong_after": wrong(new, self._truth, anew)}
        return {
            "read": self._job.read, "preset": str(self._job.preset), "model": _model(former[shown]),
            "parts": self._watch.parts, "before": before, "run": run, "verdict": verdict,
            "anew": {**change(former, new, anew).told(), **mistakes},
            "one_report": {"report_id": shown, **change(former, new, [shown]).told()},
            "rolled_back": change(former, restored, anew).told(), "pictures": self._album.names,
        }  # fmt: skip

    # The steps

    def _suggest(self) -> None:
        """All reports, as the demo does when it is opened."""
        with self._watch.timed("suggest all"), self._suggested():
            self._window.suggesting.start()

    def _read(self) -> None:
        with self._watch.timed(f"read {self._job.read} reports"):
            robot = Robot(self._driven, self._truth, Policy.CAREFUL)
            for _ in range(self._job.read - 1):
                robot.read()
            robot.read(before_commit=lambda: self._album.take_at_rest("reviewing"))

    def _promote(self) -> None:
        """Promotes by the page after a run, and waits until the open reports have been suggested anew."""
        pages = self._pages
        page = pages.dialog.after

        def is_decided() -> bool:
            return pages.has_complained or (page.result is not None and page.result.is_active)

        with self._watch.timed("promote, with the adapter tried", "suggest anew") as next_part, self._suggested():
            self._typist.press_and_answer(_KEY.Key_P, ALT, lambda asked: self._decide(asked, "promote"))
            self._driven.until(is_decided, patience_s=MEASURED_WITHIN_S)
            pages.refuse_complaint()
            next_part()
        self._album.take_at_rest("promoted", pages.dialog)
        self._typist.press(_KEY.Key_Escape)

    def _roll_back(self) -> None:
        """Rolls back by the dialog of the adapters."""
        self._typist.press(_KEY.Key_T, CTRL | SHIFT)
        dialog = self._window.around.training.adapting.dialog
        assert dialog is not None, "the key opens it"
        self._driven.until(dialog.roll_back.isEnabled)
        self._album.take_at_rest("adapters", dialog)
        decided = dialog.history.rowCount() + 1
        with self._watch.timed("roll back", "suggest anew by the former one") as next_part, self._suggested():
            self._typist.press_and_answer(_KEY.Key_R, ALT, lambda asked: self._decide(asked, "roll-back"))
            self._driven.until(lambda: dialog.history.rowCount() == decided)
            next_part()
        self._album.take_at_rest("adapters-after", dialog)
        self._typist.press(_KEY.Key_Escape)

    def _show(self, report_id: ReportId, picture: str) -> None:
        """Opens a report with its suggestions in view."""

        def answer(_asked: QDialog) -> None:
            self._typist.write(report_id)
            self._typist.press(_KEY.Key_Return)

        self._typist.press_and_answer(_KEY.Key_G, CTRL, answer)
        self._driven.settle()
        self._album.take_at_rest(picture)

    # What they are made of

    def _decide(self, asked: QDialog, picture: str) -> None:
        """Who decides, and why where that is asked."""
        if not isinstance(asked, AdapterDecision):
            raise WindowStuck("Another dialog came up than the one that asks who decides.")
        self._typist.press(_KEY.Key_Y, ALT)
        self._typist.write(READER)
        if asked.doubts.text():
            self._typist.press(_KEY.Key_W, ALT)
            self._typist.write(_REASON)
        behind = [one for one in (asked.parentWidget(),) if isinstance(one, QDialog)]
        self._album.take_at_rest(picture, *behind, asked)
        self._typist.press(_KEY.Key_Return)

    def _suggestions(self) -> dict[ReportId, Suggestion]:
        """What is suggested now for every report of the demo."""
        project, taxonomy = self._office.session.project, self._office.taxonomy

        def work() -> dict[ReportId, Suggestion]:
            found = ((key, project.suggestions.find(key, taxonomy)) for key in self._truth)
            return {key: one for key, one in found if one is not None}

        return self._office.desk_thread.ask(work).result()

    @contextmanager
    def _suggested(self) -> Iterator[None]:
        """At the end of the block suggesting is waited for, which began within it."""
        ended = len(self._ended)
        yield
        self._driven.until(lambda: len(self._ended) > ended, patience_s=_SUGGESTED_WITHIN_S)
        if self._ended[-1].error:
            raise InputError(self._ended[-1].error)
        self._driven.settle()

    def _hear(self, progress: SuggestProgress) -> None:
        if progress.is_finished:
            self._ended.append(progress)


def _truth() -> Mapping[ReportId, Mapping[FindingId, MentionClass]]:
    return {one.report.report_id: one.labels for one in labelled_reports([], taxonomy_named(TAXONOMY))}


def _model(suggestion: Suggestion) -> str:
    return f"{suggestion.model.backbone} + {suggestion.model.adapter or 'no adapter'}"
