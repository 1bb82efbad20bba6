"""The line that stands for the rows that are folded away; pressing it shows them, pressing again folds them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mosaic_desk.gui.keyboard import printed_key


class FoldLine(QPushButton):
    """`show_count` in; `clicked` out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foldLine")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = 0
        self._is_folded = True
        self.hide()

    def show_count(self, count: int, *, is_folded: bool) -> None:
        """Say how many rows agree and whether they are folded; without such rows there is no line."""
        self._count, self._is_folded = count, is_folded
        self.setVisible(bool(count))
        if count:
            self._write()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Print another key where it is another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._count:
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the line, as Space does; held down it does so once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _write(self) -> None:
        if self._is_folded:
            text = self.tr("{0} rows agree with the model: show") if self._count != 1 else (
                self.tr("{0} row agrees with the model: show")
            )  # fmt: skip
        else:
            text = self.tr("Fold the rows that agree with the model ({0})")
        words = text.replace("{0}", str(self._count))
        key = printed_key("fold")
        self.setText(f"{'▸' if self._is_folded else '▾'}  {words}" + (f"   {key}" if key else ""))
        self.setAccessibleName(words)
        tip = self.tr("Show or fold the rows in which your answer is the model's")
        self.setToolTip(f"{tip} ({key})" if key else tip)
