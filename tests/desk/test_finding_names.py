"""Findings are named in the interface's language where the taxonomy has a name in it; nothing stored changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project

TAXONOMY = taxonomy_from_toml(
    """
id = "two"
languages = ["en", "da"]
[[findings]]
id = "bleeding"
[findings.name]
en = "Bleeding"
da = "Blødning"
[[findings]]
id = "edema"
name = "Edema"
""",
    "two",
)
ONE = ReportId("r1")
BLEEDING, _ = TAXONOMY.finding_ids


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.mosaic"
    reports = (IncomingReport(report=Report(report_id=ONE, text="Blødning.")),)
    with Project.create(path, [TAXONOMY]) as made:
        incoming = Incoming(source="s", format="jsonl", reports=reports)
        made.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
    opened = Session.open(path, reader=ReaderName("Ada"))
    opened.set_language("da")
    yield opened
    opened.close()


def test_rows_counts_and_progress_are_named_in_the_language(session: Session) -> None:
    wanted = ["Blødning", "Edema"]
    assert [row.name for row in session.page(ONE, TAXONOMY.id).rows] == wanted
    assert [count.name for count in session.summary(TAXONOMY.id).counts] == wanted
    assert [finding.name for finding in session.progress(TAXONOMY.id).findings] == wanted
    session.set_language(None)
    assert [row.name for row in session.page(ONE, TAXONOMY.id).rows] == ["Bleeding", "Edema"]


def test_undo_and_history_name_the_finding_in_the_language(session: Session) -> None:
    session.set_label(ONE, TAXONOMY.id, BLEEDING, MentionClass.NEGATIVE, spent_ms=0)
    assert session.summary(TAXONOMY.id).undo_text == "Undo: Blødning → negative"
    assert session.history.entries()[0].text == "Blødning → negative"
    assert session.history.undo().text == "Undo: Blødning → negative"


def test_the_taxonomy_itself_stays_as_it_is(session: Session) -> None:
    assert session.taxonomy(TAXONOMY.id).fingerprint() == TAXONOMY.fingerprint()
    assert TAXONOMY.named_in(None) is TAXONOMY
    assert TAXONOMY.named_in("da").finding(BLEEDING).name() == "Blødning"
    assert TAXONOMY.named_in("fr").finding(BLEEDING).name() == "Bleeding"
