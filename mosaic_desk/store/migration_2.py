"""Migration 2: marks beside the labels (evidence, doubts, comments, skips, blind reads) and guidance.

SQLite cannot change a CHECK, so three tables are rebuilt: made anew beside the old one, filled from it,
the old one dropped, the new one renamed. Foreign keys are off meanwhile (a drop would empty the
table row by row and find them broken) and checked before the transaction ends. Triggers that name a
rebuilt table are dropped first, since a rename refuses a schema in which one points at nothing.
"""

import sqlite3

from mosaic_desk.store.scripts import run_script
from mosaic_desk.store.triggers import EVENT_TRIGGERS, STATE_TRIGGERS

_CLASSES = "('positive','negative','uncertain','not_mentioned')"
_LABEL_KINDS = "('set','accepted','accepted_untouched','imported','left','cleared')"
_MARK_KINDS = "('evidence','unsure','sure')"
_REPORT_KINDS = "('committed','reopened','flagged','unflagged','commented','skipped','revealed','drawn')"

_DROP_TRIGGERS = """
DROP TRIGGER event_is_never_changed;
DROP TRIGGER event_is_never_deleted;
DROP TRIGGER event_is_the_next_one;
DROP TRIGGER taxonomy_added;
DROP TRIGGER report_added;
DROP TRIGGER state_added;
DROP TRIGGER state_changed;
"""

_EVENTS = f"""
CREATE TABLE new_event (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    action INTEGER NOT NULL CHECK (action > 0),
    at TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    mode TEXT NOT NULL CHECK (mode IN ('prefilled','second_reader','first_read','imported')),
    kind TEXT NOT NULL CHECK (kind IN
        ('set','accepted','accepted_untouched','imported','left','cleared','evidence','unsure','sure',
         'committed','reopened','flagged','unflagged','commented','skipped','revealed','drawn',
         'undone','redone')),
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
    note TEXT,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    CHECK ((kind IN ('undone','redone')) = (undoes IS NOT NULL)),
    CHECK (kind NOT IN {_LABEL_KINDS} OR finding_id IS NOT NULL),
    CHECK (kind NOT IN {_MARK_KINDS} OR (finding_id IS NOT NULL AND after IS NULL)),
    CHECK (kind NOT IN {_REPORT_KINDS} OR finding_id IS NULL),
    CHECK (kind NOT IN {_LABEL_KINDS} OR (kind = 'cleared') = (after IS NULL)),
    CHECK ((kind IN ('commented','skipped')) = (note IS NOT NULL))
) STRICT;
INSERT INTO new_event
    SELECT number, action, at, reader, mode, kind, report_position, taxonomy_number, finding_id, before,
        after, shown, evidence, spent_ms, drawn_by, undoes, NULL, digest
    FROM event ORDER BY number;
DROP TABLE event;
ALTER TABLE new_event RENAME TO event;
CREATE INDEX event_of_report ON event (report_position, taxonomy_number, number);
CREATE INDEX event_of_action ON event (action, number);
-- “How many today” is asked after every commit; an import of a hundred thousand reports is not counted.
CREATE INDEX event_committed ON event (at) WHERE kind = 'committed' AND drawn_by <> 'import';
"""

