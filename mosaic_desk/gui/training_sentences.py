"""Sentences of the desk about trainings, by heart, for the translators.

A part in braces is something told: digits stand for names and ids, which are never translated, `n m k l j` for
numbers, `a b c` for words that are looked for here too. Knows no language and no widget: see `desk_words`.
"""

from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP

STARTING = (
    QT_TRANSLATE_NOOP("Desk", "The run's process cannot be started: {a}."),
    QT_TRANSLATE_NOOP("Desk", "No report of these files has a label that the taxonomies of the run ask."),
    QT_TRANSLATE_NOOP("Desk", "This project does not ask the taxonomy “{0}”."),
    QT_TRANSLATE_NOOP("Desk", "Two reports of these files have the id “{0}”: give each one of its own."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "A training step could not be tried: its process ended early. Is the memory enough?",
    ),
    QT_TRANSLATE_NOOP("Desk", "Trying out a training step took too long. Close other programs, then try again."),
    QT_TRANSLATE_NOOP("Desk", "Training needs {n} MiB of disk and {m} MiB are free: make room."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "Training needs about {n} GiB of memory and {m} GiB are free: close other programs,"
        " or train on another computer.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "There are too few corrected reports to learn from: {n} of at least {m}. Correct and commit more.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "All corrected reports are of one patient. Correct reports of other patients first.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "Of the corrected reports too few are left to learn from: the others are kept apart to compare the"
        " adapters, or left out. Correct reports of more patients.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "All labels are of one class: a model would learn to say nothing else. Correct more reports first.",
    ),
)
"""Why a training cannot begin."""
RUNS = (
    QT_TRANSLATE_NOOP("Desk", "{0} holds a run already: resume it, or choose another place."),
    QT_TRANSLATE_NOOP("Desk", "The run {0} of this project is under way: wait for it, pause it or cancel it."),
    QT_TRANSLATE_NOOP("Desk", "The run {0} is under way."),
    QT_TRANSLATE_NOOP("Desk", "The run {0} is over: start a new one."),
    QT_TRANSLATE_NOOP("Desk", "{0} of this run is damaged or cannot be read: start a new run."),
    QT_TRANSLATE_NOOP("Desk", "{0} is no training run: it has no {1}."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The adapter {0} does not answer what it answered when it was made (off by {n}); it is damaged, or was made"
        " with another version of the model's libraries. Do not use it.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The adapter {0} has no fingerprint that can be asked, so nobody can say it is whole.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The saved adapter answers otherwise than the trained one (off by {n}): it was thrown away."
        " The old adapter stays in use; start the run again.",
    ),
)
"""Why a training, or what came of it, cannot be used."""
WORKING = (
    QT_TRANSLATE_NOOP("Desk", "Reading what is to be learned"),
    QT_TRANSLATE_NOOP("Desk", "Saving the adapter"),
    QT_TRANSLATE_NOOP("Desk", "Loading the saved adapter"),
    QT_TRANSLATE_NOOP("Desk", "The old adapter answers held-out reports: {n} of {m}"),
    QT_TRANSLATE_NOOP("Desk", "The new adapter answers held-out reports: {n} of {m}"),
)
"""What a training is at."""
TRAINING_SENTENCES = (*STARTING, *RUNS, *WORKING)
