"""The window: widgets show values and send signals; nothing here knows the disk or the model."""

from mosaic_desk.gui.none_guard import lend_none

lend_none()
