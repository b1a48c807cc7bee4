"""Generated from proto/hokusai/registry/v1; never edited."""
