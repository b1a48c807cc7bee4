"""Improve a model, compare, promote with compare-and-set, roll back, and read the history."""

from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge

import hokusai

data, target = load_diabetes(as_frame=True, return_X_y=True)
client = hokusai.Client()

# --8<-- [start:improve]
client.register_baseline(
    "diabetes",
    DummyRegressor().fit(data, target),
    input_example=data.head(),
    metrics={"r2": 0.0},
    aliases=["production"],
)
improved = client.register_improved(
    "diabetes", Ridge().fit(data, target), parent_version="1.0.0", input_example=data.head(), metrics={"r2": 0.45}
)
comparison = client.compare_versions("diabetes", "1.0.0", improved.version)
print(comparison.recommendation, comparison.rationale)
# --8<-- [end:improve]

# --8<-- [start:promote]
client.promote_version("diabetes", improved.version, expected_from="1.0.0", reason=comparison.rationale)
client.rollback_alias("diabetes", reason="trying the way back")
for entry in client.list_history("diabetes", oldest_first=True):
    print(entry.time, entry.kind, entry.alias, entry.from_version, "->", entry.to_version, entry.reason)
# --8<-- [end:promote]
