"""The two questions about a training: what becomes of it when the window closes, and whether to end it."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


class Closing(Enum):
    """What is to become of a run."""

    GO_ON = auto()
    PAUSE = auto()
    STAY = auto()


def when_closing(parent: QWidget) -> Closing:
    """Ask what becomes of a run when the window closes; Esc stays."""
    box = _box(
        parent,
        translate("Training", "A training is under way"),
        translate(
            "Training", "It can go on without the window, and is found again when this project is opened. Paused, "
            "it goes on later from where it is. Either way nothing is lost."
        ),
    )  # fmt: skip
    go_on = box.addButton(translate("Training", "Let it go on"), QMessageBox.ButtonRole.AcceptRole)
    pause = box.addButton(translate("Training", "Pause it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(translate("Training", "Stay"), QMessageBox.ButtonRole.RejectRole)
    _widen(box)
    box.setDefaultButton(go_on)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is go_on:
        return Closing.GO_ON
    return Closing.PAUSE if box.clickedButton() is pause else Closing.STAY


def may_cancel(parent: QWidget) -> bool:
    """Ask whether a run is to be ended; going on is the default."""
    box = _box(
        parent,
        translate("Training", "Cancel the training?"),
        translate("Training", "Nothing of it is kept. The adapter that suggests now goes on as it is."),
    )
    keep = box.addButton(translate("Training", "Go on training"), QMessageBox.ButtonRole.RejectRole)
    end = box.addButton(translate("Training", "Cancel the training"), QMessageBox.ButtonRole.DestructiveRole)
    _widen(box)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is end


def _widen(box: QMessageBox) -> None:
    """With large type Qt cuts the words on the buttons of a question."""
    for button in box.buttons():
        button.setMinimumWidth(button.sizeHint().width() + button.fontMetrics().height())


def _box(parent: QWidget, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    return box
