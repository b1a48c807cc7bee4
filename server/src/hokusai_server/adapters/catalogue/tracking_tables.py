"""Tables of tracking in the catalogue. Migrations make them; statements are written with what stands here."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, Text

from hokusai_server.adapters.catalogue.columns import bytewise
from hokusai_server.adapters.catalogue.tables import METADATA

# One row per spool too, so that replicas never wait for one another's rows.
INFERENCE_STATISTICS = Table(
    "inference_statistics",
    METADATA,
    Column("spool_id", String(36), primary_key=True),
    Column("model", bytewise(128), primary_key=True),
    Column("version", bytewise(128), primary_key=True),
    Column("arm", bytewise(128), primary_key=True),
    Column("minute", BigInteger, primary_key=True),
    Column("event_count", BigInteger, nullable=False),
    Column("error_count", BigInteger, nullable=False),
    Column("latency", LargeBinary, nullable=False),
    Column("confidence", LargeBinary),
    Column("metrics", Text, nullable=False),
    Index("inference_statistics_by_model", "model", "minute"),
)

SPOOL_POSITIONS = Table(
    "spool_positions",
    METADATA,
    Column("spool_id", String(36), primary_key=True),
    Column("segment", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
)
