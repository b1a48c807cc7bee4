"""Messages and stubs of proto/hokusai/worker, one subpackage a version."""
