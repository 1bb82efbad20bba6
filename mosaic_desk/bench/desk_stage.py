"""What a picture of a screen is made on: a look, a window, and a fresh project of the demo's reports behind it.

Knows the window's commands by their ids and the store; which screens there are stands in `desk_screens`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mosaic_desk import places
from mosaic_desk.bench.desk_cases import READER, TAXONOMY, labelled_reports, made_up, read_suggestions
from mosaic_desk.bench.desk_reading import choose_mode
from mosaic_desk.bench.desk_window import DrivenWindow, driven_window
from mosaic_desk.core.events import Mode
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import ImageRef
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.gui.settings import LanguageName, Settings
from mosaic_desk.gui.theme import ThemeName
from mosaic_desk.store import Project


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
    """One screen. `reports` are those of its project (None: all of the demo).

    `typed` is typed into its dialog, which has so many `polls` to lay itself out; `is_held`: another instance has
    the project.
    """

    name: str
    show: Callable[[Stage], None]
    looks: tuple[Look, ...] = ONCE
    reports: int | None = None
    mode: Mode = Mode.PREFILLED
    typed: str = ""
    polls: int = 8
    is_dialog: bool = False
    is_held: bool = False
    language: LanguageName = "en"


@contextmanager
def open_stage(screen: Screen, look: Look, folder: Path, suggestions: Path | None) -> Iterator[Stage]:
    """A window of a look on a fresh project for a screen.

    Raises:
        MosaicError: if the project cannot be made or no report appears.
    """
    path = _project(folder / "Chest demo.mosaic", screen.reports, suggestions)

    def prepare(office: Office) -> None:
        if not office.is_read_only:
            choose_mode(office, screen.mode)

    settings = Settings(reader=READER, language=screen.language, theme=look.theme, font_percent=look.percent)
    with ExitStack() as held:
        if screen.is_held:
            held.enter_context(Project.open(path))
        driven = held.enter_context(
            driven_window(path, prepare=prepare, settings=settings, size=look.size, has_report=screen.reports != 0)
        )
        yield Stage(driven=driven, folder=folder)


def _project(path: Path, most: int | None, suggestions: Path | None) -> Path:
    """The demo, or its first reports, with corrections of a second reader and suggestions; one patient has images."""
    taxonomy = taxonomy_named(TAXONOMY)
    ones = tuple(_with_image(one) for one in labelled_reports([], taxonomy)[:most])
    kept = {one.report.report_id for one in ones}
    corrected = preview(places.resources() / "demo" / "corrections.jsonl", format="jsonl", taxonomy=taxonomy)
    corrected = replace(corrected, reports=tuple(o for o in corrected.reports if o.report.report_id in kept))
    answers = read_suggestions(suggestions, taxonomy) if suggestions else {}
    with Project.create(path, [taxonomy]) as project:
        incoming = Incoming(source="demo", format="jsonl", reports=ones)
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=READER)
        project.store_incoming(corrected, role=LabelsRole.CORRECTIONS, taxonomy=taxonomy, reader=READER)
        project.suggestions.save([answers.get(one.report.report_id) or unsure(one, taxonomy) for one in ones])
    return path


def _with_image(one: IncomingReport) -> IncomingReport:
    if one.report.images or one.report.patient_id != "demo-en-01":
        return one
    image = ImageRef(path=str(places.resources() / "demo" / "phantom-2.png"))
    return replace(one, report=replace(one.report, images=(image,)))


def unsure(one: IncomingReport, taxonomy: Taxonomy) -> Suggestion:
    """A made-up suggestion that is unsure of what the report hedges, and wrong now and then."""
    suggestion = made_up(one, taxonomy)
    slots = dict(suggestion.findings)
    for number, (finding_id, slot) in enumerate(slots.items()):
        if slot.label is MentionClass.UNCERTAIN:
            slots[finding_id] = leaning(slot, MentionClass.UNCERTAIN, 0.55)
        elif slot.label is MentionClass.POSITIVE and (number + len(one.report.text)) % 4 == 0:
            slots[finding_id] = leaning(slot, MentionClass.NEGATIVE, 0.82)
    return replace(suggestion, findings=slots)


def leaning(slot: FindingSuggestion, label: MentionClass, share: float) -> FindingSuggestion:
    """An answer that gives a class such a share, and the rest to the others."""
    others = (1 - share) / (len(ALL_CLASSES) - 1)
    return replace(slot, label=label, probabilities=dict.fromkeys(ALL_CLASSES, others) | {label: share})
