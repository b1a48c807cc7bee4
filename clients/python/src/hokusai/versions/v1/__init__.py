"""Generated from proto/hokusai/versions/v1; never edited."""
