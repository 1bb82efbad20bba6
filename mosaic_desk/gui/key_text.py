"""The map of the keys in force as values: by place, as text, as a document to print. Knows no dialog."""

import html
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from mosaic_desk.gui.actions import command_text
from mosaic_desk.gui.keyboard import commands_in_force
from mosaic_desk.gui.keymap import Command, Context, shown_key

CONTEXTS = (
    Context.FINDINGS,
    Context.REPORT,
    Context.TEXT,
    Context.WORKLIST,
    Context.HISTORY,
    Context.IMAGE,
    Context.EVERYWHERE,
)
"""In the order in which a reader looks for them."""

_DOTS_PER_INCH = 150


def context_word(context: Context) -> str:
    """Where the keys work, in words."""
    return {
        Context.EVERYWHERE: QCoreApplication.translate("Commands", "Everywhere"),
        Context.REPORT: QCoreApplication.translate("Commands", "Report"),
        Context.FINDINGS: QCoreApplication.translate("Commands", "Findings"),
        Context.WORKLIST: QCoreApplication.translate("Commands", "Worklist"),
        Context.IMAGE: QCoreApplication.translate("Commands", "Image"),
        Context.TEXT: QCoreApplication.translate("Commands", "Report text"),
        Context.HISTORY: QCoreApplication.translate("Commands", "History"),
    }[context]


def keys_in(context: Context) -> list[tuple[Command, tuple[str, ...]]]:
    """Commands with the keys that they have in one context."""
    found = []
    for command in commands_in_force():
        keys = (command.keys if command.context is context else ()) + (
            command.more_keys if command.more_keys and command.more_context is context else ()
        )
        shown = printable_keys(keys)
        if shown:
            found.append((command, shown))
    return found


def printable_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys less those that look alike: Return and Enter are the same to a reader."""
    return tuple(key for key in keys if not key.endswith("Return") or key.replace("Return", "Enter") not in keys)


def key_map_text() -> str:
    """The map as plain text, a line a command."""
    lines: list[str] = []
    for context in CONTEXTS:
        rows = [(" · ".join(map(shown_key, keys)), command_text(command)) for command, keys in keys_in(context)]
        if rows:
            width = max(len(keys) for keys, _ in rows)
            lines += [context_word(context), *(f"  {keys.ljust(width)}  {text}" for keys, text in rows), ""]
    return "\n".join(lines)


def write_key_map_pdf(file: Path) -> None:
    """Write the map as a PDF of A4 pages.

    Raises:
        OSError: if the file cannot be written.
    """
    with file.open("wb"):  # Qt would only warn
        pass
    writer = QPdfWriter(str(file))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 16, 18, 16), QPageLayout.Unit.Millimeter)
    writer.setTitle(QCoreApplication.translate("KeyHelp", "Keys"))
    document = QTextDocument()
    document.setHtml(_page())
    document.print_(writer)


def _page() -> str:
    title = html.escape(QCoreApplication.translate("KeyHelp", "Keys of MOSAIC Desk"))
    parts = [f"<h2>{title}</h2>"]
    for context in CONTEXTS:
        rows = "".join(
            f"<tr><td><b>{html.escape(' · '.join(map(shown_key, keys)))}</b>&nbsp;&nbsp;&nbsp;</td>"
            f"<td>{html.escape(command_text(command))}</td></tr>"
            for command, keys in keys_in(context)
        )
        if rows:
            parts.append(f"<h3>{html.escape(context_word(context))}</h3><table cellpadding='2'>{rows}</table>")
    return f"<html><body style='font-family: sans-serif; font-size: 9pt; color: black'>{''.join(parts)}</body></html>"
