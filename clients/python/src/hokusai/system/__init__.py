"""Messages and stubs of proto/hokusai/system, one subpackage a version."""
