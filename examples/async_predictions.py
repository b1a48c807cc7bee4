"""Many predictions at once from one event loop."""

import asyncio

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

import hokusai.aio


async def main() -> None:
    """Register a model and ask it fifty things at once; the server answers them in a few calls of the model."""
    train = pd.DataFrame(np.random.default_rng(0).random((100, 2)), columns=["x", "y"])
    estimator = LinearRegression().fit(train, train["x"] - train["y"])
    async with hokusai.aio.Client() as client:
        await client.register_baseline("differences", estimator, input_example=train.head())
        # --8<-- [start:gather]
        rows = [{"x": float(number), "y": 1.0} for number in range(50)]
        answers = await asyncio.gather(*(client.predict("differences", [row]) for row in rows))
        print(answers[7].values, "by", answers[7].version)
        # --8<-- [end:gather]


if __name__ == "__main__":
    asyncio.run(main())
