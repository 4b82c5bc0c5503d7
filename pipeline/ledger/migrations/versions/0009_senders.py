"""A notice goes out from the mailbox of its sender; those before this name none"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as notice:
        notice.add_column(sa.Column("sender", sa.String(), nullable=False, server_default=""))
