"""Experiments and runs in MLflow, through Hokusai; and events of predictions with their statistics."""

import hokusai

with hokusai.Client() as client:
    # --8<-- [start:run]
    experiment = client.create_experiment("thresholds")
    run = client.create_run(experiment.experiment_id, name="first try")
    client.log_batch(run.run_id, params={"threshold": 0.5}, metrics={"f1": 0.81})
    client.finish_run(run.run_id)
    best = next(client.search_runs([experiment.experiment_id], order_by=["metrics.f1 DESC"]))
    print(best.name, best.params, best.metrics)
    # --8<-- [end:run]
