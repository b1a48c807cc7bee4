"""Generated from proto/hokusai/tracking/v1; never edited."""
