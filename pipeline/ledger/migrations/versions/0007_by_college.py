"""Papers and applications are found by college, for adjustments whose papers come apart"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("paper_college", "paper", ["college", "kind"])
    op.create_index("application_term", "application", ["term", "college"])
