"""Generated from proto/hokusai/system/v1; never edited."""
