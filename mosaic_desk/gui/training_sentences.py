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
FAILING = (
    QT_TRANSLATE_NOOP("Desk", "Training stopped at step {n}: the loss is not a number. The old adapter stays in use."),
    QT_TRANSLATE_NOOP("Desk", "Training stopped at its first step: a loss of {n} means a wrong prompt or model."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The memory is not enough to train on one report of {n} tokens: close other programs, choose a "
        "smaller model, or train on another machine. The old adapter stays in use.",
    ),
    QT_TRANSLATE_NOOP("Desk", "The checkpoint is of a run with other settings or other reports: start a new run."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "A checkpoint of the training could not be written ({a}): make room, then resume the run.",
    ),
    QT_TRANSLATE_NOOP("Desk", "The model's libraries are not installed ({0}): install the extra “model” to train."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The memory ran out: close other programs, then resume the run. The old adapter stays in use, and the"
        " corrections are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The graphics card failed or is gone: see to it or restart the computer, then resume. The old adapter"
        " stays in use, and the corrections are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The disk did not take what was to be written: make room, then resume the run. The old adapter stays "
        "in use, and the corrections are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The folder of the run cannot be used ({a}): see to it, then resume the run. The old adapter stays in"
        " use, and the corrections are untouched.",
    ),
    QT_TRANSLATE_NOOP(
        "Desk",
        "Training failed ({0}); the run's log.txt says where. The old adapter stays in use, and the "
        "corrections are untouched.",
    ),
)
"""Why a training ended before its end."""
JUDGED = (
    QT_TRANSLATE_NOOP("Desk", "It was made for the backbone {0}, which is not here; embedded are {1}."),
    QT_TRANSLATE_NOOP("Desk", "There is no backbone {0}: embedded are {1}."),
    QT_TRANSLATE_NOOP("Desk", "{0} of this run was changed or exchanged; the run cannot be judged by it."),
    QT_TRANSLATE_NOOP("Desk", "{0} of this run was answered by another adapter; the run cannot be judged by it."),
    QT_TRANSLATE_NOOP("Desk", "What the adapter {0} was compared on has changed meanwhile; look at it again."),
    QT_TRANSLATE_NOOP("Desk", "A file of the adapter {0} is a link: nobody can say what it leads to."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The card of the adapter {0} is not as this program wrote it: delete {1} and look at the comparison "
        "once more, then it is written anew.",
    ),
    QT_TRANSLATE_NOOP("Desk", "The card of the adapter {0} cannot be read ({a})."),
    QT_TRANSLATE_NOOP("Desk", "The card in {0} is longer than any card; it was not unpacked."),
    QT_TRANSLATE_NOOP("Desk", "The card in {0} is no text; it was not unpacked."),
    QT_TRANSLATE_NOOP("Desk", "The card in {0} holds hidden signs; it was not unpacked."),
    QT_TRANSLATE_NOOP("Desk", "The card in {0} holds links or markup; it was not unpacked."),
)
"""Why a training cannot be judged, promoted or carried."""
WORKING = (
    QT_TRANSLATE_NOOP("Desk", "Training"),
    QT_TRANSLATE_NOOP("Desk", "Memory ran out: going on with {n} tokens at a time"),
    QT_TRANSLATE_NOOP("Desk", "The new adapter is ready to be compared."),
    QT_TRANSLATE_NOOP("Desk", "The run rests; it can be resumed where it was."),
    QT_TRANSLATE_NOOP("Desk", "The run was given up; nothing of it is kept."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The run's process ended without a word: it was ended from outside, or the computer was. It can be "
        "resumed from its last checkpoint. The old adapter stays in use.",
    ),
    QT_TRANSLATE_NOOP("Desk", "Reading what is to be learned"),
    QT_TRANSLATE_NOOP("Desk", "Saving the adapter"),
    QT_TRANSLATE_NOOP("Desk", "Loading the saved adapter"),
    QT_TRANSLATE_NOOP("Desk", "The old adapter answers held-out reports: {n} of {m}"),
    QT_TRANSLATE_NOOP("Desk", "The new adapter answers held-out reports: {n} of {m}"),
)
"""What a training is at, and how it came to rest."""
AMOUNTS = (
    QT_TRANSLATE_NOOP("Desk", "reports that are not committed yet"),
    QT_TRANSLATE_NOOP("Desk", "reports without text"),
    QT_TRANSLATE_NOOP("Desk", "reports that were labelled with other classes"),
    QT_TRANSLATE_NOOP("Desk", "labels that the reader is not sure of"),
    QT_TRANSLATE_NOOP("Desk", "reports without a label that counts"),
    QT_TRANSLATE_NOOP("Desk", "reports of the same text as one that is kept apart"),
    QT_TRANSLATE_NOOP("Desk", "reports of the same text as another"),
    QT_TRANSLATE_NOOP("Desk", "labels that contradict each other on the same text"),
    QT_TRANSLATE_NOOP("Desk", "reports of patients kept apart that are no first reads"),
    QT_TRANSLATE_NOOP("Desk", "reports kept apart whose text an earlier training learned from"),
    QT_TRANSLATE_NOOP("Desk", "lines that could not be read"),
    QT_TRANSLATE_NOOP("Desk", "answered before the suggestion was seen"),
    QT_TRANSLATE_NOOP("Desk", "set with its own key"),
    QT_TRANSLATE_NOOP("Desk", "accepted with its own key"),
    QT_TRANSLATE_NOOP("Desk", "imported"),
    QT_TRANSLATE_NOOP("Desk", "accepted by committing the report"),
)
"""How labels came, and why some are left out."""
TRAINING_SENTENCES = (*STARTING, *RUNS, *FAILING, *JUDGED, *WORKING, *AMOUNTS)
