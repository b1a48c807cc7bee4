"""Statistics of inference events, and how far each spool is counted.

A migration is frozen once released, so it spells the tables out instead of importing them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "inference_statistics",
        sa.Column("spool_id", sa.String(36), primary_key=True),
        sa.Column("model", _bytewise(128), primary_key=True),
        sa.Column("version", _bytewise(128), primary_key=True),
        sa.Column("arm", _bytewise(128), primary_key=True),
        sa.Column("minute", sa.BigInteger, primary_key=True),
        sa.Column("event_count", sa.BigInteger, nullable=False),
        sa.Column("error_count", sa.BigInteger, nullable=False),
        sa.Column("latency", sa.LargeBinary, nullable=False),
        sa.Column("confidence", sa.LargeBinary),
        sa.Column("metrics", sa.Text, nullable=False),
    )
    op.create_index("inference_statistics_by_model", "inference_statistics", ["model", "minute"])
    op.create_table(
        "spool_positions",
        sa.Column("spool_id", sa.String(36), primary_key=True),
        sa.Column("segment", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
    )


def _bytewise(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
