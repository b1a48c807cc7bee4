"""Messages and stubs of proto/hokusai/versions, one subpackage a version."""
