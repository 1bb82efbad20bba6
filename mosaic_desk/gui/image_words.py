"""What a picture's view says in words: place, window, zoom, value, and how it was turned. Knows no widget."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.picture import Picture, Window
from mosaic_desk.gui.image_pose import Pose
from mosaic_desk.gui.image_showing import Showing
from mosaic_desk.gui.numbers import counted, in_language


def place_words(*, at: int, count: int, frame_count: int = 1) -> str:
    """Which image of the report it is, and of how many frames it is the first."""
    words = QCoreApplication.translate("Images", "image {0} of {1}")
    words = words.replace("{0}", str(at + 1)).replace("{1}", str(count))
    if frame_count == 1:
        return words
    frames = QCoreApplication.translate("Images", "first of {0} frames").replace("{0}", counted(frame_count))
    return f"{words} · {frames}"


def window_words(picture: Picture, showing: Showing) -> str:
    """Centre and width, and what the window is called."""
    if picture.is_colour:
        return QCoreApplication.translate("Images", "colour")
    words = scale_words(picture, showing)
    name = _window_name(showing.window)
    return f"{words} · {name}" if name else words


def scale_words(picture: Picture, showing: Showing) -> str:
    """Centre and width alone."""
    if picture.is_colour:
        return QCoreApplication.translate("Images", "colour")
    return f"C {number(showing.window.centre)} W {number(showing.window.width)}"


def zoom_words(zoom: float) -> str:
    """The zoom in per cent of 1:1."""
    return f"{zoom * 100:.0f} %"


def value_words(value: tuple[float, ...], at: tuple[int, int]) -> str:
    """The value of a pixel and where it lies."""
    words = QCoreApplication.translate("Images", "value {0} at {1}, {2}")
    told = " ".join(number(part) for part in value)
    return words.replace("{0}", told).replace("{1}", str(at[0])).replace("{2}", str(at[1]))


def badge_words(showing: Showing) -> list[str]:
    """What was done to the picture that could deceive who does not know it."""
    words = []
    pose = showing.pose
    if pose.is_mirrored and pose.turns == 2:
        words.append(QCoreApplication.translate("Images", "Flipped top–bottom"))
    else:
        if pose.is_mirrored:
            words.append(QCoreApplication.translate("Images", "Flipped left–right"))
        words += _turn_words(pose)
    if showing.is_inverted:
        words.append(QCoreApplication.translate("Images", "Inverted"))
    return words


def _turn_words(pose: Pose) -> list[str]:
    return {
        0: [],
        1: [QCoreApplication.translate("Images", "Rotated right")],
        2: [QCoreApplication.translate("Images", "Rotated 180°")],
        3: [QCoreApplication.translate("Images", "Rotated left")],
    }[pose.turns]


def _window_name(window: Window) -> str:
    own = {
        "full": QCoreApplication.translate("Images", "full range"),
        "middle": QCoreApplication.translate("Images", "middle 98 %"),
        "lung": QCoreApplication.translate("Images", "lung-like"),
        "stored": QCoreApplication.translate("Images", "as stored"),
    }
    return own.get(window.name, window.name)


def number(value: float) -> str:
    """Whole numbers without a point, others with three figures that count."""
    return in_language(f"{value:.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}")
