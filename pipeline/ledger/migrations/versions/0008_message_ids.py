"""Mails are found by their Message-ID; of what was handled before, a rebuild tells it"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as submission:
        submission.add_column(
            sa.Column("message_id", sa.String(), nullable=False, server_default="")
        )
        submission.create_index("submission_message", ["message_id"])
