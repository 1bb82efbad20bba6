"""From a command to a window: opens a project, places the window on it, ends everything after it."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.demo import demo_project
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.readers import user_name
from mosaic_desk.desk.recent import recent_projects
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.app import make_application, make_window, render_screenshot, run_app
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.crash import install_crash_hook
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.preferences import Preferences
from mosaic_desk.gui.settings import Settings, load_settings
from mosaic_desk.gui.start_window import Chosen, StartWindow
from mosaic_desk.gui.theme import ThemeName

Tell = Callable[[str, int, int], None]


def open_last_project() -> int:
    """Opens the project that was opened last, else asks which in the start window; returns the exit status."""
    last = next((path for path in recent_projects() if path.is_file()), None)
    return _run(Chosen(path=last) if last is not None else None, settings=load_settings())


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
        first = Office(path, reader=_reader(settings))  # fails in the terminal, where it was asked for
        return _run(Chosen(path=path, is_demo=with_suggestions), settings=settings, first=first)
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


def _run(chosen: Chosen | None, *, settings: Settings, first: Office | None = None) -> int:
    """Runs the window on a project, and on each that is opened from it; the start window where there is none.

    A project that cannot be opened leads back to the start window, with the sentence that says why.
    """
    make_application()
    status, problem = 0, ""
    while chosen is not None or (chosen := _ask_at_start(settings, problem)) is not None:
        try:
            office = first or Office(chosen.path, reader=_reader(settings))
        except MosaicError as error:
            problem = f"{chosen.path.name}: {error_words(error)}"
            chosen = None
            continue
        window = _window(office, settings)
        if chosen.is_demo and not office.is_read_only:
            window.suggesting.start()
        status, window = _run_windows(office, window)
        if window.next_project is None:
            break
        chosen, settings, first = Chosen(path=window.next_project), load_settings(), None
    return status


def _ask_at_start(settings: Settings, problem: str) -> Chosen | None:
    """What the reader chooses in the start window; None where it is closed."""
    app = make_application()
    dress = Preferences(settings, app)
    install_crash_hook(lambda _kind: None)
    thread = DeskThread()
    background = Background(thread)
    start = StartWindow(background, reader=settings.reader or user_name(), problem=problem)
    app.setQuitOnLastWindowClosed(False)  # else closing it would end the window that follows
    try:
        start.exec()
        return start.chosen
    finally:
        background.close()
        thread.close()
        start.deleteLater()
        dress.deleteLater()
        app.setQuitOnLastWindowClosed(True)


def _reader(settings: Settings) -> ReaderName | None:
    return ReaderName(settings.reader) if settings.reader else None


def _run_windows(office: Office, window: MainWindow) -> tuple[int, MainWindow]:
    """Runs the window, and one made anew each time another language is wanted; then ends the office.

    Returns:
        The exit status and the window that was open last.
    """
    status = run_app(window)
    while window.renewal.is_wanted:
        before = window.renewal
        while office.suggester.is_running:  # the old window stopped it: it ends within two seconds
            time.sleep(0.02)
        window = _window(office, load_settings())
        if before.was_suggesting:
            window.suggesting.start()
        status = run_app(window, report_id=before.report_id)
    office.close()
    return status, window


def _window(office: Office, settings: Settings) -> MainWindow:
    return make_window(
        office.session,
        office.desk_thread,
        taxonomy_id=office.taxonomy.id,
        suggester=office.suggester,
        importer=office.importer,
        settings=settings,
        picture=office.pictures,
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
    rows = office.desk_thread.ask(lambda: office.session.lists.rows_after(office.taxonomy.id)).result()
    return next((row.report_id for row in rows if row.has_image), None)
