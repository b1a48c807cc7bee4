"""The catalogue on SQLite or PostgreSQL: SQLAlchemy Core for the statements, Alembic for the schema."""
