"""Generated from proto/hokusai/worker/v1; never edited."""
