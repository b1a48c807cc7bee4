"""Messages and stubs of proto/hokusai/errors, one subpackage a version."""
