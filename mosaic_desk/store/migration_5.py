"""Migration 5: the embeddings of reports, by the model whose states they are made of.

A table of its own, so that a million of them are read without a suggestion's JSON, and so that those of a former
model stay when another model's suggestion takes the place of the one they came with: a roll-back finds them again.
"""

import sqlite3

from mosaic_desk.store.scripts import run_script

_TABLES = """
CREATE TABLE embedding (
    model INTEGER NOT NULL REFERENCES model (number),
    report_position INTEGER NOT NULL REFERENCES report (position),
    vector BLOB NOT NULL CHECK (length(vector) = 128),
    PRIMARY KEY (model, report_position)
) STRICT, WITHOUT ROWID;
"""


def add_embeddings(connection: sqlite3.Connection) -> None:
    """Add the table; what was suggested before came without embeddings."""
    run_script(connection, _TABLES)
