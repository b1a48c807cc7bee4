"""Generated from proto/hokusai/errors/v1; never edited."""
