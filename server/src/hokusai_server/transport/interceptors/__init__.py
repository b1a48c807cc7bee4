"""Server interceptors, outermost first: tracing, status, access log, authentication, admission, validation."""
