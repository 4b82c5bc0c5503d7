"""Adjustments, appointments, papers, what was settled, what colleges were reminded of"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("submission", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_no", sa.String(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"]),
        sa.PrimaryKeyConstraint("submission", "number"),
    )
    op.create_index("paper_name", "paper", ["person_name"])
    op.create_index("paper_no", "paper", ["person_no"])
    op.create_table(
        "adjustment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("leaver_name", sa.String(), nullable=False),
        sa.Column("leaver_no", sa.String(), nullable=False),
        sa.Column("incoming_name", sa.String(), nullable=False),
        sa.Column("incoming_no", sa.String(), nullable=False),
        sa.Column("application", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tenure", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("adjustment_application", "adjustment", ["application"])
    op.create_index("adjustment_college", "adjustment", ["college"])
    op.create_table(
        "collected",
        sa.Column("adjustment", sa.String(), nullable=False),
        sa.Column("submission", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["adjustment"], ["adjustment.id"]),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"]),
        sa.PrimaryKeyConstraint("adjustment", "submission"),
    )
    op.create_index("collected_submission", "collected", ["submission"])
    op.create_table(
        "material",
        sa.Column("adjustment", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("submission", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["adjustment"], ["adjustment.id"]),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"]),
        sa.PrimaryKeyConstraint("adjustment", "kind", "submission", "paper"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("application", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_no", sa.String(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("position_kind", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("ended_on", sa.String(), nullable=False),
        sa.Column("warned_on", sa.String(), nullable=False),
        sa.Column("suspensions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("appointment_application", "appointment", ["application"])
    op.create_index("appointment_no", "appointment", ["person_no"])
    op.create_table(
        "paper_item",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("received_on", sa.String(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("about", "kind"),
    )
    op.create_table(
        "settlement",
        sa.Column("appointment", sa.String(), nullable=False),
        sa.Column("obligation", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("appointment", "obligation", "period"),
    )
    op.create_table(
        "asked",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("stands", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "reminder",
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("college", "week"),
    )
