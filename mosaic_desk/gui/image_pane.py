"""The place of the images: the report's own, and the prior beside it. Knows views; fetches nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mosaic_desk.core.picture import Picture
from mosaic_desk.gui.image_view import ImageView


class ImagePane(QWidget):
    """Two views side by side; the keys go to the one that was entered last."""

    shown = Signal()  # another picture, or the same one another way

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = ImageView(self.tr("Image"))
        self.prior = ImageView(self.tr("Prior image"))
        self.prior.hide()
        self._active = self.current
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for view in self.views:
            layout.addWidget(view, 1)
            view.changed.connect(self.shown)
            view.entered.connect(lambda view=view: self._enter(view))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.current)
        self.setAccessibleName(self.tr("Image"))

    @property
    def views(self) -> tuple[ImageView, ImageView]:
        """The current image's view and the prior's."""
        return self.current, self.prior

    @property
    def active(self) -> ImageView:
        """The view that keys go to."""
        return self._active

    @property
    def has_picture(self) -> bool:
        """Whether the report's own picture is shown."""
        return self.current.picture is not None

    @property
    def words(self) -> str:
        """The sentence that stands in place of the report's picture."""
        return self.current.words

    def show_prior(self, *, is_wanted: bool) -> None:
        """Open or close the prior's view."""
        if self.prior.isHidden() != is_wanted:
            return
        self.prior.setVisible(is_wanted)
        if not is_wanted and self._active is self.prior:
            self._enter(self.current)
        self._mark()

    def place(self, view: ImageView, content: Picture | str, titles: tuple[str, str]) -> None:
        """Put a picture, or a sentence in place of one, into a view, under a title and its short form."""
        if isinstance(content, str):
            view.show_words(content, *titles)
        else:
            view.show_picture(content, *titles)
        self.shown.emit()

    def _enter(self, view: ImageView) -> None:
        self._active = view
        self._mark()

    def _mark(self) -> None:
        """With two views a line shows where the keys go."""
        for view in self.views:
            view.is_marked = view is self._active and not self.prior.isHidden()
            view.update()
