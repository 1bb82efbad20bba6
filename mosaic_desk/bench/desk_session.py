"""One reading session from the window and by keys alone: planned, read by a robot who knows the truth, ended.

Everything is the program's own: the project, the ranking in its thread apart, the window, the page at the end.
The robot reads as a careful reader does. Beside what was found stands what as many reports drawn at random would
have held, by the truth of all of them.
"""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from mosaic_desk.bench.desk_cases import READER
from mosaic_desk.bench.desk_reading import Truth
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_typing import CTRL, SHIFT, Album, Typist
from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck, driven_window
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reading_session import SIZE, FindingStanding, SessionEnd
from mosaic_desk.core.review import Phase
from mosaic_desk.desk.office import Office
from mosaic_desk.gui.session_dialog import SessionDialog
from mosaic_desk.gui.settings import Settings

RARE = 0.02
"""The share of all reports below which a finding is called rare."""
_CHOSEN_WITHIN_S = 600.0
_KEY = Qt.Key


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionJob:
    """A session: on which project, what is true of its reports, how many are read. `pictures` None: none are taken."""

    project: Path
    truth: Truth
    read: int = SIZE
    pictures: Path | None = None


def read_session(job: SessionJob) -> dict[str, Any]:
    """One session, told as plain data.

    Raises:
        MosaicError: if the window does not do what the keys ask for, or the session is refused.
    """

    def begin(office: Office) -> None:
        office.session._serving._chance = Random(1)  # the same first reads in every session

    settings = Settings(reader=READER, theme="light", language="en")
    with driven_window(job.project, prepare=begin, settings=settings) as driven:
        return _Session(job, driven).told()


class _Session:
    """The steps, one method each, in their order in `told`."""

    def __init__(self, job: SessionJob, driven: DrivenWindow) -> None:
        self._job, self._driven, self._typist = job, driven, Typist(driven)
        self._sessions = driven.window.around.sessions
        self._album = Album(driven, job.pictures)
        self._reasons: Counter[str] = Counter()

    def told(self) -> dict[str, Any]:
        """Reads the session, and tells of it."""
        started = time.monotonic()
        self._plan()
        chosen_s = time.monotonic() - started
        self._read()
        end = self._end()
        return {
            "reports": len(self._job.truth), "read": end.standing.read, "first_reads": end.first_reads,
            "keys": self._driven.keys, "chosen_s": round(chosen_s, 1),
            "seconds": round(time.monotonic() - started, 1), "reasons": dict(self._reasons.most_common()),
            "found": [_finding(one, self._job.truth, end.standing.read) for one in end.found],
            "pictures": self._album.names,
        }  # fmt: skip

    def _plan(self) -> None:
        """The dialog, with another number where another is wanted; Enter begins."""

        def answer(dialog: QDialog) -> None:
            if not isinstance(dialog, SessionDialog):
                raise WindowStuck("Another dialog came up than the one that plans a session.")
            self._typist.tab_to(dialog.amount)
            self._typist.write(str(self._job.read))
            self._album.take_at_rest("start", dialog)
            self._typist.press(_KEY.Key_Return)

        self._typist.press_and_answer(_KEY.Key_R, CTRL | SHIFT, answer)
        banner = self._driven.window.banner
        self._driven.until(lambda: self._is_on() or bool(banner.text), patience_s=_CHOSEN_WITHIN_S)
        if not self._is_on():
            raise WindowStuck(banner.text)
        self._return()
        self._album.take_at_rest("first-report")

    def _read(self) -> None:
        robot, middle = Robot(self._driven, self._job.truth, Policy.CAREFUL), self._job.read // 2
        for number in range(self._job.read):
            self._note_reason()
            is_middle = number == middle
            robot.read(before_commit=self._take_middle if is_middle else lambda: None)
            self._driven.settle()
            if self._has_ended():
                return

    def _return(self) -> None:
        """The window gets the keyboard back, as a desktop sees to: off-screen nobody does."""
        window = self._driven.window
        window.activateWindow()
        self._driven.until(window.isActiveWindow)
        self._driven.settle()
        window.findings.focus_rows()

    def _end(self) -> SessionEnd:
        self._driven.until(self._has_ended)
        page = self._sessions.end_page
        assert page is not None, "it has come up"
        self._album.take_at_rest("end", page)
        if page.prevalence.isVisibleTo(page):
            self._typist.tab_to(page.prevalence)
            page.page.area.ensureWidgetVisible(page.warnings)
            self._album.take_at_rest("end-below", page)
        self._typist.press(_KEY.Key_Escape)
        return page.end

    def _take_middle(self) -> None:
        if self._driven.page.phase is Phase.OPEN:
            self._album.take_at_rest("middle")

    def _is_on(self) -> bool:
        standing = self._sessions.standing
        return standing is not None and not standing.is_left

    def _has_ended(self) -> bool:
        page = self._sessions.end_page
        return page is not None and page.isVisible()

    def _note_reason(self) -> None:
        """Why the report is open, as the screen knows it: of one that is read unseen it does not."""
        page = self._driven.page
        if page.why is not None:
            self._reasons[str(page.why.reason.why)] += 1
        else:
            self._reasons["first read" if page.drawn_by == "random" else "not told"] += 1


def _finding(one: FindingStanding, truth: Truth, read: int) -> dict[str, Any]:
    there = _positives(truth, one.finding_id)
    return {
        "finding": one.name, "before": one.before, "after": one.now, "wanted": one.target, "there": there,
        "by_chance": round(there * read / max(len(truth), 1), 1), "is_rare": 0 < there < RARE * len(truth),
    }  # fmt: skip


def _positives(truth: Truth, finding_id: FindingId) -> int:
    return sum(labels.get(finding_id) is MentionClass.POSITIVE for labels in truth.values())


def told_session(told: Mapping[str, Any]) -> str:
    """The session in words: what was found of each finding, beside what chance would have found."""
    lines = [
        f"Read: {told['read']} of {told['reports']:,} reports, {told['first_reads']} of them first reads drawn at"
        f" random; {told['keys']} keys, {told['seconds']:g} s; the reports were chosen in {told['chosen_s']:g} s.",
        "",
        f"{'finding':<28}{'there':>7}{'found':>7}{'by chance':>11}",
    ]
    rare = [one for one in told["found"] if one["is_rare"]]
    for one in told["found"]:
        mark = "  rare" if one["is_rare"] else ""
        found = one["after"] - one["before"]
        lines.append(f"{one['finding']:<28}{one['there']:>7}{found:>7}{one['by_chance']:>11}{mark}")
    if rare:
        found, chance = sum(one["after"] - one["before"] for one in rare), sum(one["by_chance"] for one in rare)
        times = f", {found / chance:.1f} times as many" if chance else ""
        words = f"Rare findings (under {RARE:.0%} of the reports)"
        lines += ["", f"{words}: {found} found, where chance would give {chance:.1f}{times}."]
    reasons = ", ".join(f"{reason} {count}" for reason, count in told["reasons"].items())
    return "\n".join([*lines, f"Why they came: {reasons}."])
