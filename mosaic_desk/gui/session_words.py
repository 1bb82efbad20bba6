"""A reading session in words: where it stands, why it is over, how long it took. Knows no widget."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import FindingStanding, Footing, Over, SessionPlan, SessionStanding
from mosaic_desk.gui.isolates import guarded
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.queue_words import queue_name
from mosaic_desk.gui.training_words import count

translate = QCoreApplication.translate


def session_brief(standing: SessionStanding) -> str:
    """“Rare findings 37/120”, or by minutes “Rare findings 12/30 min”; a hard space stands before the figures."""
    return f"{queue_name(standing.plan.kind)}{_HARD}{_figures(standing)}"


def how_far(standing: SessionStanding) -> str:
    """“37 of 120 read”, or by minutes “12 of 30 min, 37 read”."""
    plan = standing.plan
    if plan.size is not None:
        told = translate("Sessions", "{0} of {1} read")
        return told.replace("{0}", counted(standing.read)).replace("{1}", counted(plan.size))
    told = translate("Sessions", "{0} of {1} min, {2} read")
    told = told.replace("{0}", counted(_minutes(standing.seconds))).replace("{1}", counted(plan.minutes or 0))
    return told.replace("{2}", counted(standing.read))


def session_lines(standing: SessionStanding) -> tuple[str, ...]:
    """The session in one line, as long as there is room and ever shorter: “Rare findings  ·  37 of 120 read  ·  …”."""
    far = how_far(standing)
    return session_line(standing), f"{queue_name(standing.plan.kind)}  ·  {far}", far, _figures(standing)


def left_lines(standing: SessionStanding) -> tuple[str, ...]:
    """What is said of a session that was left, as long as there is room and shorter."""
    told = translate("Sessions", "Left: {0}").replace("{0}", how_far(standing))
    return left_line(standing), told, _figures(standing)


def session_line(standing: SessionStanding) -> str:
    """The session in one line: “Rare findings  ·  37 of 120 read  ·  14 min  ·  2 skipped”."""
    parts = [queue_name(standing.plan.kind), how_far(standing)]
    if standing.plan.size is not None and standing.seconds >= _MINUTE:
        parts.append(translate("Sessions", "{0} min").replace("{0}", counted(_minutes(standing.seconds))))
    if standing.skipped:
        parts.append(translate("Sessions", "{0} skipped").replace("{0}", counted(standing.skipped)))
    return "  ·  ".join(parts)


def left_line(standing: SessionStanding) -> str:
    """What is said of a session that was left."""
    told = translate("Sessions", "A session was left: {0}, {1}.")
    return told.replace("{0}", queue_name(standing.plan.kind)).replace("{1}", how_far(standing))


def finding_words(finding: FindingStanding) -> str:
    """“Rib fracture: 3 before, 5 now, 20 wanted”, for a screen reader and a tool tip."""
    told = translate("Sessions", "{0}: {1} before, {2} now, {3} wanted")
    told = told.replace("{1}", counted(finding.before)).replace("{2}", counted(finding.now))
    return told.replace("{3}", counted(finding.target)).replace("{0}", guarded(finding.name))


def wanted_first(standing: SessionStanding) -> tuple[FindingStanding, ...]:
    """The findings that the session looks for: favoured ones first, then those that lack most."""
    favoured = set(standing.plan.favoured)
    wanted = [finding for finding in standing.findings if finding.target > finding.before]
    return tuple(sorted(wanted, key=lambda one: (one.finding_id not in favoured, -one.deficit, one.now)))


def counts_findings(plan: SessionPlan) -> bool:
    """Whether the queue is about findings that lack positives."""
    return plan.kind is QueueKind.RARE


def footing_sentence(standing: SessionStanding) -> str:
    """What the ranking has to go by where it is less than suggestions; empty where nothing need be said."""
    if standing.footing is Footing.WORDS:
        return translate("Sessions", "No report has a suggestion yet: the reports are chosen by their words.")
    if standing.footing is Footing.NOTHING:
        return translate(
            "Sessions", "Nothing tells yet which reports hold rare findings: they come by chance or as imported."
        )
    return ""


def over_sentence(over: Over | None, read: int) -> str:
    """Why a session is over, and how much was read."""
    reports = count(
        read, one=translate("Sessions", "{0} report read."), more=translate("Sessions", "{0} reports read.")
    )
    why = {
        Over.SIZE: translate("Sessions", "All that was planned is read."),
        Over.MINUTES: translate("Sessions", "The time is up."),
        Over.NOTHING_LEFT: translate("Sessions", "Nothing is left in this queue."),
        Over.TAXONOMY_CHANGED: translate(
            "Sessions", "The findings that are asked were changed, so the session ended; nothing is lost."
        ),
    }
    return f"{why[over]} {reports}" if over is not None else reports


def _figures(standing: SessionStanding) -> str:
    plan = standing.plan
    if plan.size is not None:
        return f"{counted(standing.read)}/{counted(plan.size)}"
    told = translate("Sessions", "{0}/{1} min")
    return told.replace("{0}", counted(_minutes(standing.seconds))).replace("{1}", counted(plan.minutes or 0))


def _minutes(seconds: float) -> int:
    return int(seconds // _MINUTE)


_MINUTE = 60
_HARD = "\N{NO-BREAK SPACE}"
