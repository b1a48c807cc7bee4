"""The Hokusai server: a model's whole life behind one gRPC contract, on MLflow."""
