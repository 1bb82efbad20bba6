"""Migration 4: the history of adapters, and the suggestions that were replaced by another model's.

Both only ever grow. Which adapter is active follows from the history, so that none becomes active
without a line that names who wanted it.
"""

import sqlite3

from mosaic_desk.store.scripts import run_script

_TABLES = f"""
CREATE TABLE adapter_event (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    at TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (trim(reader) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('promoted','rolled_back','imported')),
    adapter TEXT CHECK (adapter <> ''),
    adapter_hash TEXT,
    reason TEXT NOT NULL,
    figures TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    CHECK ((adapter IS NULL) = (adapter_hash IS NULL)),
    CHECK (kind = 'rolled_back' OR adapter IS NOT NULL)
) STRICT;

-- One row: where the chain of digests ends, so that a cut-off history is found.
CREATE TABLE adapter_chain_end (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    events INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
INSERT INTO adapter_chain_end (only, events, digest) VALUES (1, 0, '{"0" * 64}');

CREATE TABLE former_suggestion (
    number INTEGER PRIMARY KEY,
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    model INTEGER NOT NULL REFERENCES model (number),
    at TEXT NOT NULL,
    findings TEXT NOT NULL,
    warnings TEXT NOT NULL,
    error TEXT
) STRICT;
CREATE INDEX former_of_report ON former_suggestion (taxonomy_number, report_position, number);
CREATE INDEX suggestion_by_model ON suggestion (taxonomy_number, model, report_position);
"""

_TRIGGERS = """
CREATE TRIGGER adapter_event_is_never_changed BEFORE UPDATE ON adapter_event
    BEGIN SELECT RAISE(ABORT, 'the history of adapters is never changed'); END;
CREATE TRIGGER adapter_event_is_never_deleted BEFORE DELETE ON adapter_event
    BEGIN SELECT RAISE(ABORT, 'the history of adapters is never deleted'); END;
-- Also stops INSERT OR REPLACE, which deletes without firing the trigger above.
CREATE TRIGGER adapter_event_is_the_next_one BEFORE INSERT ON adapter_event
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM adapter_event)
    BEGIN SELECT RAISE(ABORT, 'the history of adapters has no gaps'); END;
CREATE TRIGGER suggestion_is_kept AFTER UPDATE ON suggestion WHEN NEW.model <> OLD.model BEGIN
    INSERT INTO former_suggestion (taxonomy_number, report_position, model, at, findings, warnings, error)
        VALUES (OLD.taxonomy_number, OLD.report_position, OLD.model, OLD.at, OLD.findings, OLD.warnings, OLD.error);
END;
CREATE TRIGGER former_suggestion_is_never_changed BEFORE UPDATE ON former_suggestion
    BEGIN SELECT RAISE(ABORT, 'a former suggestion is never changed'); END;
CREATE TRIGGER former_suggestion_is_never_deleted BEFORE DELETE ON former_suggestion
    BEGIN SELECT RAISE(ABORT, 'a former suggestion is never deleted'); END;
"""


def add_adapter_history(connection: sqlite3.Connection) -> None:
    """Add the tables; nothing was promoted before."""
    run_script(connection, _TABLES)
    run_script(connection, _TRIGGERS)
