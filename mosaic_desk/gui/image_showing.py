"""How a picture is shown: through which window, inverted or not, in which pose. Values and their changes.

Knows no widget: what a key or the mouse asks for is a function from one showing to the next.
"""

from dataclasses import dataclass, replace

from mosaic_desk.core.picture import (
    Picture,
    Window,
    WindowShape,
    first_window,
    full_window,
    lung_window,
    middle_window,
)
from mosaic_desk.gui.image_pose import Pose

_NARROWEST = 1e-3
_STEP = 0.04
"""A key's share of the window's width: a twenty-fifth, fine enough to see and coarse enough to get anywhere."""


AS_STORED = Pose()
"""Upright and fitted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Showing:
    """`inverted` is the reader's own inversion, on top of the picture's."""

    window: Window
    is_inverted: bool = False
    pose: Pose = AS_STORED


def first_showing(picture: Picture) -> Showing:
    """As a picture opens."""
    return Showing(window=first_window(picture))


def through_preset(picture: Picture, showing: Showing, number: int) -> Showing | None:
    """Through one of the five windows; None where the file brings no other one for number 2."""
    if number == 2:
        window = _next_of_file(picture, showing.window)
        return replace(showing, window=window) if window is not None else None
    window_of = {1: first_window, 3: full_window, 4: middle_window, 5: lung_window}[number]
    return replace(showing, window=window_of(picture))


def windowed(picture: Picture, showing: Showing, *, wider: float, brighter: float) -> Showing:
    """The window wider and the picture brighter by shares of the window's width (negative: the other way).

    Brighter on the screen, whichever way round the greys are.
    """
    old = showing.window
    is_dark_high = showing.is_inverted != picture.is_negative
    width = max(old.width * (1 + wider), _NARROWEST)
    centre = old.centre + old.width * brighter * (1 if is_dark_high else -1)
    shape = WindowShape.LINEAR_EXACT if old.curve else old.shape
    if shape is WindowShape.LINEAR:
        width = max(width, 1.0)
    return replace(showing, window=Window(centre=centre, width=width, shape=shape))


def stepped_window(picture: Picture, showing: Showing, *, wider: int, brighter: int) -> Showing:
    """One key press of width or brightness."""
    return windowed(picture, showing, wider=wider * _STEP * 2, brighter=brighter * _STEP)


def inverted(showing: Showing) -> Showing:
    """Black and white changed round."""
    return replace(showing, is_inverted=not showing.is_inverted)


def _next_of_file(picture: Picture, window: Window) -> Window | None:
    windows = picture.windows
    if len(windows) < 2:
        return None
    return windows[(windows.index(window) + 1) % len(windows)] if window in windows else windows[1]
