"""The HTTP process: liveness, readiness and metrics. It asks the server over a Unix socket."""
