"""What queues are ranked by: every report's text and suggestion in one pass, and the little that changes after it.

The pass goes in the order of import and holds one report at a time: a hundred thousand texts are never in memory
together. What a commit changes (which reports are unread, which positives stand) are questions of their own, each
a walk along an index, so that ranking again needs no second pass.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, text
from sqlmodel import Session, col, select

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queue_row import QueueRow
from mosaic_desk.core.suggestion import NO_PROBABILITIES, ModelRef
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import embeddings
from mosaic_desk.store.database import Database
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.tables import ModelRow, TaxonomyRow
from mosaic_desk.store.values import taxonomy_of

Labelled = tuple[FindingId, int]
"""A finding, and the position of a report with a label for it."""

_AT_ONCE = 500  # values of one question: older SQLite takes 999
_NAN = float("nan")
_ROWS = text("""
    SELECT r.position, r.text, s.model, s.findings, instr(s.warnings, :bare) > 0 AS is_bare
    FROM report AS r LEFT JOIN suggestion AS s
        ON s.taxonomy_number = :number AND s.report_position = r.position AND s.error IS NULL
    ORDER BY r.position
""")
_FORMER = text("""
    SELECT f.report_position AS position, '' AS text, f.model, f.findings, instr(f.warnings, :bare) > 0 AS is_bare
    FROM former_suggestion AS f WHERE f.taxonomy_number = :number AND f.error IS NULL AND NOT EXISTS (
        SELECT 1 FROM former_suggestion AS later WHERE later.taxonomy_number = :number AND later.error IS NULL
            AND later.report_position = f.report_position AND later.number > f.number)
    ORDER BY f.report_position
""")
_IN_STATE = text("""
    SELECT report_position FROM report_state
    WHERE taxonomy_number = :number AND state = :state ORDER BY report_position
""")
_PENDING = text("""
    SELECT m.report_position FROM mark AS m INDEXED BY mark_by_what
    CROSS JOIN report_state AS s USING (taxonomy_number, report_position)
    WHERE m.taxonomy_number = :number AND m.what = 'pending' AND s.state = 'unread'
    ORDER BY m.event_number
""")
# A label counts once its report is done; of several versions of the taxonomy the last one under which it was.
_STANDING = """
    SELECT DISTINCT l.finding_id, l.report_position
    FROM label AS l JOIN report_state AS s USING (taxonomy_number, report_position)
    WHERE l.taxonomy_number IN :versions AND l.finding_id IN :findings AND l.label = 'positive' AND s.state = 'done'
        AND NOT EXISTS (SELECT 1 FROM label AS later JOIN report_state AS now USING (taxonomy_number, report_position)
            WHERE later.taxonomy_number IN :versions AND later.taxonomy_number > l.taxonomy_number
                AND later.report_position = l.report_position AND later.finding_id = l.finding_id
                AND later.label <> 'positive' AND now.state = 'done')
"""
_LISTS: Sequence[BindParameter[Any]] = (bindparam("versions", expanding=True), bindparam("findings", expanding=True))
_POSITIVES = text(f"{_STANDING} ORDER BY l.report_position").bindparams(*_LISTS)
_COUNT_POSITIVES = text(f"SELECT finding_id, count(*) FROM ({_STANDING}) GROUP BY finding_id").bindparams(*_LISTS)
# Without earlier versions: all positives that stand, from their cached count, less those of reports not done.
_STANDING_COUNT = text("""
    SELECT finding_id, n - (
        SELECT count(*) FROM report_state AS s CROSS JOIN label AS l USING (taxonomy_number, report_position)
        WHERE s.taxonomy_number = c.taxonomy_number AND s.state IN ('started', 'skipped')
            AND l.finding_id = c.finding_id AND l.label = 'positive')
    FROM label_count AS c WHERE taxonomy_number = :number AND label = 'positive'
""")
_LABELS = text("""
    SELECT l.report_position, l.finding_id, l.label
    FROM label AS l JOIN report_state AS s USING (taxonomy_number, report_position)
    WHERE l.taxonomy_number = :number AND s.state = 'done' ORDER BY l.report_position
