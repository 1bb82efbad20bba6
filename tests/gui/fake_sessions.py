"""Reading sessions in memory: one that counts what a test says was read, and a ranking that waits for its word."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.prevalence import prevalence
from mosaic_desk.core.progress import Agreement, Way
from mosaic_desk.core.queued import QueuedReport, QueueKind, Reason
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.core.reading_session import (
    FindingStanding,
    Footing,
    FoundPrevalence,
    Over,
    Ranked,
    SessionAdvice,
    SessionEnd,
    SessionPlan,
    SessionStanding,
)
from mosaic_desk.desk.queueing import TARGET
from tests.gui.fake_reports import NAMES, NOON, TAXONOMY

BEFORE = {"pneumothorax": 3, "edema": 12}
"""Confirmed positives when a session begins; of the other findings there is none."""


def standing_of(
    plan: SessionPlan | None = None, *, read: int = 0, found: Mapping[str, int] | None = None,
    names: Mapping[str, str] = NAMES,
) -> SessionStanding:
    """A session in which so many reports were read and so many positives found."""
    plan = plan or SessionPlan(taxonomy_id=TAXONOMY)
    found = found or {}
    return SessionStanding(
        plan=plan, started_at=NOON, reader=ReaderName("Ada Berg"), read=read, skipped=0, seconds=read * 24.0, left=40,
        findings=tuple(
            FindingStanding(
                finding_id=FindingId(finding_id), name=name, before=BEFORE.get(finding_id, 0),
                now=BEFORE.get(finding_id, 0) + found.get(finding_id, 0),
                target=plan.targets.get(FindingId(finding_id), TARGET),
            )
            for finding_id, name in names.items()
        ),
    )  # fmt: skip


def end_of(standing: SessionStanding, *, corrected: int = 61, is_drawn: bool = True) -> SessionEnd:
    """What came of it; some reports were drawn at random, or none."""
    findings = standing.findings
    return SessionEnd(
        standing=standing, first_reads=standing.read // 5 if is_drawn else 0,
        per_report_s=21.4 if standing.read else None,
        agreement={
            Way.FIRST_READ: Agreement(answers=312, agreed=290, mentions=64, agreed_mentions=51),
            Way.SHOWN: Agreement(answers=1248, agreed=1222, mentions=301, agreed_mentions=280),
        } if standing.read else {},
        found=tuple(sorted(findings, key=lambda one: one.before)),
        prevalence=tuple(
            FoundPrevalence(
                finding_id=one.finding_id, name=one.name, prevalence=prevalence(one.before, 100) if is_drawn else None,
                chosen_positives=one.now, chosen_reports=96,
            )
            for one in findings
        ),
        is_depleted=False,
        advice=SessionAdvice(
            kind=QueueKind.RARE, lacking=tuple(sorted((one for one in findings if one.deficit), key=lambda o: o.now))
        ),
        corrected=corrected,
    )  # fmt: skip


def why(finding_id: str | None, sentence: str, *, like: str | None = None) -> QueuedReport:
    """A reason to serve a report, in the words of the desk; None: for no finding."""
    return QueuedReport(
        report_id=ReportId("R-0001"), finding_id=FindingId(finding_id) if finding_id else None, sentence=sentence,
        reason=Reason(why=Why.LIKE if like else Why.LEXICON, confirmed=3, like=ReportId(like) if like else None),
    )  # fmt: skip


class FakeSessions:
    """`on` is the session as the next look finds it; `fail_with` is raised by what changes it."""

    def __init__(self) -> None:
        self.on: SessionStanding | None = None
        self.corrected = 61
        self.is_drawn = True
        self.saying: str | None = None
        self.fail_with: MosaicError | None = None
        self.footing = Footing.SUGGESTIONS
        self.calls: list[str] = []
        self.begun: list[tuple[SessionPlan, Ranked]] = []
        self.refilled: list[Ranked] = []

    @property
    def wants_more(self) -> bool:
        return self.on is not None and self.on.is_ranking

    def begin(self, plan: SessionPlan, ranked: Ranked) -> SessionStanding:
        self._refuse()
        if not ranked.reports:
            raise InputError("Every report is read: there is nothing for a session.")
        self.begun.append((plan, ranked))
        self.on = replace(standing_of(plan), footing=ranked.footing)
        return self.on

    def standing(self) -> SessionStanding | None:
        return self.on

    def read(self, count: int = 1, *, over: Over | None = None, **found: int) -> None:
        """So many more reports are read, and these positives found in all."""
        assert self.on is not None
        on = standing_of(self.on.plan, read=self.on.read + count, found=found)
        self.on = replace(on, over=over, footing=self.on.footing)

    def refill(self, ranked: Ranked) -> None:
        assert self.on is not None
        self.refilled.append(ranked)
        self.on = replace(self.on, is_ranking=False)

    def take_up(self) -> SessionStanding:
        self._refuse()
        assert self.on is not None
        self.on = replace(self.on, is_left=False)
        return self.on

    def leave(self) -> None:
        assert self.on is not None
        self.on = replace(self.on, is_left=True)

    def end(self) -> SessionEnd:
        self._refuse()
        assert self.on is not None
        self.calls.append("end")
        end, self.on = end_of(self.on, corrected=self.corrected, is_drawn=self.is_drawn), None
        return end

    def drop(self) -> None:
        self.on = None

    def told(self) -> str | None:
        said, self.saying = self.saying, None
        return said

    def _refuse(self) -> None:
        if self.fail_with is not None:
            raise self.fail_with


class FakeRanking:
    """Stands for the desk's; a ranking comes to its end once `go_on` is set."""

    made: ClassVar["list[FakeRanking]"] = []
    reports: tuple[QueuedReport, ...] = ()
    footing = Footing.SUGGESTIONS
    fail_with: MosaicError | None = None
    go_on = threading.Event()

    def __init__(self, path: Path, plan: SessionPlan, *, language: str | None = None, is_blind: bool = False) -> None:
        self.path, self.plan, self.language, self.is_blind = path, plan, language, is_blind
        self.threads: list[int] = []
        FakeRanking.made.append(self)

    def refresh(self) -> Ranked:
        self.threads.append(threading.get_ident())
        assert FakeRanking.go_on.wait(10)
        if FakeRanking.fail_with is not None:
            raise FakeRanking.fail_with
        return Ranked(reports=FakeRanking.reports, footing=FakeRanking.footing)

    @classmethod
    def forget(cls) -> None:
        """As at the start of a test: it has one report, and waits for nothing."""
        cls.made, cls.fail_with, cls.footing = [], None, Footing.SUGGESTIONS
        cls.reports = (why("pneumothorax", "only 3 positives of pneumothorax so far; the report names it"),)
        cls.go_on = threading.Event()
        cls.go_on.set()
