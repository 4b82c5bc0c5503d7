"""The queue in its own order; what lay in a folder before it was numbered anew"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("work") as work:
        work.add_column(sa.Column("received_order", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE work SET received_order = "
        "(SELECT received_order FROM submission WHERE submission.id = work.submission)"
    )
    op.create_index("work_order", "work", ["received_order", "submission"])
    # How large those mails are was not kept; after a renumbering they are fetched whole.
    with op.batch_alter_table("place") as place:
        place.add_column(sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "remembered",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "identity"),
    )
    op.create_index("remembered_head", "remembered", ["source", "head"])
