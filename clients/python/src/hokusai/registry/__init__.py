"""Messages and stubs of proto/hokusai/registry, one subpackage a version."""
