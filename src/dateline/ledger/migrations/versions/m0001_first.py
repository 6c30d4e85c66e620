"""The first ledger: documents, stories, statements, claims, links, copies, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.ledger.migrations.append_only import append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_DECISIONS = ("links", "copies")


def upgrade() -> None:
    """Create all tables, and make decisions unchangeable."""
    _tables()
    for table in _DECISIONS:
        append_only(table)


def _tables() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "codings",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("coding", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_codings_document", "codings", ["document"])
    op.create_table(
        "stories",
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("coding", sa.String(200), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("coding", sa.String(200), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_statements_id", "statements", ["id"])
    op.create_table(
        "claims",
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("coding", sa.String(200), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_index("claims_by_type", "claims", ["type", "start"])
    op.create_table(
        "links",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("claim", sa.String(32), nullable=False),
        sa.Column("incident", sa.String(32), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("supersedes", sa.Integer),
    )
    op.create_index("ix_links_claim", "links", ["claim"])
    op.create_index("ix_links_incident", "links", ["incident"])
    op.create_table(
        "copies",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("original", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_copies_document", "copies", ["document"])
    op.create_table(
        "runs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32)),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("components", sa.Text, nullable=False),
        sa.Column("inputs", sa.Integer),
        sa.Column("done", sa.Integer),
        sa.Column("rejected", sa.Integer),
    )
    op.create_table(
        "run_inputs",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("run", sa.String(32), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id")),
        sa.Column("code", sa.String(32)),
        sa.Column("detail", sa.Text),
        sa.Column("made_by", sa.Text),
    )
    op.create_index("ix_run_inputs_run", "run_inputs", ["run"])
