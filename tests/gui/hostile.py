"""A real window on a real project of hostile values, and the law that nothing of it is rendered as markup."""

import html
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget

from mosaic_desk.bench.desk_window import DrivenWindow, driven_window
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Span, Suggestion
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.office import Office
from mosaic_desk.store import Project

MARKUP = '<b onclick="x">bold</b><img src="file:///etc/passwd">&amp;<h1>large</h1>'
REVERSED = "\u202egnisrever\u2067 \u05d0\u05d1\u05d2 \u0627\u0644\u0635\u062f\u0631"
ADA = ReaderName("Ada Berg")


def taxonomy(names: Mapping[str, Mapping[str, str]], *, title: str = "Chest", words: str = "What counts.") -> Taxonomy:
    """Findings by id, each with its names by language."""
    return Taxonomy(
        id=TaxonomyId("hostile"), version="1", title=title,
        findings=tuple(
            Finding(id=FindingId(key), names=dict(by_language), definition=words, guidance=words)
            for key, by_language in names.items()
        ),
    )  # fmt: skip


PLAIN = taxonomy({"edema": {"en": "Edema"}, "effusion": {"en": "Effusion"}, "fracture": {"en": "Fracture"}})


def suggestion(asked: Taxonomy, report_id: str, *spans: Span, named: str = "tiny") -> Suggestion:
    """Every finding suggested as negative, resting on the spans."""
    shares = dict.fromkeys(ALL_CLASSES, 0.01) | {MentionClass.NEGATIVE: 0.97}
    slot = FindingSuggestion(label=MentionClass.NEGATIVE, probabilities=shares, evidence=spans)
    return Suggestion(
        report_id=ReportId(report_id), taxonomy_id=asked.id, taxonomy_version=asked.version,
        model=ModelRef(backbone=named, backbone_hash=named, adapter=named, adapter_hash=named, prompt_hash=named),
        findings=dict.fromkeys(asked.finding_ids, slot),
    )  # fmt: skip


def make(
    path: Path, texts: Mapping[str, str], *, asked: Taxonomy = PLAIN, suggested: bool = True,
    images: tuple[str, ...] = (), patient: str | None = None, named: str = "tiny",
) -> Path:  # fmt: skip
    """A project of reports by id, each with a suggestion that rests on its first ten characters."""
    reports = tuple(
        IncomingReport(
            report=Report(
                report_id=ReportId(key), text=text, language="en", study_date="2024-01-02",
                patient_id=None if patient is None else PatientId(patient),
                images=tuple(ImageRef(path=image) for image in images),
            )
        )
        for key, text in texts.items()
    )  # fmt: skip
    with Project.create(path, [asked]) as project:
        incoming = Incoming(source="written here", format="jsonl", reports=reports)
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=asked, reader=ADA)
        if suggested:
            spans = {key: (0, min(10, len(text))) for key, text in texts.items()}
            project.suggestions.save([suggestion(asked, key, span, named=named) for key, span in spans.items()])
    return path


@contextmanager
def window_on(path: Path) -> Iterator[DrivenWindow]:
    """The real window, Pre-filled, with no report drawn at random."""

    def prepare(office: Office) -> None:
        if not office.is_read_only:
            office.session.set_mode(Mode.PREFILLED)
            office.session.set_first_read_share(0.0)

    with driven_window(path, prepare=prepare) as driven:
        yield driven


def rendered(root: QWidget) -> list[str]:
    """Everything below a widget that Qt would render as markup: labels, boxes, tool tips, actions."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found += [f"label {widget.text()}"] if Qt.mightBeRichText(widget.text()) else []
        if isinstance(widget, QMessageBox) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found += [f"box {widget.text()}"] if Qt.mightBeRichText(widget.text()) else []
        for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            found += [f"tip {tip}"] if _is_rendered(tip) else []
    for action in root.findChildren(QAction):
        found += [f"action {action.toolTip()}"] if _is_rendered(action.toolTip()) else []
    return found


def _is_rendered(tip: str) -> bool:
    """Whether a tool tip holds markup of somebody else's: our own is one <qt> round escaped text."""
    if not Qt.mightBeRichText(tip):
        return False
    inside = tip.removeprefix("<qt>").removesuffix("</qt>")
    return html.escape(html.unescape(inside)) != inside


class Looker(QObject):
    """Looks at every dialog that opens, from within its own event loop, and closes it."""

    def __init__(self, look: Callable[[QWidget], None]) -> None:
        super().__init__()
        self.seen = 0
        self._look_at = look
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(50)

    def _look(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        dialog = QApplication.activeModalWidget() or next(iter(windows), None)
        if dialog is not None:
            self._look_at(dialog)
            self.seen += 1
            dialog.close()
