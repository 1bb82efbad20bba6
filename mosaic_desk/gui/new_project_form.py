"""The fields of a new project: what is asked, in whose name, from which files, into which file. Reads no report."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.desk.new_project import (
    ENDING,
    NewProject,
    TaxonomyChoice,
    place_problem,
    taxonomy_choice,
    taxonomy_choices,
    with_ending,
)
from mosaic_desk.gui.desk_words import desk_words, error_words
from mosaic_desk.gui.language import shown_language
from mosaic_desk.gui.new_project_fields import FormField
from mosaic_desk.gui.number_field import NumberField
from mosaic_desk.gui.reader_dialog import LONGEST_NAME

_FIRST_TAXONOMY = "mimic-cxr"
_LANGUAGES = ("en", "es", "fr", "de", "da")


class NewProjectForm(QWidget):
    """`add_sources` in, `wanted` and `is_right` out; `sources_changed` says that there are files, or none."""

    sources_changed = Signal()

    def __init__(self, *, reader: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageArea")
        self._sources: list[Path] = []
        self._make_controls(reader)
        self.fields = self._make_fields()
        grid = QGridLayout(self)
        grid.setContentsMargins(22, 18, 22, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(self.fields.values()):
            field.place(grid, place * 4)
        grid.setRowStretch(len(self.fields) * 4, 1)
        self._connect()
        self.file.setText(str(_first_folder() / self.tr("New project")) + ENDING)

    @property
    def has_sources(self) -> bool:
        """Whether there are files to be read."""
        return bool(self._sources)

    def add_sources(self, sources: tuple[Path, ...]) -> None:
        """Add files of reports; the first one names the project."""
        if sources and not self._sources:
            self.file.setText(str(_first_folder() / f"{sources[0].name.partition('.')[0]}{ENDING}"))
        for source in sources:
            if source not in self._sources:
                self._sources.append(source)
                self.files.addItem(str(source))
        self._show_files()

    def wanted(self) -> NewProject:
        """What the fields say now."""
        typed = self.file.text().strip()
        return NewProject(
            path=with_ending(Path(typed)) if typed else Path(),
            taxonomy=self.taxonomy.currentData() or "",
            sources=tuple(self._sources),
            language=self.language.currentData() or None,
            reader=ReaderName(" ".join(self.reader.text().split())),
            first_read_share=self.share.value() / 100,
        )

    def is_right(self) -> bool:
        """Whether a project can be made of it; else what is wrong stands beside each field, and the first has focus."""
        wanted = self.wanted()
        problems = {
            "files": "",
            "taxonomy": "" if wanted.taxonomy else self.tr("Choose what is asked."),
            "reader": "" if wanted.reader else self.tr("Give a name: it stands beside every answer."),
            "file": desk_words(place_problem(wanted.path) or ""),
        }
        for name, problem in problems.items():
            self.fields[name].complain(problem)
        first = next((name for name, problem in problems.items() if problem), None)
        if first is not None:
            self.fields[first].control.setFocus()
        return first is None

    def complain(self, name: str, problem: str) -> None:
        """Say what is wrong with a field, and put the keyboard there."""
        self.fields[name].complain(problem)
        self.fields[name].control.setFocus()

    def use_taxonomy_file(self, file: Path) -> None:
        """Offer the taxonomy of a file and choose it, or say what is wrong with it."""
        try:
            choice = taxonomy_choice(str(file), shown_language())
        except MosaicError as error:
            self.complain("taxonomy", error_words(error))
            return
        self.fields["taxonomy"].complain("")
        self._add_taxonomy(choice)
        self.taxonomy.setCurrentIndex(self.taxonomy.count() - 1)

    def _add_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Files of reports"))
        self.add_sources(tuple(Path(name) for name in names))

    def _remove_file(self) -> None:
        row = self.files.currentRow()
        if row >= 0:
            del self._sources[row]
            self.files.takeItem(row)
        self._show_files()

    def _show_files(self) -> None:
        self.remove.setEnabled(self.has_sources)
        self.fields["files"].complain("")
        self.sources_changed.emit()

    def _taxonomy_from_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Taxonomy"), "", self.tr("Taxonomies (*.toml)"))
        if name:
            self.use_taxonomy_file(Path(name))

    def _add_taxonomy(self, choice: TaxonomyChoice) -> None:
        text = choice.title
        if str(choice.findings) not in text.split():  # many a title says it
            text = self.tr("{0}, {1} findings").replace("{1}", str(choice.findings)).replace("{0}", choice.title)
        self.taxonomy.addItem(text, choice.source)

    def _choose_place(self) -> None:
        wanted = self.tr("MOSAIC Desk projects (*.mosaic)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("New project"), self.file.text(), wanted)
        if name:
            self.file.setText(str(with_ending(Path(name))))

    def _warn_of_no_first_reads(self, percent: int) -> None:
        none = self.tr("Without first reads nothing here can tell how good the suggestions are.")
        self.fields["share"].complain("" if percent else none)

    def _make_controls(self, reader: str) -> None:
        self.files = QListWidget()
        self.files.setMaximumHeight(self.fontMetrics().height() * 5)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.add = QPushButton(self.tr("&Add…"))
        self.remove = QPushButton(self.tr("Re&move"))
        self.taxonomy = QComboBox()
        for choice in taxonomy_choices(shown_language()):
            self._add_taxonomy(choice)
        self.taxonomy.setCurrentIndex(max(self.taxonomy.findData(_FIRST_TAXONOMY), 0))
        self.from_file = QPushButton(self.tr("&From a file…"))
        self.language = QComboBox()
        for choices in (self.taxonomy, self.language):
            choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choices.setMinimumContentsLength(16)
        names = {
            "en": self.tr("English"), "es": self.tr("Spanish"), "fr": self.tr("French"),
            "de": self.tr("German"), "da": self.tr("Danish"),
        }  # fmt: skip
        self.language.addItem(self.tr("As the files say"), "")
        for code in _LANGUAGES:
            self.language.addItem(names[code], code)
        self.reader = QLineEdit(reader)
        self.reader.setMaxLength(LONGEST_NAME)
        self.share = NumberField()
        self.share.setRange(0, 100)
        self.share.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.share.setSingleStep(5)
        self.share.setSuffix(self.tr(" %"))
        self.share.setValue(round(DEFAULT_SHARE * 100))
        self.file = QLineEdit()
        self.place = QPushButton(self.tr("&Choose…"))

    def _make_fields(self) -> dict[str, FormField]:
        return {
            "files": FormField(
                name=self.tr("Re&ports"), control=self.files, beside=(self.add, self.remove),
                sentence=self.tr("JSON lines, CSV or an Open-i archive; shown to you first. More can follow later."),
            ),
            "taxonomy": FormField(
                name=self.tr("&Taxonomy"), control=self.taxonomy, beside=(self.from_file,),
                sentence=self.tr("The findings that are asked of every report, and the classes of their answers."),
            ),
            "language": FormField(
                name=self.tr("&Language"), control=self.language,
                sentence=self.tr("The language of the reports, noted with those that do not say theirs."),
            ),
            "reader": FormField(
                name=self.tr("&Reader"), control=self.reader,
                sentence=self.tr("Your name: it stands beside every answer that you give."),
            ),
            "share": FormField(
                name=self.tr("First rea&ds"), control=self.share,
                sentence=self.tr(
                    "So many reports are drawn by chance and read without suggestions: "
                    "only they tell how good the suggestions are."
                ),
            ),
            "file": FormField(
                name=self.tr("F&ile"), control=self.file, beside=(self.place,),
                sentence=self.tr("The project is this one file; it must lie on a disk of this computer."),
            ),
        }  # fmt: skip

    def _connect(self) -> None:
        self.add.clicked.connect(self._add_files)
        self.remove.clicked.connect(self._remove_file)
        self.from_file.clicked.connect(self._taxonomy_from_file)
        self.place.clicked.connect(self._choose_place)
        self.share.valueChanged.connect(self._warn_of_no_first_reads)


def _first_folder() -> Path:
    """Where new projects go unless told otherwise."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
