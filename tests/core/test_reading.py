"""Whether a report's suggestion may be seen, by what stands for the report and the mode that was chosen."""

import pytest

from mosaic_desk.core.committing import blind_commit_changes
from mosaic_desk.core.events import Correction, EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.reading import FirstCommit, Reading, way_of_reading
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage

PREFILLED, SECOND, FIRST, IMPORTED = Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ, Mode.IMPORTED
OPEN, BLIND, REVEALED = Phase.OPEN, Phase.BLIND, Phase.REVEALED
P, N, U, M = MentionClass


def committed(mode: Mode, drawn_by: str = "worklist", *, is_drawn: bool = False) -> Reading:
    commit = FirstCommit(mode=mode, drawn_by=drawn_by, reader=ReaderName("Ada"))
    return Reading(first_commit=commit, is_drawn=is_drawn)


@pytest.mark.parametrize(
    ("reading", "chosen", "way"),
    [
        (Reading(), PREFILLED, (PREFILLED, OPEN)),
        (Reading(), SECOND, (SECOND, BLIND)),
        (Reading(), FIRST, (FIRST, BLIND)),
        (Reading(is_drawn=True), PREFILLED, (FIRST, BLIND)),
        (Reading(is_drawn=True), SECOND, (FIRST, BLIND)),
        (committed(FIRST, "random", is_drawn=True), PREFILLED, (FIRST, REVEALED)),
        (committed(SECOND), PREFILLED, (SECOND, REVEALED)),
        (committed(SECOND), FIRST, (SECOND, REVEALED)),
        (committed(PREFILLED), SECOND, (PREFILLED, OPEN)),
        (committed(FIRST, "import"), FIRST, (PREFILLED, OPEN)),
        (committed(IMPORTED, "import"), SECOND, (PREFILLED, OPEN)),
    ],
)
def test_the_way_a_report_is_read(reading: Reading, chosen: Mode, way: tuple[Mode, Phase]) -> None:
    assert way_of_reading(reading, chosen) == way


def page(*, text: str = "Clear.", classes: tuple[MentionClass, ...] = ALL_CLASSES) -> ReviewPage:
    """Two findings, of which the first is labelled."""
    name, taxonomy_id = ReportId("r1"), TaxonomyId("t")
    stands = Correction(
        report_id=name, taxonomy_id=taxonomy_id, taxonomy_version="1", finding_id=FindingId("edema"), label=P,
        reader=ReaderName("Ada"), mode=FIRST, kind=EventKind.SET, at="",
    )  # fmt: skip
    rows = tuple(
        FindingRow(
            finding_id=FindingId(finding), name=finding, definition="", guidance="", suggestion=None,
            correction=stands if finding == "edema" else None, positives=0,
        )
        for finding in ("edema", "nodule")
    )  # fmt: skip
    return ReviewPage(
        report=Report(report_id=name, text=text), taxonomy_id=taxonomy_id, classes=classes, rows=rows,
        state=ReportState.STARTED, is_flagged=False, mode=FIRST, position=1, total=1, phase=BLIND,
    )  # fmt: skip


@pytest.mark.parametrize(("classes", "label"), [(ALL_CLASSES, M), ((P, U, M), M), ((P, N), N)])
def test_an_open_row_is_left_as_not_mentioned_or_what_that_falls_under(
    classes: tuple[MentionClass, ...], label: MentionClass
) -> None:
    changes = blind_commit_changes(page(classes=classes), has_suggestion=True)
    assert [change.kind for change in changes] == [EventKind.LEFT, EventKind.COMMITTED, EventKind.REVEALED]
    assert (changes[0].finding_id, changes[0].after, changes[0].shown) == ("nodule", label, None)


def test_nothing_is_left_in_a_report_without_text_and_nothing_revealed_that_is_not_there() -> None:
    changes = blind_commit_changes(page(text=" \n"), has_suggestion=False)
    assert [change.kind for change in changes] == [EventKind.COMMITTED]
