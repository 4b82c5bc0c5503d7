"""Notices that go out by themselves, drafts about to be laid, token buckets, words of urgency"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "bucket",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "sent_mark",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    with op.batch_alter_table("notice", schema=None) as notice:
        notice.add_column(
            sa.Column("automatic", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        notice.add_column(sa.Column("laying", sa.String(), nullable=False, server_default=""))
        notice.add_column(sa.Column("says", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("submission", schema=None) as submission:
        submission.add_column(sa.Column("urgent", sa.String(), nullable=False, server_default=""))
