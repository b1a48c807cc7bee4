"""Instants of any origin as NumPy's, in nanoseconds and UTC."""

import datetime as dt

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType


def instant(value: "dt.date | np.datetime64") -> "np.datetime64 | None":
    """Convert an instant; one without a time zone is taken as UTC.

    Returns:
        The instant as `datetime64[ns]`; None for NaT.

    Raises:
        ValueError: outside the years 1677 to 2262.
    """
    stamp: pd.Timestamp | NaTType = pd.Timestamp(value)
    if isinstance(stamp, NaTType):
        return None
    if stamp.tzinfo is not None:
        stamp = stamp.tz_convert("UTC").tz_localize(None)
    return stamp.as_unit("ns").to_datetime64()
