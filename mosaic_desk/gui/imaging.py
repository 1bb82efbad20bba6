"""The images of the open report in their window: which are shown, in which layout, and what is read ahead.

Connects the page, the pane, the feed and the settings; decides nothing about pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.desk.picture_room import PictureReader
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.image_layouts import ImageLayouts
from mosaic_desk.gui.image_series import Series, prior_series, series_of
from mosaic_desk.gui.image_tools import ImageTools
from mosaic_desk.gui.picture_feed import PictureFeed

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow

_IDLE_MS = 150
_AHEAD = (1, 2, 3, -1)
"""Reports whose images are read ahead, in this order: three further, one back."""


class Imaging(QObject):
    """The images of one window."""

    def __init__(self, window: MainWindow, session: Session, reader: PictureReader | None) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._report: Report | None = None
        self._priors: tuple[Series, ...] | None = None
        """The patient's earlier images; None where nobody has asked for them yet."""
        self.pane = window.places.image
        self.feed = PictureFeed(reader, self.pane)
        self.tools = ImageTools(self.pane)
        self.layouts = ImageLayouts(window)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._look_ahead)
        self.feed.settled.connect(self._idle.start)
        self.tools.said.connect(window.status_line.say)
        self.tools.is_linked = window.preferences.settings.links_windows
        self.layouts.changed.connect(self._lay_out)
        for view in self.pane.views:
            view.stepped.connect(partial(self.feed.step, view))
        window.flow.pages.changed.connect(self._show_page)

    @property
    def is_settled(self) -> bool:
        """Whether every picture that is wanted is shown, or is known not to come."""
        return self.feed.is_settled

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command of the images."""
        return {
            **self.tools.slots(),
            **self.layouts.slots(),
            "image_next": lambda: self.feed.step(self.pane.active, 1),
            "image_previous": lambda: self.feed.step(self.pane.active, -1),
            "image_older": partial(self._step_prior, 1),
            "image_newer": partial(self._step_prior, -1),
            "image_link": self._link,
        }

    def mark_commands(self) -> None:
        """Let the check marks of the commands say what is chosen."""
        self.layouts.mark_commands()
        self._window.commands["image_link"].setChecked(self.tools.is_linked)

    def close(self) -> None:
        """Let go of everything outside the window."""
        self._idle.stop()
        self.feed.close()

    def _show_page(self, page: ReviewPage) -> None:
        if page.report == self._report:
            return
        self._report, self._priors = page.report, None
        self._idle.stop()
        series = series_of(page.report)
        self.feed.show(self.pane.current, series, none=self.tr("This report came without an image."))
        self.feed.show(self.pane.prior, None)
        self._lay_out()
        if self.feed.is_settled:
            self._idle.start()

    def _lay_out(self) -> None:
        """Give the images their place, or the text the whole room."""
        report = self._report
        if report is None:
            return
        with_prior = self.layouts.has_prior
        if with_prior and self._priors is None:
            self._ask_priors(report)
        is_known = not with_prior or self._priors is not None
        is_wanted = bool(report.images) or (with_prior and bool(self._priors))
        self.pane.show_prior(is_wanted=with_prior)
        if is_wanted or is_known:
            self.layouts.place(is_wanted=is_wanted)

    def _ask_priors(self, report: Report) -> None:
        session, report_id = self._session, report.report_id
        self._window.background.ask(
            lambda: priors_of(session, report_id),
            done=lambda rows: self._take_priors(report, rows),
            failed=lambda _error: self._take_priors(report, ()),
        )

    def _take_priors(self, report: Report, rows: tuple[PriorRow, ...]) -> None:
        if report != self._report:
            return
        self._priors = prior_series(rows)
        newest = self._priors[0] if self._priors else None
        self.feed.show(self.pane.prior, newest, none=self.tr("There is no earlier image of this patient."))
        self._lay_out()

    def _step_prior(self, count: int) -> None:
        shown = self.feed.series(self.pane.prior)
        ids = [prior.report_id for prior in self._priors or ()]
        at = ids.index(shown.report_id) + count if shown is not None and shown.report_id in ids else -1
        if self._priors and 0 <= at < len(self._priors):
            self.feed.show(self.pane.prior, self._priors[at])
        elif not self.layouts.has_prior:
            self._window.status_line.say(self.tr("The layout “text + image + prior” shows earlier images."))
        else:
            self._window.status_line.say(self.tr("There is no further earlier image on this side."))

    def _link(self) -> None:
        preferences = self._window.preferences
        self.tools.is_linked = not self.tools.is_linked
        preferences.use(replace(preferences.settings, links_windows=self.tools.is_linked))
        self.mark_commands()

    def _look_ahead(self) -> None:
        """Read the next images, where images are looked at; counts nothing as seen."""
        report, session = self._report, self._session
        if report is None or not report.images or not self.layouts.has_image:
            return
        own = [image for view in self.pane.views if (series := self.feed.series(view)) for image in series.others()]
        self._window.background.ask(
            lambda: images_ahead(session, report.report_id),
            done=lambda images: self.feed.look_ahead([*own, *images]) if report == self._report else None,
            failed=lambda _error: None,
        )


def priors_of(session: Session, report_id: ReportId) -> tuple[PriorRow, ...]:
    """Earlier reports of the same patient, the newest first."""
    return session.priors(report_id)


def images_ahead(session: Session, report_id: ReportId) -> tuple[ImageRef, ...]:
    """The first images of the reports that come next, and of the one before."""
    ids = [neighbour for step in _AHEAD if (neighbour := session.neighbour(report_id, step)) is not None]
    return tuple(report.images[0] for report in session.reports(ids) if report.images)
