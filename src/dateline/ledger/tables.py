"""The ledger's tables.

Records are kept whole as JSON in `body`; the columns beside it are what queries ask for, and never say anything that
the body does not. `coding` names the versions that made a record: a new version adds rows, it never overwrites.
`events`, `likely`, `signatures` and `alike` are an index for linking: they hold nothing that the others do not.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata: Final = MetaData()

documents: Final = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("origin", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("published", Date),
    Column("body", Text, nullable=False),
)
codings: Final = Table(
    "codings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("coding", String(200), nullable=False),
    Column("at", String(32), nullable=False),
)
stories: Final = Table(
    "stories",
    metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("coding", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
statements: Final = Table(
    "statements",
    metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("coding", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, index=True),
    Column("body", Text, nullable=False),
)
claims: Final = Table(
    "claims",
    metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("coding", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, index=True),
    Column("type", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("country", String(2)),
    Column("start", Date),
    Column("end", Date),
    Column("confidence", Float, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_by_type", "type", "start"),
)
sketches: Final = Table(
    "sketches",
    metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("coding", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
events: Final = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("coding", String(200), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("rank", String(200), nullable=False),
    Column("claims", Text, nullable=False),
    Column("profile", LargeBinary, nullable=False),
)
likely: Final = Table(
    "likely",
    metadata,
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("second", Integer, primary_key=True, autoincrement=False, index=True),
    Column("score", Float, nullable=False),
)
signatures: Final = Table(
    "signatures",
    metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("coding", String(200), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("bands", LargeBinary, nullable=False),
)
alike: Final = Table(
    "alike",
    metadata,
    Column("first", String(32), primary_key=True),
    Column("second", String(32), primary_key=True, index=True),
    Column("share", Float, nullable=False),
)
decisions: Final = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("action", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer),
)
links: Final = Table(
    "links",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("incident", String(32), nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("supersedes", Integer),
)
copies: Final = Table(
    "copies",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("document", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("original", String(32), ForeignKey("documents.id"), nullable=False),
    Column("share", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
runs: Final = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("options", Text, nullable=False),
    Column("components", Text, nullable=False),
    Column("inputs", Integer),
    Column("done", Integer),
    Column("rejected", Integer),
)
run_inputs: Final = Table(
    "run_inputs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("run", String(32), ForeignKey("runs.id"), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("document", String(32), ForeignKey("documents.id")),
    Column("code", String(32)),
    Column("detail", Text),
    Column("made_by", Text),
)
APPEND_ONLY: Final = ("links", "copies", "decisions")
"""Tables of decisions: a row is never changed or taken away; a later row supersedes it."""
