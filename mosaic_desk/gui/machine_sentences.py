"""Sentences of the desk about searches, images, the machine and trainings, by heart, for the translators.

A part in braces is something told: digits stand for names and ids, which are never translated, `n m k l j` for
numbers, `a b c` for words that are looked for here too. Knows no language and no widget: see `desk_words`.
"""

from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP

SEARCHING = (
    QT_TRANSLATE_NOOP("Desk", "A finding is missing before the “=”, as in edema=positive."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” is no finding of this taxonomy; to search for the words, use quotes."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” may be one of several findings: {a}."),
    QT_TRANSLATE_NOOP("Desk", "No reader “{0}” has worked in this project."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” may be one of several readers: {a}."),
    QT_TRANSLATE_NOOP("Desk", "This is longer than {n} characters; search for fewer words."),
    QT_TRANSLATE_NOOP("Desk", "These are more than {n} terms; search for fewer."),
    QT_TRANSLATE_NOOP("Desk", "“source:” can stand only once."),
    QT_TRANSLATE_NOOP("Desk", "“{0}:” is not a key here; put it in quotes to search for it, or use {a}."),
    QT_TRANSLATE_NOOP("Desk", "“{0}:” wants something behind it, such as {a}."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” holds no letter and no digit to search for."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” is not a class here; use {a}."),
    QT_TRANSLATE_NOOP("Desk", "“source:” says whose labels are meant and has no opposite; leave the “-” out."),
    QT_TRANSLATE_NOOP("Desk", "No report is in “{0}”; the languages here are {a}."),
    QT_TRANSLATE_NOOP("Desk", "“date:” wants a date on one side at least, such as {a}."),
    QT_TRANSLATE_NOOP("Desk", "This stretch of dates ends before it begins."),
    QT_TRANSLATE_NOOP("Desk", "There is no date beyond that one."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” is no comparison; use >, >=, < or <=."),
    QT_TRANSLATE_NOOP("Desk", "“{0}” is no date; write 2021, 2021-05 or 2021-05-30."),
    QT_TRANSLATE_NOOP("Desk", "“{0}:{1}” means nothing here; use {a}."),
    QT_TRANSLATE_NOOP("Desk", "Reports still to be read unseen are left out: this asks what the model says."),
    QT_TRANSLATE_NOOP("Desk", "unread, started, done or skipped"),
    QT_TRANSLATE_NOOP("Desk", "flagged, unsure or a disagreement"),
    QT_TRANSLATE_NOOP("Desk", "the model, or the reader"),
    QT_TRANSLATE_NOOP("Desk", "mentioned at all, or with “=” a class"),
    QT_TRANSLATE_NOOP("Desk", "whose labels the findings are"),
    QT_TRANSLATE_NOOP("Desk", "of the report"),
    QT_TRANSLATE_NOOP("Desk", "who has worked on it"),
    QT_TRANSLATE_NOOP("Desk", "all reports of one patient"),
    QT_TRANSLATE_NOOP("Desk", "a comment, image, text or suggestion"),
)
"""The worklist's box."""
IMAGES = (
    QT_TRANSLATE_NOOP("Desk", "The image {0} cannot be read: decoding it took too long, too much memory, or failed."),
    QT_TRANSLATE_NOOP("Desk", "Images are not read any more."),
    QT_TRANSLATE_NOOP("Desk", "Images cannot be read: their process cannot be started ({a})."),
    QT_TRANSLATE_NOOP("Desk", "This image cannot be shown: something went wrong inside the program."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} is a DICOM file stored in a way that is not read here ({1})."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} is a DICOM file, but it is damaged or cut off."),
    QT_TRANSLATE_NOOP("Desk", "The file {0} is a DICOM file without a picture."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} has more than {n} bits a pixel, which is not read here."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} claims two sizes at once; it is damaged."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} has more than {n} million pixels."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} is not a PNG, JPEG or DICOM file, or it is damaged."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} is not there: it was moved, renamed or deleted."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} is larger than {n} MB."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} does not fit into memory."),
    QT_TRANSLATE_NOOP("Desk", "The image {0} cannot be opened: {a}."),
)
"""Pictures that cannot be shown."""
SYSTEM = (
    QT_TRANSLATE_NOOP("Desk", "No space left on device"),
    QT_TRANSLATE_NOOP("Desk", "no space left on device"),
    QT_TRANSLATE_NOOP("Desk", "Permission denied"),
    QT_TRANSLATE_NOOP("Desk", "permission denied"),
    QT_TRANSLATE_NOOP("Desk", "No such file or directory"),
    QT_TRANSLATE_NOOP("Desk", "no such file or directory"),
    QT_TRANSLATE_NOOP("Desk", "Is a directory"),
    QT_TRANSLATE_NOOP("Desk", "is a directory"),
    QT_TRANSLATE_NOOP("Desk", "Read-only file system"),
    QT_TRANSLATE_NOOP("Desk", "read-only file system"),
    QT_TRANSLATE_NOOP("Desk", "Input/output error"),
    QT_TRANSLATE_NOOP("Desk", "input/output error"),
    QT_TRANSLATE_NOOP("Desk", "File name too long"),
    QT_TRANSLATE_NOOP("Desk", "Not a directory"),
    QT_TRANSLATE_NOOP("Desk", "Cannot allocate memory"),
    QT_TRANSLATE_NOOP("Desk", "Too many open files"),
    QT_TRANSLATE_NOOP("Desk", "the disk gave no reason"),
    QT_TRANSLATE_NOOP("Desk", "the system gave no reason"),
)
"""Why the system could not, as it says itself."""
VERDICT = (
    QT_TRANSLATE_NOOP("Desk", "This adapter was never compared with another one on reports of this project."),
    QT_TRANSLATE_NOOP("Desk", "Nothing is known here of how well it answers."),
    QT_TRANSLATE_NOOP("Desk", "The old and the new adapter could not be compared."),
    QT_TRANSLATE_NOOP("Desk", "No held-out report has a label that mentions a finding."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "{a}: F1 {n} before, {m} now, a difference of {k} (95 % interval {l} to {j}) on {b} of {c}.",
    ),
    QT_TRANSLATE_NOOP("Desk", "The new adapter answers fewer findings right; keep the old one."),
    QT_TRANSLATE_NOOP("Desk", "The difference may be chance."),
    QT_TRANSLATE_NOOP("Desk", "{0} is guarded and lost sensitivity: {n} before, {m} now, of {a}."),
    QT_TRANSLATE_NOOP(
        "Desk",
        "The comparison is not blind: the held-out reports were corrected with suggestions in view.",
    ),
    QT_TRANSLATE_NOOP("Desk", "Only {a} held out; {n} are needed to be sure."),
    QT_TRANSLATE_NOOP("Desk", "No held-out report is positive for {0}, so nothing is known of them."),
    QT_TRANSLATE_NOOP("Desk", "It was compared with another adapter than the one that suggests now."),
    QT_TRANSLATE_NOOP("Desk", "Only {a} held out; {n} are needed for an interval to be trusted."),
    QT_TRANSLATE_NOOP("Desk", "No report was held out of {0}, so nothing is known of how it answers there."),
)
"""What a comparison of two adapters means."""
MACHINE_SENTENCES = (*SEARCHING, *IMAGES, *SYSTEM, *VERDICT)
