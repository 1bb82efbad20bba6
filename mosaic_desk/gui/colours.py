"""The colours of the two looks and of the four classes, and reading them back from a palette.

Knows no style sheet and no widget. The class colours are chosen for protan, deutan and tritan sight;
a shape and a word repeat them wherever they are used.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from mosaic_desk.core.labels import MentionClass

CLASS_COLOURS = {
    MentionClass.POSITIVE: QColor("#E8743B"),
    MentionClass.NEGATIVE: QColor("#56B4E9"),
    MentionClass.UNCERTAIN: QColor("#F0E442"),
    MentionClass.NOT_MENTIONED: QColor("#9AA0A6"),
}
ON_CLASS = QColor("#111111")
"""Text on a filled pill."""

IMAGE_SURROUND = QColor("#0B0C0E")
"""Dark in both looks: an image is judged against black."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One set of colours: what lies under, what is written, and the one accent."""

    is_dark: bool
    window: QColor
    surface: QColor
    raised: QColor
    line: QColor
    text: QColor
    dim: QColor
    accent: QColor
    on_accent: QColor
    tint: QColor  # under the row or the word that is current

    def palette(self) -> QPalette:
        """The look as a Qt palette."""
        palette = QPalette(self.raised, self.window)
        roles = {
            QPalette.ColorRole.Window: self.window,
            QPalette.ColorRole.Base: self.surface,
            QPalette.ColorRole.AlternateBase: self.raised,
            QPalette.ColorRole.Button: self.raised,
            QPalette.ColorRole.Mid: self.line,
            QPalette.ColorRole.WindowText: self.text,
            QPalette.ColorRole.Text: self.text,
            QPalette.ColorRole.ButtonText: self.text,
            QPalette.ColorRole.ToolTipBase: self.raised,
            QPalette.ColorRole.ToolTipText: self.text,
            QPalette.ColorRole.PlaceholderText: self.dim,
            QPalette.ColorRole.Accent: self.accent,
            QPalette.ColorRole.BrightText: self.on_accent,
            QPalette.ColorRole.Highlight: self.tint,
            QPalette.ColorRole.HighlightedText: self.text,
            QPalette.ColorRole.Link: self.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, colour)
        return palette


DARK = Look(
    is_dark=True,
    window=QColor("#14171B"),
    surface=QColor("#1A1E23"),
    raised=QColor("#242A31"),
    line=QColor("#323A43"),
    text=QColor("#E4E7EA"),
    dim=QColor("#98A2AD"),
    accent=QColor("#B3A5FF"),
    on_accent=QColor("#16121F"),
    tint=QColor("#2C2C40"),
)
LIGHT = Look(
    is_dark=False,
    window=QColor("#F1F3F5"),
    surface=QColor("#FFFFFF"),
    raised=QColor("#E9ECEF"),
    line=QColor("#D0D6DC"),
    text=QColor("#1B1F24"),
    dim=QColor("#59636E"),
    accent=QColor("#5946C4"),
    on_accent=QColor("#FFFFFF"),
    tint=QColor("#EAE6FB"),
)


def current_look() -> Look:
    """The look that the application's palette holds now; for widgets that paint themselves."""
    palette = QGuiApplication.palette()
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def edge_colour(label: MentionClass, look: Look) -> QColor:
    """The class colour as a thin line: darkened on a light ground, where yellow would vanish."""
    colour = CLASS_COLOURS[label]
    return colour if look.is_dark else colour.darker(180)
