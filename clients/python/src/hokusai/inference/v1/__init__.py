"""Generated from proto/hokusai/inference/v1; never edited."""
