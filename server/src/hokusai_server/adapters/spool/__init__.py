"""The spool on disk: append-only segments of checksummed records, made durable in groups."""