_STATES = """
CREATE TABLE new_report_state (
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    state TEXT NOT NULL CHECK (state IN ('unread','started','done','skipped')),
    is_flagged INTEGER NOT NULL CHECK (is_flagged IN (0, 1)),
    has_suggestion INTEGER NOT NULL CHECK (has_suggestion IN (0, 1)),
    is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)),
    PRIMARY KEY (taxonomy_number, report_position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_report_state
    SELECT taxonomy_number, report_position, state, is_flagged, has_suggestion, is_waiting FROM report_state;
DROP TABLE report_state;
ALTER TABLE new_report_state RENAME TO report_state;
CREATE INDEX report_by_state ON report_state (taxonomy_number, state, report_position);
CREATE INDEX report_flagged ON report_state (taxonomy_number, report_position) WHERE is_flagged = 1;
CREATE INDEX report_waiting ON report_state (taxonomy_number, report_position) WHERE is_waiting = 1;

CREATE TABLE new_report_count (
    taxonomy_number INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('unread','started','done','skipped','flagged','waiting')),
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (taxonomy_number, what)
) STRICT, WITHOUT ROWID;
INSERT INTO new_report_count SELECT taxonomy_number, what, n FROM report_count;
INSERT INTO new_report_count SELECT number, 'skipped', 0 FROM taxonomy;
DROP TABLE report_count;
ALTER TABLE new_report_count RENAME TO report_count;

CREATE TRIGGER taxonomy_added AFTER INSERT ON taxonomy BEGIN
    INSERT INTO report_count VALUES (NEW.number, 'unread', 0), (NEW.number, 'started', 0),
        (NEW.number, 'done', 0), (NEW.number, 'skipped', 0), (NEW.number, 'flagged', 0),
        (NEW.number, 'waiting', 0);
    INSERT INTO report_state SELECT NEW.number, position, 'unread', 0, 0, has_text FROM report;
END;
"""

_MARKS = """
-- Derived from the events: which event stands for what, beside the labels. Of a finding: its own evidence,
-- a reader's doubt, the label at the first commit of a blind read ('first'). Of the report (finding_id ''):
-- its comment, why it is skipped, that it was drawn and is not committed since ('pending'), its first
-- commit, that the suggestion was revealed.
CREATE TABLE mark (
    taxonomy_number INTEGER NOT NULL REFERENCES taxonomy (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    what TEXT NOT NULL CHECK (what IN
        ('evidence','unsure','first','comment','skip','drawn','pending','committed','revealed')),
    finding_id TEXT NOT NULL,
    event_number INTEGER NOT NULL REFERENCES event (number),
    PRIMARY KEY (taxonomy_number, report_position, what, finding_id),
    CHECK ((what IN ('evidence','unsure','first')) = (finding_id <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_by_what ON mark (taxonomy_number, what, report_position);
-- The first commits of the history so far: that of the first one that counts.
INSERT INTO mark
    SELECT taxonomy_number, report_position, 'committed', '', min(event.number)
    FROM event JOIN action ON action.number = event.action
    WHERE kind = 'committed' AND status IN ('done', 'imported')
    GROUP BY taxonomy_number, report_position;
-- The labels that stood then, where the report was read without suggestions: the last of each finding.
INSERT INTO mark
    SELECT taxonomy_number, report_position, 'first', finding_id, number FROM (
        SELECT m.taxonomy_number, m.report_position, e.finding_id, e.after, max(e.number) AS number
        FROM mark AS m JOIN event AS c ON c.number = m.event_number
            JOIN event AS e ON e.report_position = m.report_position
                AND e.taxonomy_number = m.taxonomy_number AND e.number < c.number
            JOIN action AS a ON a.number = e.action
        WHERE m.what = 'committed' AND c.mode IN ('first_read', 'second_reader') AND c.drawn_by <> 'import'
            AND a.status IN ('done', 'imported')
            AND e.kind IN ('set','accepted','accepted_untouched','imported','cleared')
        GROUP BY m.taxonomy_number, m.report_position, e.finding_id)
    WHERE after IS NOT NULL;

-- What a lead wrote over the taxonomy's own guidance, for all its versions; the last one stands.
CREATE TABLE guidance (
    number INTEGER PRIMARY KEY,
    taxonomy_id TEXT NOT NULL CHECK (taxonomy_id <> ''),
    finding_id TEXT NOT NULL CHECK (finding_id <> ''),
    text TEXT NOT NULL,
    reader TEXT NOT NULL CHECK (reader <> ''),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX guidance_of_finding ON guidance (taxonomy_id, finding_id, number);
"""


def add_marks(connection: sqlite3.Connection) -> None:
    """Rebuild the tables of events and states, and add those of marks and guidance."""
    for script in (_DROP_TRIGGERS, _EVENTS, EVENT_TRIGGERS, _STATES, STATE_TRIGGERS, _MARKS):
        run_script(connection, script)