""")
_DRAWN = text("""
    SELECT l.finding_id, count(*) AS reports, sum(l.label = 'positive') AS positives
    FROM mark AS m INDEXED BY mark_by_what
    CROSS JOIN report_state AS s USING (taxonomy_number, report_position)
    CROSS JOIN label AS l USING (taxonomy_number, report_position)
    WHERE m.taxonomy_number = :number AND m.what = 'drawn' AND s.state = 'done' GROUP BY l.finding_id
""")
_DONE_EARLIER = text("""
    SELECT DISTINCT l.finding_id, l.report_position
    FROM label AS l JOIN report_state AS s USING (taxonomy_number, report_position)
    WHERE l.taxonomy_number IN :earlier AND s.state = 'done'
""").bindparams(bindparam("earlier", expanding=True))
_STATES = text("""
    -- In this order: asked for are a few, in the project are a hundred thousand.
    SELECT r.report_id, s.state FROM report AS r CROSS JOIN report_state AS s ON s.report_position = r.position
    WHERE r.report_id IN :ids AND s.taxonomy_number = :number
""").bindparams(bindparam("ids", expanding=True))
_IDS = text("SELECT position, report_id FROM report WHERE position IN :positions").bindparams(
    bindparam("positions", expanding=True)
)


class QueueSource:
    """Questions about what ranks the reports under one taxonomy; like `Project`: each is one transaction."""

    def __init__(self, database: Database, asked: Asked) -> None:
        self._database = database
        self._asked = asked

    def rows(self) -> Iterator[QueueRow]:
        """Every report in the order of import, one at a time. To be gone through within `Project.at_once`."""
        findings, classes = self._asked.taxonomy.finding_ids, [str(one) for one in self._asked.taxonomy.classes]
        values = {"number": self._asked.number, "bare": NO_PROBABILITIES}
        with self._database.reading() as session:
            for row in session.connection().execute(_ROWS, values):
                yield _queue_row(row, findings, classes)

    def former_rows(self) -> Iterator[QueueRow]:
        """What stood before the current suggestion, of reports where another model's did; without their text.

        To be gone through within `Project.at_once`.
        """
        findings, classes = self._asked.taxonomy.finding_ids, [str(one) for one in self._asked.taxonomy.classes]
        values = {"number": self._asked.number, "bare": NO_PROBABILITIES}
        with self._database.reading() as session:
            for row in session.connection().execute(_FORMER, values):
                yield _queue_row(row, findings, classes)

    def embeddings(self) -> Iterator[tuple[int, int, bytes]]:
        """Position, model's number and embedding of every current suggestion that came with one, in order of import.

        Those of different models cannot be compared: what is done keeps the suggestion it had, so after a promotion
        ask for `embeddings_by` a model. To be gone through within `Project.at_once`.
        """
        with self._database.reading() as session:
            yield from embeddings.current(session, self._asked.number)

    def embeddings_by(self, model: int) -> Iterator[tuple[int, bytes]]:
        """Position and embedding of every report that a model ever answered with one, in the order of import.

        Also of reports that another model answers now. To be gone through within `Project.at_once`.
        """
        with self._database.reading() as session:
            yield from embeddings.of_model(session, model)

    def models(self) -> dict[int, ModelRef]:
        """The models that rows speak of, by their number."""
        with self._database.reading() as session:
            return {
                row.number: ModelRef(
                    backbone=row.backbone, backbone_hash=row.backbone_hash, adapter=row.adapter,
                    adapter_hash=row.adapter_hash, prompt_hash=row.prompt_hash,
                )
                for row in session.exec(select(ModelRow))
            }  # fmt: skip

    def unread(self) -> tuple[int, ...]:
        """The positions of the unread reports, in order."""
        return self._in_state("unread")

    def done(self) -> tuple[int, ...]:
        """The positions of the reports that are done, in order."""
        return self._in_state("done")

    def pending(self) -> tuple[int, ...]:
        """The positions of unread reports that were drawn at random earlier, the one drawn longest ago first."""
        with self._database.reading() as session:
            return tuple(session.connection().execute(_PENDING, {"number": self._asked.number}).scalars())

    def positives(self) -> tuple[Labelled, ...]:
        """The confirmed positives: of reports that are done, under any version with the same classes."""
        with self._database.reading() as session:
            versions = [self._asked.number, *self._earlier(session)]
            values = {"versions": versions, "findings": list(self._asked.taxonomy.finding_ids)}
            return tuple((FindingId(one), place) for one, place in session.connection().execute(_POSITIVES, values))

    def labels(self) -> Iterator[tuple[int, FindingId, MentionClass]]:
        """The labels of reports that are done, in the order of import. To be gone through within `at_once`."""
        with self._database.reading() as session:
            for place, finding_id, label in session.connection().execute(_LABELS, {"number": self._asked.number}):
                yield place, FindingId(finding_id), MentionClass(label)

    def count_positives(self) -> dict[FindingId, int]:
        """How many confirmed positives of each finding there are; every finding is there."""
        found = dict.fromkeys(self._asked.taxonomy.finding_ids, 0)
        with self._database.reading() as session:
            earlier = self._earlier(session)
            values = {"versions": [self._asked.number, *earlier], "findings": list(found)}
            asked = (_COUNT_POSITIVES, values) if earlier else (_STANDING_COUNT, {"number": self._asked.number})
            return found | {FindingId(one): int(n) for one, n in session.connection().execute(*asked)}

    def drawn_labels(self) -> dict[FindingId, tuple[int, int]]:
        """Of the reports that were drawn at random and are done: how many have a label for a finding, how many a
        positive one. Findings without any are missing.
        """
        with self._database.reading() as session:
            rows = session.connection().execute(_DRAWN, {"number": self._asked.number})
            return {FindingId(finding_id): (int(reports), int(positives)) for finding_id, reports, positives in rows}

    def states(self, report_ids: Sequence[ReportId]) -> dict[ReportId, ReportState]:
        """Where some reports stand; one that the project does not hold is missing."""
        values = {"number": self._asked.number, "ids": list(report_ids)}
        with self._database.reading() as session:
            rows = session.connection().execute(_STATES, values)
            return {ReportId(report_id): ReportState(state) for report_id, state in rows}

    def done_earlier(self) -> tuple[Labelled, ...]:
        """What was labelled under an earlier version with the same classes; such reports are unread under this one."""
        with self._database.reading() as session:
            earlier = self._earlier(session)
            found = session.connection().execute(_DONE_EARLIER, {"earlier": earlier}) if earlier else ()
            return tuple((FindingId(one), place) for one, place in found)

    def report_ids(self, positions: Sequence[int]) -> dict[int, ReportId]:
        """The ids of the reports at some places."""
        found: dict[int, ReportId] = {}
        with self._database.reading() as session:
            for first in range(0, len(positions), _AT_ONCE):
                some = list(positions[first : first + _AT_ONCE])
                rows = session.connection().execute(_IDS, {"positions": some})
                found |= {position: ReportId(name) for position, name in rows}
        return found

    def _in_state(self, state: str) -> tuple[int, ...]:
        with self._database.reading() as session:
            values = {"number": self._asked.number, "state": state}
            return tuple(session.connection().execute(_IN_STATE, values).scalars())

    def _earlier(self, session: Session) -> list[int]:
        """The numbers of the earlier versions whose labels mean the same: their classes are the same."""
        ours = self._asked.taxonomy
        question = select(TaxonomyRow).where(TaxonomyRow.taxonomy_id == ours.id)
        rows = session.exec(question.where(col(TaxonomyRow.number) < self._asked.number))
        return [row.number for row in rows if _has_classes_of(taxonomy_of(row), ours)]


def _has_classes_of(one: Taxonomy, other: Taxonomy) -> bool:
    return set(one.classes) == set(other.classes)


def _queue_row(row: Row[Any], findings: Sequence[str], classes: Sequence[str]) -> QueueRow:
    if row.findings is None:
        return QueueRow(position=row.position, text=row.text)
    slots = json.loads(row.findings)
    # By hand: thirteen values of `core` a report would take ten times as long as reading it.
    shares: list[float] = []
    for finding_id in findings:
        slot = slots.get(finding_id)
        told = slot.get("probabilities") if slot else None
        shares += [told.get(name, 0.0) for name in classes] if told else [_NAN] * len(classes)
    return QueueRow(
        position=row.position, text=row.text, probabilities=shares, model=row.model, is_bare=bool(row.is_bare)
    )
