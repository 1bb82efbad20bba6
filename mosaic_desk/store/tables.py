"""The tables as SQLModel classes, for questions and writes inside `store`; no row leaves it.

The schema itself is made by the migrations; a test compares the two. Choices are stored as short
words, times as ISO 8601 in UTC, lists and mappings as JSON.
"""

from sqlmodel import Field, SQLModel


class SettingRow(SQLModel, table=True):
    """A small value of the project by its key."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str


class TaxonomyRow(SQLModel, table=True):
    """A taxonomy, whole, as JSON."""

    __tablename__ = "taxonomy"
    number: int = Field(primary_key=True)
    taxonomy_id: str
    version: str
    fingerprint: str
    body: str
    added_at: str


class ReportRow(SQLModel, table=True):
    """A report; `position` is its place in the order of import, from 1."""

    __tablename__ = "report"
    position: int = Field(primary_key=True)
    report_id: str
    language: str | None
    patient_id: str | None
    study_date: str | None
    has_text: int
    has_image: int
    images: str
    text: str


class TruthRow(SQLModel, table=True):
    """A label kept apart for scoring; its taxonomy need not be one of the project."""

    __tablename__ = "truth"
    report_position: int = Field(primary_key=True)
    taxonomy_id: str = Field(primary_key=True)
    finding_id: str = Field(primary_key=True)
    label: str


class ModelRow(SQLModel, table=True):
    """Which model answered; shared by its suggestions."""

    __tablename__ = "model"
    number: int = Field(primary_key=True)
    backbone: str
    backbone_hash: str
    adapter: str | None
    adapter_hash: str | None
    prompt_hash: str


class SuggestionRow(SQLModel, table=True):
    """The current suggestion of a report under a taxonomy version."""

    __tablename__ = "suggestion"
    taxonomy_number: int = Field(primary_key=True)
    report_position: int = Field(primary_key=True)
    model: int
    at: str
    findings: str
    warnings: str
    error: str | None


class EmbeddingRow(SQLModel, table=True):
    """What a model made of a report's text; see `core.embedding`."""

    __tablename__ = "embedding"
    model: int = Field(primary_key=True)
    report_position: int = Field(primary_key=True)
    vector: bytes


class EventRow(SQLModel, table=True):
    """One row of the history; `digest` chains it to the row before."""

    __tablename__ = "event"
    number: int = Field(primary_key=True)
    action: int
    at: str
    reader: str
    mode: str
    kind: str
    report_position: int
    taxonomy_number: int
    finding_id: str | None
    before: str | None
    after: str | None
    shown: str | None
    evidence: str
    spent_ms: int
    drawn_by: str
    undoes: int | None
    note: str | None
    digest: str


class ChainEndRow(SQLModel, table=True):
    """Where the history ends: the number of events and actions, and the last digest."""

    __tablename__ = "chain_end"
    only: int = Field(primary_key=True)
    events: int
    actions: int
    digest: str


class ActionRow(SQLModel, table=True):
    """Whether an action counts: done, undone (can be redone), gone (cannot), imported (never undone; draws too)."""

    __tablename__ = "action"
    number: int = Field(primary_key=True)
    status: str


class LabelRow(SQLModel, table=True):
    """The label that stands for a finding, and the event that set it."""

    __tablename__ = "label"
    taxonomy_number: int = Field(primary_key=True)
    report_position: int = Field(primary_key=True)
    finding_id: str = Field(primary_key=True)
    label: str
    event_number: int


class LabelCountRow(SQLModel, table=True):
    """How many labels of a class stand for a finding."""

    __tablename__ = "label_count"
    taxonomy_number: int = Field(primary_key=True)
    finding_id: str = Field(primary_key=True)
    label: str = Field(primary_key=True)
    n: int


class ReportStateRow(SQLModel, table=True):
    """Where a report stands under a taxonomy version."""

    __tablename__ = "report_state"
    taxonomy_number: int = Field(primary_key=True)
    report_position: int = Field(primary_key=True)
    state: str
    is_flagged: int
    has_suggestion: int
    is_waiting: int


class ReportCountRow(SQLModel, table=True):
    """How many reports are unread, started, done, skipped, flagged, or wait for a suggestion."""

    __tablename__ = "report_count"
    taxonomy_number: int = Field(primary_key=True)
    what: str = Field(primary_key=True)
    n: int


class MarkRow(SQLModel, table=True):
    """Which event stands for what, beside the labels; `finding_id` is empty for what concerns the report."""

    __tablename__ = "mark"
    taxonomy_number: int = Field(primary_key=True)
    report_position: int = Field(primary_key=True)
    what: str = Field(primary_key=True)
    finding_id: str = Field(primary_key=True)
    event_number: int


class GuidanceRow(SQLModel, table=True):
    """What a lead wrote over a taxonomy's own guidance for a finding; the last one stands."""

    __tablename__ = "guidance"
    number: int = Field(primary_key=True)
    taxonomy_id: str
    finding_id: str
    text: str
    reader: str
    at: str


class AdapterEventRow(SQLModel, table=True):
    """One line of the history of adapters; `digest` chains it to the line before."""

    __tablename__ = "adapter_event"
    number: int = Field(primary_key=True)
    at: str
    reader: str
    kind: str
    adapter: str | None
    adapter_hash: str | None
    reason: str
    figures: str
    digest: str


class AdapterChainEndRow(SQLModel, table=True):
    """Where the history of adapters ends: the number of its lines, and the last digest."""

    __tablename__ = "adapter_chain_end"
    only: int = Field(primary_key=True)
    events: int
    digest: str


class FormerSuggestionRow(SQLModel, table=True):
    """A suggestion in whose place another model's came."""

    __tablename__ = "former_suggestion"
    number: int = Field(primary_key=True)
    taxonomy_number: int
    report_position: int
    model: int
    at: str
    findings: str
    warnings: str
    error: str | None
