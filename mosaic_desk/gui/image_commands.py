"""Every command of the images, with its key: what hands from other viewers know. Values only."""

from mosaic_desk.gui.keymap import Command, Context, Menu
from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP

LAYOUT_COMMANDS: tuple[Command, ...] = (
    Command(
        id="layout_text", menu=Menu.VIEW, keys=("Alt+1",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Layout: text"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report's text without images"),
    ),
    Command(
        id="layout_text_image", menu=Menu.VIEW, keys=("Alt+2",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Layout: text + image"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report's text with its image"),
    ),
    Command(
        id="layout_text_image_prior", menu=Menu.VIEW, keys=("Alt+3",), is_checkable=True, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Layout: text + image + prior"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report's text, its image, and an earlier one of the patient"),
    ),
)  # fmt: skip

IMAGE_COMMANDS: tuple[Command, ...] = (
    Command(
        id="image_window_1", menu=Menu.IMAGE, keys=("1",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Window of the file"),
        tip=QT_TRANSLATE_NOOP("Commands", "The window that the image opened with"),
    ),
    Command(
        id="image_window_2", menu=Menu.IMAGE, keys=("2",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Next window of the file"),
        tip=QT_TRANSLATE_NOOP("Commands", "The other windows that the file brings, one after the other"),
    ),
    Command(
        id="image_window_3", menu=Menu.IMAGE, keys=("3",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Full range"),
        tip=QT_TRANSLATE_NOOP("Commands", "From the darkest to the brightest value of the image"),
    ),
    Command(
        id="image_window_4", menu=Menu.IMAGE, keys=("4",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Middle 98 %"),
        tip=QT_TRANSLATE_NOOP("Commands", "Without the darkest and the brightest hundredth of the pixels"),
    ),
    Command(
        id="image_window_5", menu=Menu.IMAGE, keys=("5",), context=Context.IMAGE, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Lung-like"),
        tip=QT_TRANSLATE_NOOP("Commands", "A window for the darker half: −600 / 1500 in a CT"),
    ),
    Command(
        id="image_brighter", menu=Menu.IMAGE, keys=("Ctrl+Up",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Brighter"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the window's centre so that the image gets brighter"),
    ),
    Command(
        id="image_darker", menu=Menu.IMAGE, keys=("Ctrl+Down",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Darker"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the window's centre so that the image gets darker"),
    ),
    Command(
        id="image_wider", menu=Menu.IMAGE, keys=("Ctrl+Right",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Wider window"),
        tip=QT_TRANSLATE_NOOP("Commands", "More values between black and white: less contrast"),
    ),
    Command(
        id="image_narrower", menu=Menu.IMAGE, keys=("Ctrl+Left",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Narrower window"),
        tip=QT_TRANSLATE_NOOP("Commands", "Fewer values between black and white: more contrast"),
    ),
    Command(
        id="image_invert", menu=Menu.IMAGE, keys=("I",), context=Context.IMAGE, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Invert"),
        tip=QT_TRANSLATE_NOOP("Commands", "Change black and white round"),
    ),
    Command(
        id="image_flip_across", menu=Menu.IMAGE, keys=("H",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Flip left–right"),
        tip=QT_TRANSLATE_NOOP("Commands", "Change left and right round; the image says so"),
    ),
    Command(
        id="image_flip_down", menu=Menu.IMAGE, keys=("V",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Flip top–bottom"),
        tip=QT_TRANSLATE_NOOP("Commands", "Change top and bottom round; the image says so"),
    ),
    Command(
        id="image_rotate_right", menu=Menu.IMAGE, keys=("R",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Rotate right"),
        tip=QT_TRANSLATE_NOOP("Commands", "A quarter turn to the right; the image says so"),
    ),
    Command(
        id="image_rotate_left", menu=Menu.IMAGE, keys=("L",), context=Context.IMAGE, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Rotate left"),
        tip=QT_TRANSLATE_NOOP("Commands", "A quarter turn to the left; the image says so"),
    ),
    Command(
        id="image_nearer", menu=Menu.IMAGE, keys=("+",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Zoom in"), tip=QT_TRANSLATE_NOOP("Commands", "A quarter nearer"),
    ),
    Command(
        id="image_farther", menu=Menu.IMAGE, keys=("-",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Zoom out"), tip=QT_TRANSLATE_NOOP("Commands", "A quarter farther"),
    ),
    Command(
        id="image_one_to_one", menu=Menu.IMAGE, keys=("0",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "1:1"),
        tip=QT_TRANSLATE_NOOP("Commands", "One pixel of the screen for one pixel of the image"),
    ),
    Command(
        id="image_fit", menu=Menu.IMAGE, keys=("=",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Fit"),
        tip=QT_TRANSLATE_NOOP("Commands", "The whole image, as large as there is room"),
    ),
    Command(
        id="image_pan_left", menu=Menu.IMAGE, keys=("Left",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Look further left"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the view over the image to the left"),
    ),
    Command(
        id="image_pan_right", menu=Menu.IMAGE, keys=("Right",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Look further right"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the view over the image to the right"),
    ),
    Command(
        id="image_pan_up", menu=Menu.IMAGE, keys=("Up",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Look further up"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the view over the image upwards"),
    ),
    Command(
        id="image_pan_down", menu=Menu.IMAGE, keys=("Down",), context=Context.IMAGE, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Look further down"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the view over the image downwards"),
    ),
    Command(
        id="image_reset", menu=Menu.IMAGE, keys=("Space",), context=Context.IMAGE, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "As it opened"),
        tip=QT_TRANSLATE_NOOP("Commands", "Take back window, zoom, flips and turns of this image"),
    ),
    Command(
        id="image_next", menu=Menu.IMAGE, keys=("PgDown",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Next image"),
        tip=QT_TRANSLATE_NOOP("Commands", "The next image of this report"),
    ),
    Command(
        id="image_previous", menu=Menu.IMAGE, keys=("PgUp",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Image before"),
        tip=QT_TRANSLATE_NOOP("Commands", "The image before this one"),
    ),
    Command(
        id="image_older", menu=Menu.IMAGE, keys=("Shift+PgDown",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Older prior"),
        tip=QT_TRANSLATE_NOOP("Commands", "An earlier study of this patient beside the image"),
    ),
    Command(
        id="image_newer", menu=Menu.IMAGE, keys=("Shift+PgUp",), context=Context.IMAGE,
        text=QT_TRANSLATE_NOOP("Commands", "Newer prior"),
        tip=QT_TRANSLATE_NOOP("Commands", "A later one of the patient's earlier studies beside the image"),
    ),
    Command(
        id="image_link", menu=Menu.IMAGE, keys=("Shift+L",), context=Context.IMAGE, is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Same window for both"),
        tip=QT_TRANSLATE_NOOP("Commands", "What is done to the window of one image is done to the prior's too"),
    ),
)  # fmt: skip
