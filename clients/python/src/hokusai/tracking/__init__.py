"""Messages and stubs of proto/hokusai/tracking, one subpackage a version."""
