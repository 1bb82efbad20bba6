"""The schema, as numbered migrations: migration N turns an empty or version N-1 file into version N.

A migration that has been released is never edited, so its words are written out here and not taken
from `core`. Counters and the rows of `report_state` are kept by triggers: whoever writes a report, a
taxonomy or a label cannot forget them. The search index cannot be: with `trusted_schema` off, older
SQLite lets no trigger touch it, and no CHECK call a JSON function. Knows nothing of locks, connections or core values.
"""

import sqlite3

from mosaic_desk.core.errors import ProjectDamaged
from mosaic_desk.store.migration_2 import add_marks
from mosaic_desk.store.migration_3 import add_worklist
from mosaic_desk.store.migration_4 import add_adapter_history
from mosaic_desk.store.migration_5 import add_embeddings
from mosaic_desk.store.scripts import run_script
from mosaic_desk.store.triggers import EVENT_TRIGGERS, STATE_TRIGGERS

APPLICATION_ID = 0x4D4F5344
"""“MOSD”, in the header of every project file."""

_CLASSES = "('positive','negative','uncertain','not_mentioned')"
_LABEL_KINDS = "('set','accepted','accepted_untouched','imported','cleared')"

_TABLES = f"""
CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE taxonomy (
    number INTEGER PRIMARY KEY,
    taxonomy_id TEXT NOT NULL CHECK (taxonomy_id <> ''),
    version TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (taxonomy_id, version)
) STRICT;

-- The text stands last: a worklist reads the columns before it without touching its overflow pages.
CREATE TABLE report (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    report_id TEXT NOT NULL UNIQUE CHECK (report_id <> ''),
    language TEXT,
    patient_id TEXT,
    study_date TEXT,
    has_text INTEGER NOT NULL CHECK (has_text IN (0, 1)),
    has_image INTEGER NOT NULL CHECK (has_image IN (0, 1)),
    images TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE truth (
    report_position INTEGER NOT NULL REFERENCES report (position),
    taxonomy_id TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label IN {_CLASSES}),
    PRIMARY KEY (report_position, taxonomy_id, finding_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE model (
    number INTEGER PRIMARY KEY,
    backbone TEXT NOT NULL,
    backbone_hash TEXT NOT NULL,
    adapter TEXT,
    adapter_hash TEXT,
    prompt_hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX model_once ON model
    (backbone, backbone_hash, coalesce(adapter, ''), coalesce(adapter_hash, ''), prompt_hash);

CREATE TABLE suggestion (
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    model INTEGER NOT NULL REFERENCES model (number),
    at TEXT NOT NULL,
    findings TEXT NOT NULL,
    warnings TEXT NOT NULL,
    error TEXT,
    PRIMARY KEY (taxonomy_number, report_position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    action INTEGER NOT NULL CHECK (action > 0),
    at TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    mode TEXT NOT NULL CHECK (mode IN ('prefilled','second_reader','first_read','imported')),
    kind TEXT NOT NULL CHECK (kind IN
        ('set','accepted','accepted_untouched','imported','cleared',
         'committed','reopened','flagged','unflagged','undone','redone')),
    report_position INTEGER NOT NULL REFERENCES report (position),
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    finding_id TEXT,
    before TEXT CHECK (before IN {_CLASSES}),
    after TEXT CHECK (after IN {_CLASSES}),
    shown TEXT,
    evidence TEXT NOT NULL,
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    drawn_by TEXT NOT NULL,
    undoes INTEGER CHECK (undoes < action),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    CHECK ((kind IN ('undone','redone')) = (undoes IS NOT NULL)),
    CHECK (kind NOT IN {_LABEL_KINDS} OR finding_id IS NOT NULL),
    CHECK (kind NOT IN ('committed','reopened','flagged','unflagged') OR finding_id IS NULL),
    CHECK (kind NOT IN {_LABEL_KINDS} OR (kind = 'cleared') = (after IS NULL))
) STRICT;
CREATE INDEX event_of_report ON event (report_position, taxonomy_number, number);
CREATE INDEX event_of_action ON event (action, number);

-- One row: where the chain of digests ends, so that a cut-off history is found.
CREATE TABLE chain_end (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    events INTEGER NOT NULL,
    actions INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;

-- Derived from the events from here on; `doctor` replays them and compares.
CREATE TABLE action (
    number INTEGER PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('done','undone','gone','imported'))
) STRICT;
CREATE INDEX action_by_status ON action (status, number);

CREATE TABLE label (
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    finding_id TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label IN {_CLASSES}),
    event_number INTEGER NOT NULL REFERENCES event (number),
    PRIMARY KEY (taxonomy_number, report_position, finding_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE label_count (
    taxonomy_number INTEGER NOT NULL,
    finding_id TEXT NOT NULL,
    label TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (taxonomy_number, finding_id, label)
) STRICT, WITHOUT ROWID;

-- A row for every report under every taxonomy, so that “the next open one” is one step in an index.
-- is_waiting: has text, and no model has answered it; an answer that is an error waits no longer.
CREATE TABLE report_state (
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    state TEXT NOT NULL CHECK (state IN ('unread','started','done')),
    is_flagged INTEGER NOT NULL CHECK (is_flagged IN (0, 1)),
    has_suggestion INTEGER NOT NULL CHECK (has_suggestion IN (0, 1)),
    is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)),
    PRIMARY KEY (taxonomy_number, report_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_by_state ON report_state (taxonomy_number, state, report_position);
CREATE INDEX report_flagged ON report_state (taxonomy_number, report_position) WHERE is_flagged = 1;
CREATE INDEX report_waiting ON report_state (taxonomy_number, report_position) WHERE is_waiting = 1;

CREATE TABLE report_count (
    taxonomy_number INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('unread','started','done','flagged','waiting')),
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (taxonomy_number, what)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE report_search USING fts5(
    report_id, text, content='report', content_rowid='position',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
INSERT INTO chain_end (only, events, actions, digest) VALUES (1, 0, 0, '{"0" * 64}');
"""

