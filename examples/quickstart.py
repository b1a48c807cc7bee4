"""Register a model, predict with it, promote it. Needs a server: `make serve`, or set HOKUSAI_ADDRESS."""

# --8<-- [start:train]
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

data, target = load_breast_cancer(as_frame=True, return_X_y=True)
estimator = make_pipeline(StandardScaler(), LogisticRegression()).fit(data, target)
# --8<-- [end:train]

# --8<-- [start:register]
import hokusai

client = hokusai.Client()
version = client.register_baseline("tumours", estimator, input_example=data.head(), metrics={"accuracy": 0.98})
print(version)  # tumours 1.0.0
# --8<-- [end:register]

# --8<-- [start:predict]
answer = client.predict("tumours", data.head(3))
print(answer.values)  # a pandas data frame, as the input was
print(answer.version, answer.served_by.rule)  # 1.0.0 default_latest
# --8<-- [end:predict]

# --8<-- [start:promote]
client.promote_version("tumours", "1.0.0", reason="first version")
print(client.predict("tumours", data.head(3)).served_by.rule)  # default_production
# --8<-- [end:promote]
