"""What each command of the images does to the view that the keys go to: a table from ids to calls."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.picture import Picture
from mosaic_desk.gui.image_pane import ImagePane
from mosaic_desk.gui.image_pose import Frame, Pose, fitted, flipped_across, flipped_down, turned
from mosaic_desk.gui.image_showing import Showing, first_showing, inverted, stepped_window, through_preset
from mosaic_desk.gui.image_view import ImageView

_ZOOM_STEP = 1.25
_PAN_SHARE = 0.08


class ImageTools(QObject):
    """Changes showings; `said` carries why nothing happened."""

    said = Signal(str)

    def __init__(self, pane: ImagePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.is_linked = False
        """Whether the window of one view is that of the other too."""
        for view in pane.views:
            view.changed.connect(partial(self._follow, view))

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command that changes how a picture is shown."""
        pans = {"left": (1, 0), "right": (-1, 0), "up": (0, 1), "down": (0, -1)}
        windows = {"brighter": (0, 1), "darker": (0, -1), "wider": (1, 0), "narrower": (-1, 0)}
        poses: dict[str, Callable[[Frame, Pose], Pose]] = {
            "flip_across": lambda _frame, pose: flipped_across(pose),
            "flip_down": lambda _frame, pose: flipped_down(pose),
            "rotate_right": lambda _frame, pose: turned(pose, 1),
            "rotate_left": lambda _frame, pose: turned(pose, -1),
            "nearer": lambda frame, pose: frame.zoomed(pose, _ZOOM_STEP),
            "farther": lambda frame, pose: frame.zoomed(pose, 1 / _ZOOM_STEP),
            "one_to_one": lambda frame, pose: frame.zoomed(pose, 1 / frame.zoom_of(pose)),
            "fit": lambda _frame, pose: fitted(pose),
            **{f"pan_{side}": partial(_panned, right=right, down=down) for side, (right, down) in pans.items()},
        }
        return {
            **{f"image_window_{number}": partial(self._use_preset, number) for number in range(1, 6)},
            **{f"image_{name}": partial(self._window, wider, brighter) for name, (wider, brighter) in windows.items()},
            **{f"image_{name}": partial(self._pose, change) for name, change in poses.items()},
            "image_invert": lambda: self._change(lambda _picture, showing: inverted(showing)),
            "image_reset": lambda: self._change(lambda picture, _showing: first_showing(picture)),
        }

    def _change(self, change: Callable[[Picture, Showing], Showing]) -> None:
        view = self._pane.active
        if view.picture is None or view.showing is None:
            self.said.emit(self.tr("No image is shown."))
            return
        view.use(change(view.picture, view.showing))

    def _pose(self, change: Callable[[Frame, Pose], Pose]) -> None:
        frame = self._pane.active.frame
        self._change(lambda _picture, showing: replace(showing, pose=change(frame, showing.pose)))

    def _window(self, wider: int, brighter: int) -> None:
        def change(picture: Picture, showing: Showing) -> Showing:
            return stepped_window(picture, showing, wider=wider, brighter=brighter)

        self._grey(change)

    def _use_preset(self, number: int) -> None:
        def change(picture: Picture, showing: Showing) -> Showing:
            chosen = through_preset(picture, showing, number)
            if chosen is None:
                self.said.emit(self.tr("This file brings no other window."))
            return chosen or showing

        self._grey(change)

    def _grey(self, change: Callable[[Picture, Showing], Showing]) -> None:
        """A change of window, which a colour image has none of."""
        picture = self._pane.active.picture
        if picture is not None and picture.is_colour:
            self.said.emit(self.tr("A colour image has no window."))
            return
        self._change(change)

    def _follow(self, leader: ImageView) -> None:
        """Let the other view look through the same window, where that is wanted and makes sense."""
        follower = self._pane.prior if leader is self._pane.current else self._pane.current
        pictures = (leader.picture, follower.picture)
        if not self.is_linked or any(picture is None or picture.is_colour for picture in pictures):
            return
        if leader.showing is not None and follower.showing is not None:
            follower.use(replace(follower.showing, window=leader.showing.window), is_readers=False)


def _panned(frame: Frame, pose: Pose, *, right: int, down: int) -> Pose:
    return frame.moved(pose, right * frame.view[0] * _PAN_SHARE, down * frame.view[1] * _PAN_SHARE)
