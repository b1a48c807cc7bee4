"""Messages and stubs of proto/hokusai/backend, one subpackage a version."""
