"""Every command of the window, with its key, in the order of the menus. Values only.

The texts are translated where they are shown; `QT_TRANSLATE_NOOP` marks them for the translators.
"""

from mosaic_desk.gui.image_commands import IMAGE_COMMANDS, LAYOUT_COMMANDS
from mosaic_desk.gui.keymap import Command, Context, Menu
from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP

COMMANDS: tuple[Command, ...] = (
    Command(
        id="new", menu=Menu.FILE, keys=("Ctrl+N",),
        text=QT_TRANSLATE_NOOP("Commands", "New project…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Make a project from files of reports, and open it in place of this one"),
    ),
    Command(
        id="open", menu=Menu.FILE, keys=("Ctrl+O",),
        text=QT_TRANSLATE_NOOP("Commands", "Open project…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Close this project and open another one"),
    ),
    Command(
        id="import", menu=Menu.FILE, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Import reports…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Read a file of reports and show what would come in"),
    ),
    Command(
        id="import_folder", menu=Menu.FILE, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Import a folder…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Read the files of reports in a folder and show what would come in"),
    ),
    Command(
        id="export", menu=Menu.FILE,
        text=QT_TRANSLATE_NOOP("Commands", "Export…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Write the reports and everything known of their labels into a file"),
    ),
    Command(
        id="export_stop", menu=Menu.FILE, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Stop the export"),
        tip=QT_TRANSLATE_NOOP("Commands", "Stop writing; nothing of the file is left"),
    ),
    Command(
        id="reader", menu=Menu.FILE, keys=("Ctrl+R",),
        text=QT_TRANSLATE_NOOP("Commands", "Who is reading?…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Change whose name stands beside the answers from now on"),
    ),
    Command(
        id="saved", menu=Menu.FILE, keys=("Ctrl+S",),
        text=QT_TRANSLATE_NOOP("Commands", "Saved at…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Say when the last answer was saved; try again what was not"),
    ),
    Command(
        id="settings", menu=Menu.FILE, keys=("Ctrl+,",), ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Settings…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Theme, font size and the reader's name"),
    ),
    Command(
        id="quit", menu=Menu.FILE, keys=("Ctrl+Q",),
        text=QT_TRANSLATE_NOOP("Commands", "Quit"),
        tip=QT_TRANSLATE_NOOP("Commands", "Close the window; everything saved stays saved"),
    ),
    Command(
        id="undo", menu=Menu.EDIT, keys=("Ctrl+Z",), writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Undo"),
        tip=QT_TRANSLATE_NOOP("Commands", "Take back the last action, across reports and restarts"),
    ),
    Command(
        id="redo", menu=Menu.EDIT, keys=("Ctrl+Y",), writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Redo"),
        tip=QT_TRANSLATE_NOOP("Commands", "Bring back what was undone last"),
    ),
    Command(
        id="history", menu=Menu.EDIT, keys=("Ctrl+H",),
        text=QT_TRANSLATE_NOOP("Commands", "History"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show the last actions of this project, newest first"),
    ),
    Command(
        id="history_turn", menu=Menu.EDIT, keys=("Enter", "Return",), context=Context.HISTORY, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Undo or redo up to here"),
        tip=QT_TRANSLATE_NOOP("Commands", "Undo back to this action of the history, or redo up to it"),
    ),
    Command(
        id="history_jump", menu=Menu.EDIT, keys=("G",), context=Context.HISTORY, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Open the action's report"),
        tip=QT_TRANSLATE_NOOP("Commands", "Open the report of this action of the history"),
    ),
    Command(
        id="palette", menu=Menu.EDIT, keys=("Ctrl+K",),
        text=QT_TRANSLATE_NOOP("Commands", "Command palette…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Find any command by typing"),
    ),
    Command(
        id="commit", menu=Menu.REPORT, keys=("Ctrl+Enter", "Ctrl+Return"), context=Context.REPORT, writes=True,
        more_keys=("Enter", "Return"), ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Commit, next"),
        tip=QT_TRANSLATE_NOOP("Commands", "Confirm what stands and open the next report"),
    ),
    Command(
        id="back", menu=Menu.REPORT, keys=("Alt+Left",), context=Context.REPORT, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Back"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report before this one"),
    ),
    Command(
        id="forward", menu=Menu.REPORT, keys=("Alt+Right",), context=Context.REPORT, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Forward"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report after this one"),
    ),
    Command(
        id="next_unread", menu=Menu.REPORT, keys=("Alt+Down",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "Next unread"),
        tip=QT_TRANSLATE_NOOP("Commands", "The next unread report of the queue, behind this one"),
    ),
    Command(
        id="go_to", menu=Menu.REPORT, keys=("Ctrl+G",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "Go to…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Open a report by its number or its id"),
    ),
    Command(
        id="find", menu=Menu.REPORT, keys=("Ctrl+F",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "Find"),
        tip=QT_TRANSLATE_NOOP("Commands", "Search all reports for words or an id"),
    ),
    Command(
        id="find_here", menu=Menu.REPORT, keys=("Ctrl+Shift+F",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "Find in this report"),
        tip=QT_TRANSLATE_NOOP("Commands", "Search the open report"),
    ),
    Command(
        id="find_next", menu=Menu.REPORT, keys=("F3",), context=Context.REPORT, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Find next"),
        tip=QT_TRANSLATE_NOOP("Commands", "The next place of the words in this report"),
    ),
    Command(
        id="find_previous", menu=Menu.REPORT, keys=("Shift+F3",), context=Context.REPORT, repeats=True, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Find previous"),
        tip=QT_TRANSLATE_NOOP("Commands", "The place of the words before this one"),
    ),
    Command(
        id="mode_prefilled", menu=Menu.REPORT, keys=("Ctrl+1",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Mode: pre-filled"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show suggestions with their evidence in the rows"),
    ),
    Command(
        id="mode_second_reader", menu=Menu.REPORT, keys=("Ctrl+2",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Mode: second reader"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show nothing before your own answer, then only the rows that differ"),
    ),
    Command(
        id="mode_first_read", menu=Menu.REPORT, keys=("Ctrl+3",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Mode: first read"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show nothing before your own answer, then every row with the suggestion"),
    ),
    Command(
        id="first_reads", menu=Menu.REPORT, ends_group=True, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Share of first reads…"),
        tip=QT_TRANSLATE_NOOP("Commands", "How many of the reports are drawn by chance and read without suggestions"),
    ),
    Command(
        id="earlier", menu=Menu.REPORT, keys=("Ctrl+E",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "Earlier reports"),
        tip=QT_TRANSLATE_NOOP("Commands", "Go to the earlier reports of this patient; Enter opens one beside"),
    ),
    Command(
        id="patient_reports", menu=Menu.REPORT, keys=("Ctrl+Shift+E",), context=Context.REPORT, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "All reports of this patient"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show every report of this patient in the worklist"),
    ),
    Command(
        id="session", menu=Menu.VIEW, keys=("Ctrl+Shift+R",), writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Reading session…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Plan a session, rare findings first; look at the one that is on"),
    ),
    Command(
        id="session_end", menu=Menu.VIEW, writes=True, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "End the session"),
        tip=QT_TRANSLATE_NOOP("Commands", "End the reading session and show what came of it"),
    ),
    Command(
        id="queue", menu=Menu.VIEW, keys=("Ctrl+L",),
        text=QT_TRANSLATE_NOOP("Commands", "Choose queue…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Choose which reports are shown and served next"),
    ),
    Command(
        id="save_view", menu=Menu.VIEW, keys=("Ctrl+Shift+S",), writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Save this search as a view…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Give what the worklist's box says a name, and keep it with the project"),
    ),
    Command(
        id="views", menu=Menu.VIEW, ends_group=True, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Saved views…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Use, rename or delete the saved views of this project"),
    ),
    Command(
        id="flag", menu=Menu.REPORT, keys=("F",), context=Context.FINDINGS, writes=True, is_checkable=True,
        more_keys=("F",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Flag"),
        tip=QT_TRANSLATE_NOOP("Commands", "Flag this report, or take the flag away"),
    ),
    Command(
        id="comment", menu=Menu.REPORT, keys=("C",), context=Context.FINDINGS, writes=True,
        more_keys=("C",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Comment…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Write a comment on this report, change it or take it away"),
    ),
    Command(
        id="skip", menu=Menu.REPORT, keys=("S",), context=Context.FINDINGS, writes=True,
        more_keys=("S",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Skip…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Skip this report and say why; open a skipped one again"),
    ),
    Command(
        id="comments", menu=Menu.REPORT, keys=("Ctrl+Shift+C",), context=Context.REPORT,
        text=QT_TRANSLATE_NOOP("Commands", "All comments…"),
        tip=QT_TRANSLATE_NOOP("Commands", "List the comments of this project and open their reports"),
    ),
    Command(
        id="row_down", menu=Menu.FINDINGS, keys=("Down", "J"), context=Context.FINDINGS, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Next row"), tip=QT_TRANSLATE_NOOP("Commands", "One finding down"),
    ),
    Command(
        id="row_up", menu=Menu.FINDINGS, keys=("Up", "K"), context=Context.FINDINGS, repeats=True,
        text=QT_TRANSLATE_NOOP("Commands", "Row before"), tip=QT_TRANSLATE_NOOP("Commands", "One finding up"),
    ),
    Command(
        id="next_waiting", menu=Menu.FINDINGS, keys=("Shift+Down",), context=Context.FINDINGS, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Next row that needs me"),
        tip=QT_TRANSLATE_NOOP("Commands", "Go to the next row that waits for your key"),
    ),
    Command(
        id="fold", menu=Menu.FINDINGS, keys=("O",), context=Context.FINDINGS, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Rows that agree"),
        tip=QT_TRANSLATE_NOOP("Commands", "After a second reading: show or fold the rows that agree with the model"),
    ),
    Command(
        id="set_positive", menu=Menu.FINDINGS, keys=("P", "1"), context=Context.FINDINGS, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Positive"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report says it is there; go to the next row"),
    ),
    Command(
        id="set_negative", menu=Menu.FINDINGS, keys=("N", "2"), context=Context.FINDINGS, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Negative"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report says it is not there; go to the next row"),
    ),
    Command(
        id="set_uncertain", menu=Menu.FINDINGS, keys=("U", "3"), context=Context.FINDINGS, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Uncertain"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report hedges; go to the next row"),
    ),
    Command(
        id="set_not_mentioned", menu=Menu.FINDINGS, keys=("M", "4"), context=Context.FINDINGS, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Not mentioned"),
        tip=QT_TRANSLATE_NOOP("Commands", "The report says nothing about it; go to the next row"),
    ),
    Command(
        id="accept", menu=Menu.FINDINGS, keys=("A",), context=Context.FINDINGS, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Accept suggestion"),
        tip=QT_TRANSLATE_NOOP("Commands", "Accept this row's suggestion; go to the next row"),
    ),
    Command(
        id="unsure", menu=Menu.FINDINGS, keys=("Shift+U",), context=Context.FINDINGS, writes=True, ends_group=True,
        more_keys=("Shift+U",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "I am not sure"),
        tip=QT_TRANSLATE_NOOP("Commands", "Mark that you are not sure about this row, apart from what the report says"),
    ),
    Command(
        id="next_evidence", menu=Menu.FINDINGS, keys=("E",), context=Context.FINDINGS,
        more_keys=("E",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Next evidence"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show the next place in the text that this row rests on"),
    ),
    Command(
        id="mark_evidence", menu=Menu.FINDINGS, keys=("Shift+E",), context=Context.FINDINGS, writes=True,
        more_keys=("Shift+E",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Mark as evidence"),
        tip=QT_TRANSLATE_NOOP("Commands", "Mark the selected words as evidence, or take the mark at the caret away"),
    ),
    Command(
        id="guideline", menu=Menu.FINDINGS, keys=("H",), context=Context.FINDINGS,
        more_keys=("H",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Guideline"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show or hide what the taxonomy says about this finding"),
    ),
    Command(
        id="edit_guideline", menu=Menu.FINDINGS, keys=("Shift+H",), context=Context.FINDINGS, writes=True,
        more_keys=("Shift+H",), more_context=Context.TEXT,
        text=QT_TRANSLATE_NOOP("Commands", "Edit guideline…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Write what this project does with hard cases of this finding"),
    ),
    Command(
        id="suggest", menu=Menu.SUGGEST, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Suggest where nothing is suggested"),
        tip=QT_TRANSLATE_NOOP("Commands", "Let the model read all reports without a suggestion, in the background"),
    ),
    Command(
        id="suggest_this", menu=Menu.SUGGEST, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Suggest for this report"),
        tip=QT_TRANSLATE_NOOP("Commands", "Let the model read the open report again"),
    ),
    Command(
        id="suggest_like", menu=Menu.SUGGEST, keys=("Ctrl+Shift+L",), writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Suggest as in its like"),
        tip=QT_TRANSLATE_NOOP(
            "Commands", "Suggest what stands in the report that this one reads like, to all unread ones alike"
        ),
    ),
    Command(
        id="suggest_cancel", menu=Menu.SUGGEST,
        text=QT_TRANSLATE_NOOP("Commands", "Stop suggesting"),
        tip=QT_TRANSLATE_NOOP("Commands", "Stop; what was suggested is kept"),
    ),
    Command(
        id="train", menu=Menu.MODEL, keys=("Ctrl+T",),
        text=QT_TRANSLATE_NOOP("Commands", "Train…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Let an adapter learn from the corrections; what it will do is shown first"),
    ),
    Command(
        id="adapters", menu=Menu.MODEL, keys=("Ctrl+Shift+T",),
        text=QT_TRANSLATE_NOOP("Commands", "Adapters…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Which adapter suggests and how it came to; out to a file, in from one"),
    ),
    Command(
        id="roll_back", menu=Menu.MODEL, writes=True,
        text=QT_TRANSLATE_NOOP("Commands", "Roll back the adapter…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Let the adapter that suggested before suggest again"),
    ),
    *IMAGE_COMMANDS,
    *LAYOUT_COMMANDS,
    Command(
        id="progress", menu=Menu.VIEW, keys=("Ctrl+P",), ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Progress…"),
        tip=QT_TRANSLATE_NOOP("Commands", "Today, time per report, counts and agreement, as charts and tables"),
    ),
    Command(
        id="next_panel", menu=Menu.VIEW, keys=("F6",),
        text=QT_TRANSLATE_NOOP("Commands", "Next panel"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the keyboard to the next panel"),
    ),
    Command(
        id="focus_findings", menu=Menu.VIEW, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Go to findings"),
        tip=QT_TRANSLATE_NOOP("Commands", "Move the keyboard to the findings"),
    ),
    Command(
        id="full_screen", menu=Menu.VIEW, keys=("F11",), is_checkable=True,
        text=QT_TRANSLATE_NOOP("Commands", "Full screen"),
        tip=QT_TRANSLATE_NOOP("Commands", "Use the whole screen, or a window again"),
    ),
    Command(
        id="larger", menu=Menu.VIEW, keys=("Ctrl++", "Ctrl+="),
        text=QT_TRANSLATE_NOOP("Commands", "Larger text"),
        tip=QT_TRANSLATE_NOOP("Commands", "All text and controls 10 % larger, up to 200 %"),
    ),
    Command(
        id="smaller", menu=Menu.VIEW, keys=("Ctrl+-",),
        text=QT_TRANSLATE_NOOP("Commands", "Smaller text"),
        tip=QT_TRANSLATE_NOOP("Commands", "All text and controls 10 % smaller, down to 100 %"),
    ),
    Command(
        id="switch_theme", menu=Menu.VIEW, ends_group=True,
        text=QT_TRANSLATE_NOOP("Commands", "Dark or light"),
        tip=QT_TRANSLATE_NOOP("Commands", "Change between the dark and the light theme"),
    ),
    Command(
        id="keys", menu=Menu.HELP, keys=("F1", "?"),
        text=QT_TRANSLATE_NOOP("Commands", "Keys"),
        tip=QT_TRANSLATE_NOOP("Commands", "Show what every key does"),
    ),
    Command(
        id="about", menu=Menu.HELP,
        text=QT_TRANSLATE_NOOP("Commands", "About"),
        tip=QT_TRANSLATE_NOOP("Commands", "Version, licences and what this program is for"),
    ),
)  # fmt: skip
