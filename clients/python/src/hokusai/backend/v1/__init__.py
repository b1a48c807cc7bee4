"""Generated from proto/hokusai/backend/v1; never edited."""
