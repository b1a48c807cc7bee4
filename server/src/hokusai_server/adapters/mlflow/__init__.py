"""MLflow: runs, artifacts and the registry that stock tools see. The server's own process never imports `mlflow`."""
