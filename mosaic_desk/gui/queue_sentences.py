"""Sentences of the desk about queues and reading sessions, by heart, for the translators.

A part in braces is something told: digits stand for names and ids, which are never translated, `n m k l j` for
numbers, `a b c` for words that are looked for here too. Knows no language and no widget: see `desk_words`.
"""

from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP

REASONS = (
    QT_TRANSLATE_NOOP("Desk", "drawn at random from all unread reports; read it before its suggestion is shown"),
    QT_TRANSLATE_NOOP("Desk", "drawn at random earlier and still to be read, before its suggestion is shown"),
    QT_TRANSLATE_NOOP("Desk", "next in the order of import"),
    QT_TRANSLATE_NOOP("Desk", "the model is unsure of {0} here"),
    QT_TRANSLATE_NOOP("Desk", "no positive of {0} so far; {a}"),
    QT_TRANSLATE_NOOP("Desk", "only {n} positive of {0} so far; {a}"),
    QT_TRANSLATE_NOOP("Desk", "only {n} positives of {0} so far; {a}"),
    QT_TRANSLATE_NOOP("Desk", "the report names it"),
    QT_TRANSLATE_NOOP("Desk", "the report names it, the model does not suggest it"),
    QT_TRANSLATE_NOOP("Desk", "the model suggests it, the report does not name it"),
    QT_TRANSLATE_NOOP("Desk", "the model is unsure of it here"),
    QT_TRANSLATE_NOOP("Desk", "like report {0}"),
    QT_TRANSLATE_NOOP("Desk", "like report {0}, which is done"),
    QT_TRANSLATE_NOOP("Desk", "found by the search"),
    QT_TRANSLATE_NOOP("Desk", "the model says something else of {0} than the one before it"),
    QT_TRANSLATE_NOOP("Desk", "look again at {0}: the model is sure of another answer"),
    QT_TRANSLATE_NOOP("Desk", "the report names {0}, the model does not suggest it"),
    QT_TRANSLATE_NOOP("Desk", "the model suggests {0}, the report does not name it"),
)
"""Why a report is in a queue."""
SESSIONS = (
    QT_TRANSLATE_NOOP("Desk", "A reading session is on: end it before another one begins."),
    QT_TRANSLATE_NOOP("Desk", "The findings that are asked have changed since: this session can only be ended."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The reading session that was left could not be read and is forgotten; every label of it is kept.",
    ),
    QT_TRANSLATE_NOOP("Desk", "There is no reading session to go on with."),
    QT_TRANSLATE_NOOP("Desk", "No unread report is left in which words and suggestions disagree."),
    QT_TRANSLATE_NOOP("Desk", "No label is left that a model which never learned it is sure to answer otherwise."),
    QT_TRANSLATE_NOOP("Desk", "No unread report is left that is like one that is done."),
    QT_TRANSLATE_NOOP("Desk", "This search finds no unread report."),
    QT_TRANSLATE_NOOP("Desk", "A reading session cannot begin here. {a}"),
    QT_TRANSLATE_NOOP("Desk", "A reading session looks for findings of its taxonomy, and for so many of each or none."),
    QT_TRANSLATE_NOOP("Desk", "A reading session is of so many reports or of so many minutes: at least one."),
    QT_TRANSLATE_NOOP("Desk", "This project holds no reports yet: import some first."),
    QT_TRANSLATE_NOOP("Desk", "No report is left unread, so there is nothing to read in a session."),
    QT_TRANSLATE_NOOP(
        "Desk", "No report that is done stands behind this one: open one that a session of look-alikes serves."
    ),
    QT_TRANSLATE_NOOP("Desk", "This report is begun already: what somebody is correcting is not changed."),
    QT_TRANSLATE_NOOP("Desk", "The report that this one is like has no labels any more."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The reports could not be ranked: the process that read them ended early. See whether the memory suffices.",
    ),
    QT_TRANSLATE_NOOP("Desk", "Reading the reports to rank them took too long. Close other programs, then try again."),
    QT_TRANSLATE_NOOP("Desk", "The findings that are asked have changed meanwhile; try again."),
)
"""Why a session cannot begin, or cannot go on."""
QUEUE_SENTENCES = (*REASONS, *SESSIONS)
