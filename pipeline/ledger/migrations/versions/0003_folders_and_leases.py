"""What is known of each folder, and who holds what"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_table("checkpoint")
    op.create_table(
        "place",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("marked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source", "position"),
    )
    op.create_index("place_marked", "place", ["source", "marked"])
    op.create_table(
        "undelivered",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("tried_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "position"),
    )
    op.create_table(
        "folder",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("checked_at", sa.String()),
        sa.Column("messages", sa.Integer()),
        sa.Column("unaccounted", sa.Integer()),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("trouble_since", sa.String()),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
