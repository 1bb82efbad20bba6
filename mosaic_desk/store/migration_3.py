"""Migration 3: what the worklist is searched by, and saved views.

Derived tables, so that a question over a hundred thousand reports is a walk along an index: what the
suggestions say, where readers differ from them, who has worked on which report. Those that follow from
one row are kept by triggers; what a suggestion says is written with it (`store.suggested`), because its
JSON cannot be read by a trigger. `doctor` builds all of them again and compares.
"""

import json
import sqlite3

from mosaic_desk.store.scripts import run_script

_TABLES = """
CREATE INDEX report_language ON report (language);
CREATE INDEX report_date ON report (study_date);
CREATE INDEX report_patient ON report (patient_id, study_date);
CREATE INDEX report_with_image ON report (position) WHERE has_image = 1;
CREATE INDEX report_without_text ON report (position) WHERE has_text = 0;
CREATE INDEX label_by_class ON label (taxonomy_number, finding_id, label, report_position);

-- What the current suggestion says, less “not mentioned”; 'none' where it leaves out a finding that is asked.
CREATE TABLE suggested (
    taxonomy_number INTEGER NOT NULL,
    report_position INTEGER NOT NULL,
    finding_id TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label IN ('positive','negative','uncertain','none')),
    PRIMARY KEY (taxonomy_number, report_position, finding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggested_by_class ON suggested (taxonomy_number, finding_id, label, report_position);

-- A row for every suggestion that is no error; `least` is the lowest probability of a class it chose,
-- empty where its model tells none.
CREATE TABLE suggested_report (
    taxonomy_number INTEGER NOT NULL,
    report_position INTEGER NOT NULL,
    least REAL,
    PRIMARY KEY (taxonomy_number, report_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggested_by_least ON suggested_report (taxonomy_number, least, report_position);

-- The findings of which the label that stands is not the class that is suggested.
CREATE TABLE disagreement (
    taxonomy_number INTEGER NOT NULL,
    report_position INTEGER NOT NULL,
    finding_id TEXT NOT NULL,
    PRIMARY KEY (taxonomy_number, report_position, finding_id)
) STRICT, WITHOUT ROWID;

-- Who has done something on which report, also what was undone since; being served one is not doing.
CREATE TABLE reader_report (
    taxonomy_number INTEGER NOT NULL,
    reader TEXT NOT NULL,
    report_position INTEGER NOT NULL,
    PRIMARY KEY (taxonomy_number, reader, report_position)
) STRICT, WITHOUT ROWID;
INSERT INTO reader_report
    SELECT DISTINCT taxonomy_number, reader, report_position FROM event WHERE kind <> 'drawn';

CREATE TABLE saved_view (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    query TEXT NOT NULL
) STRICT;
"""

_DIFFERS = """
        FROM suggested_report AS r LEFT JOIN suggested AS s ON s.taxonomy_number = r.taxonomy_number
            AND s.report_position = r.report_position AND s.finding_id = NEW.finding_id
        WHERE r.taxonomy_number = NEW.taxonomy_number AND r.report_position = NEW.report_position
            AND coalesce(s.label, 'not_mentioned') NOT IN (NEW.label, 'none');
"""

_TRIGGERS = f"""
CREATE TRIGGER label_differs AFTER INSERT ON label BEGIN
    INSERT INTO disagreement SELECT NEW.taxonomy_number, NEW.report_position, NEW.finding_id
{_DIFFERS}
END;
CREATE TRIGGER label_differs_now AFTER UPDATE OF label ON label BEGIN
    DELETE FROM disagreement WHERE taxonomy_number = OLD.taxonomy_number
        AND report_position = OLD.report_position AND finding_id = OLD.finding_id;
    INSERT INTO disagreement SELECT NEW.taxonomy_number, NEW.report_position, NEW.finding_id
{_DIFFERS}
END;
CREATE TRIGGER label_differs_no_more AFTER DELETE ON label BEGIN
    DELETE FROM disagreement WHERE taxonomy_number = OLD.taxonomy_number
        AND report_position = OLD.report_position AND finding_id = OLD.finding_id;
END;
CREATE TRIGGER reader_worked AFTER INSERT ON event WHEN NEW.kind <> 'drawn' BEGIN
    INSERT INTO reader_report VALUES (NEW.taxonomy_number, NEW.reader, NEW.report_position) ON CONFLICT DO NOTHING;
END;
"""

_DISAGREEMENTS = """
INSERT INTO disagreement
    SELECT l.taxonomy_number, l.report_position, l.finding_id
    FROM label AS l JOIN suggested_report AS r USING (taxonomy_number, report_position)
        LEFT JOIN suggested AS s USING (taxonomy_number, report_position, finding_id)
    WHERE coalesce(s.label, 'not_mentioned') NOT IN (l.label, 'none')
"""


def add_worklist(connection: sqlite3.Connection) -> None:
    """Add the tables of the worklist, and fill them from what the project holds."""
    run_script(connection, _TABLES)
    asked = {
        number: [finding["id"] for finding in json.loads(body)["findings"]]
        for number, body in connection.execute("SELECT number, body FROM taxonomy")
    }
    answered = connection.execute(
        "SELECT taxonomy_number, report_position, findings, warnings FROM suggestion WHERE error IS NULL"
    )
    for number, position, findings, warnings in answered:
        _fill(connection, number, position, asked[number], json.loads(findings), json.loads(warnings))
    connection.execute(_DISAGREEMENTS)
    run_script(connection, _TRIGGERS)


def _fill(  # noqa: PLR0917 - the columns of one row
    connection: sqlite3.Connection, number: int, position: int, asked: list[str],
    slots: dict[str, dict[str, object]], warnings: list[str],
) -> None:  # fmt: skip
    shares = [slot["probabilities"].get(slot["label"], 0.0) for slot in slots.values()]  # type: ignore[attr-defined]
    least = None if "no_probabilities" in warnings or not shares else min(shares)
    connection.execute("INSERT INTO suggested_report VALUES (?, ?, ?)", (number, position, least))
    labels = {finding_id: slots[finding_id]["label"] if finding_id in slots else "none" for finding_id in asked}
    connection.executemany(
        "INSERT INTO suggested VALUES (?, ?, ?, ?)",
        [(number, position, finding_id, label) for finding_id, label in labels.items() if label != "not_mentioned"],
    )
