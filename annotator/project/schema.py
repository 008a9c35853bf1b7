"""The tables of a project file, and the two numbers in its header that say whose it is and how old.

`logged_tables` are the ones whose every change goes into the operation log. A document's texts are immutable
rows that nothing ever deletes while the history holds, so the log speaks of them by id only.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

APPLICATION_ID = 0x414E4F54  # "ANOT"
SCHEMA_VERSION = 5

metadata = MetaData()


def _id() -> Column[Any]:
    return Column("id", LargeBinary, primary_key=True, nullable=False)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _reference(name: str, target: str, on_delete: str, required: bool = False) -> Column[Any]:
    return Column(name, LargeBinary, ForeignKey(f"{target}.id", ondelete=on_delete), nullable=not required)


project = Table(
    "project",
    metadata,
    _id(),
    _text("title"),
    _text("research_question"),
    _text("method"),
    Column("language", Text, nullable=False, server_default="en"),
    Column("created_us", Integer, nullable=False),
)

coder = Table(
    "coder",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    _text("initials"),
    _text("colour"),
    _text("role"),
    _text("preunderstanding"),
)

participant = Table(
    "participant",
    metadata,
    _id(),
    Column("label", Text, nullable=False),
    _text("pseudonym"),
    _text("note"),
    Column("order_key", Text, nullable=False),
)

attribute = Table(
    "attribute",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("choices", Text, nullable=False, server_default="[]"),
    Column("order_key", Text, nullable=False),
)

attribute_value = Table(
    "attribute_value",
    metadata,
    _id(),
    _reference("attribute_id", "attribute", "CASCADE", required=True),
    _reference("participant_id", "participant", "CASCADE"),
    _reference("document_id", "document", "CASCADE"),
    Column("value", Text, nullable=False),
    Index("attribute_value_by_participant", "participant_id"),
    Index("attribute_value_by_document", "document_id"),
    Index("attribute_value_by_attribute", "attribute_id"),
)

# The long columns come last: SQLite reads a row from the front, and skips what lies behind the one it wants.
document_text = Table(
    "document_text",
    metadata,
    _id(),
    Column("length", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created_us", Integer, nullable=False),
    Column("formats", Text, nullable=False),
    Column("text", Text, nullable=False),
    # A later version of a text holds only what is other than in this one, as JSON in its own `text`.
    _reference("base_id", "document_text", "RESTRICT"),
    Index("document_text_by_sha256", "sha256"),
    Index("document_text_by_base", "base_id"),
)

document = Table(
    "document",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    _reference("participant_id", "participant", "SET NULL"),
    _reference("text_id", "document_text", "RESTRICT", required=True),
    _text("source_name"),
    _text("source_format"),
    _text("source_sha256"),
    Column("order_key", Text, nullable=False),
    Column("created_us", Integer, nullable=False),
    Index("document_by_participant", "participant_id"),
    Index("document_by_text", "text_id"),
)

speaker = Table(
    "speaker",
    metadata,
    _id(),
    _reference("document_id", "document", "CASCADE", required=True),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    _reference("participant_id", "participant", "SET NULL"),
    Column("order_key", Text, nullable=False),
    Index("speaker_by_document", "document_id"),
    Index("speaker_by_participant", "participant_id"),
)

code = Table(
    "code",
    metadata,
    _id(),
    _reference("parent_id", "code", "CASCADE"),
    Column("order_key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("colour", Text, nullable=False),
    _text("definition"),
    _text("when_to_use"),
    _text("when_not_to_use"),
    _reference("example_coding_id", "coding", "SET NULL"),
    Index("code_by_parent", "parent_id"),
    Index("code_by_example", "example_coding_id"),
)

coding = Table(
    "coding",
    metadata,
    _id(),
    _reference("document_id", "document", "CASCADE", required=True),
    _reference("code_id", "code", "CASCADE", required=True),
    _reference("coder_id", "coder", "RESTRICT", required=True),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("created_us", Integer, nullable=False),
    # The words that a coding stood on, where a correction took all of them away; its span is then empty.
    _text("lost_words"),
    # All that a transcript shows of a coding, so that opening one reads no other page.
    Index("coding_by_place", "document_id", "start_char", "end_char", "code_id", "coder_id", "id"),
    Index("coding_by_code", "code_id", "document_id", "start_char", "end_char"),
    Index("coding_by_coder", "coder_id"),
)

memo = Table(
    "memo",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    _text("title"),
    _text("text"),
    _reference("coder_id", "coder", "RESTRICT", required=True),
    _reference("document_id", "document", "SET NULL"),
    Column("start_char", Integer),
    Column("end_char", Integer),
    _reference("code_id", "code", "SET NULL"),
    _reference("coding_id", "coding", "SET NULL"),
    _reference("participant_id", "participant", "SET NULL"),
    _text("once_about"),
    Column("created_us", Integer, nullable=False),
    Column("changed_us", Integer, nullable=False),
    Index("memo_by_document", "document_id"),
    Index("memo_by_code", "code_id"),
    Index("memo_by_coding", "coding_id"),
    Index("memo_by_participant", "participant_id"),
    Index("memo_by_coder", "coder_id"),
)

# What a memo of kind "meeting" says beside its text: the day (ISO 8601), who was there (a JSON list of names).
meeting = Table(
    "meeting",
    metadata,
    _id(),
    _reference("memo_id", "memo", "CASCADE", required=True),
    _text("day"),
    Column("present", Text, nullable=False, server_default="[]"),
    _text("decisions"),
    Index("meeting_by_memo", "memo_id"),
)

# A passage that a memo speaks of, with its words as they were then.
memo_link = Table(
    "memo_link",
    metadata,
    _id(),
    _reference("memo_id", "memo", "CASCADE", required=True),
    _reference("coding_id", "coding", "SET NULL"),
    _reference("document_id", "document", "SET NULL"),
    Column("start_char", Integer),
    Column("end_char", Integer),
    _text("words"),
    Column("order_key", Text, nullable=False),
    Index("memo_link_by_memo", "memo_id"),
    Index("memo_link_by_coding", "coding_id"),
    Index("memo_link_by_document", "document_id"),
)

saved_table = Table(
    "saved_table",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("order_key", Text, nullable=False),
)

saved_query = Table(
    "saved_query",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("order_key", Text, nullable=False),
)

operation = Table(
    "operation",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", LargeBinary, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("coder_id", LargeBinary),
    Column("coder_name", Text, nullable=False, server_default=""),
    Column("time_us", Integer, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("undoes", LargeBinary),
    # What was done before it in its file, and for a merge also the last of each copy that came in: ids end to end.
    Column("parents", LargeBinary),
    # The merge that brought it here; an operation of this file has none.
    Column("merged_by", LargeBinary),
    Index("operation_by_time", "time_us"),
)

change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("operation_seq", Integer, ForeignKey("operation.seq", ondelete="CASCADE"), nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", LargeBinary, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("change_by_operation", "operation_seq"),
    Index("change_by_row", "row_id"),
)

logged_tables: tuple[Table, ...] = (
    project,
    coder,
    participant,
    attribute,
    attribute_value,
    document,
    speaker,
    code,
    coding,
    memo,
    meeting,
    memo_link,
    saved_table,
    saved_query,
)


def is_binary(column: Column[Any]) -> bool:
    """Whether a column holds bytes (written as hex digits in the log)."""
    return isinstance(column.type, LargeBinary)
