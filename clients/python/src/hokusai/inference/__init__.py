"""Messages and stubs of proto/hokusai/inference, one subpackage a version."""