_TAXONOMY_TRIGGERS = """
CREATE TRIGGER taxonomy_is_never_changed BEFORE UPDATE ON taxonomy
    BEGIN SELECT RAISE(ABORT, 'a stored taxonomy is never changed'); END;
CREATE TRIGGER taxonomy_is_never_deleted BEFORE DELETE ON taxonomy
    BEGIN SELECT RAISE(ABORT, 'a stored taxonomy is never deleted'); END;
CREATE TRIGGER taxonomy_added AFTER INSERT ON taxonomy BEGIN
    INSERT INTO report_count VALUES (NEW.number, 'unread', 0), (NEW.number, 'started', 0),
        (NEW.number, 'done', 0), (NEW.number, 'flagged', 0), (NEW.number, 'waiting', 0);
    INSERT INTO report_state SELECT NEW.number, position, 'unread', 0, 0, has_text FROM report;
END;
"""

_LABEL_TRIGGERS = """
CREATE TRIGGER label_added AFTER INSERT ON label BEGIN
    INSERT INTO label_count VALUES (NEW.taxonomy_number, NEW.finding_id, NEW.label, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER label_changed AFTER UPDATE OF label ON label BEGIN
    UPDATE label_count SET n = n - 1
        WHERE taxonomy_number = OLD.taxonomy_number AND finding_id = OLD.finding_id AND label = OLD.label;
    INSERT INTO label_count VALUES (NEW.taxonomy_number, NEW.finding_id, NEW.label, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER label_deleted AFTER DELETE ON label BEGIN
    UPDATE label_count SET n = n - 1
        WHERE taxonomy_number = OLD.taxonomy_number AND finding_id = OLD.finding_id AND label = OLD.label;
END;
"""


def _make_schema(connection: sqlite3.Connection) -> None:
    for script in (_TABLES, EVENT_TRIGGERS, _TAXONOMY_TRIGGERS, STATE_TRIGGERS, _LABEL_TRIGGERS):
        run_script(connection, script)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


MIGRATIONS = (_make_schema, add_marks, add_worklist, add_adapter_history, add_embeddings)
"""Migration N is at index N-1; each runs in a transaction of its own with the new `user_version`."""

CURRENT_VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file from its own version to the current one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (are_keys_on,) = connection.execute("PRAGMA foreign_keys").fetchone()
    # Within a transaction the setting cannot be changed, and rebuilding a table needs it off.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for number, migration in enumerate(MIGRATIONS[version:], version + 1):
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                migration(connection)
                _refuse_broken_references(connection)
                connection.execute(f"PRAGMA user_version = {number}")
    finally:
        connection.execute(f"PRAGMA foreign_keys = {are_keys_on}")


def _refuse_broken_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise ProjectDamaged(
            "The project cannot be brought up to date: it is damaged. Work on with a backup, and keep this file."
        )
