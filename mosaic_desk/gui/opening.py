"""From a command to a window: opens a project, places the window on it, ends everything after it."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.demo import demo_project
from mosaic_desk.desk.office import Office, picture_of
from mosaic_desk.desk.recent import recent_projects
from mosaic_desk.gui.app import make_application, make_window, render_screenshot, run_app
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.settings import Settings, load_settings
from mosaic_desk.gui.theme import ThemeName

Tell = Callable[[str, int, int], None]


def open_last_project() -> int:
    """Opens the project that was opened last, else asks for one; returns the exit status."""
    make_application()
    last = next((path for path in recent_projects() if path.is_file()), None)
    if last is None:
        chosen, _ = QFileDialog.getOpenFileName(None, "Open a project", "", "MOSAIC Desk projects (*.mosaic)")
        if not chosen:
            raise InputError("No project was opened: make one with “mosaic-desk new”, or try “mosaic-desk demo”.")
        last = Path(chosen)
    return _run(last, settings=load_settings(), with_suggestions=False)


def open_demo(
    *, folder: Path | None, screenshot: Path | None, theme: ThemeName | None, with_suggestions: bool, tell: Tell
) -> int:
    """Opens the demo project, or renders its review screen into a file; returns the exit status.

    Raises:
        MosaicError: if the demo cannot be made, or, for a picture, the model cannot be asked.
    """
    path = demo_project(folder)
    stored = load_settings()
    settings = replace(stored, theme=theme) if theme else stored
    if screenshot is None:
        return _run(path, settings=settings, with_suggestions=with_suggestions)
    make_application(off_screen=True)
    office = Office(path)
    try:
        if with_suggestions and not office.is_read_only:
            _suggest_first(office, tell)
        window = _window(office, settings)
        render_screenshot(window, screenshot, report_id=_with_image(office))
        window.end()
    finally:
        office.close()
    return 0


def _run(path: Path, *, settings: Settings, with_suggestions: bool) -> int:
    """Runs the window on a project, and on each that is opened from it."""
    make_application()
    status, opened = 0, [path]
    while opened:
        office = Office(opened.pop(), reader=ReaderName(settings.reader) if settings.reader else None)
        window = _window(office, settings)
        if with_suggestions and not office.is_read_only:
            window.suggesting.start()
        status = run_app(window, close=office.close)
        if window.next_project is not None:
            opened.append(window.next_project)
            settings, with_suggestions = load_settings(), False
    return status


def _window(office: Office, settings: Settings) -> MainWindow:
    return make_window(
        office.session,
        office.desk_thread,
        taxonomy_id=office.taxonomy.id,
        suggester=office.suggester,
        importer=office.importer,
        settings=settings,
        picture=picture_of,
        device="CPU",
    )


def _suggest_first(office: Office, tell: Tell) -> None:
    """Waits until every report has its suggestion."""
    heard: list[SuggestProgress] = []

    def hear(progress: SuggestProgress) -> None:
        tell(progress.text, progress.done, progress.total)
        heard.append(progress)

    office.suggester.tell = hear
    office.suggester.start()
    while office.suggester.is_running:
        time.sleep(0.05)
    if heard and heard[-1].error:
        raise InputError(heard[-1].error)


def _with_image(office: Office) -> ReportId | None:
    rows = office.desk_thread.ask(lambda: office.session.worklist(office.taxonomy.id)).result()
    return next((row.report_id for row in rows if row.has_image), None)
