"""Sketches: merged in any order they say the same, within 1 % of the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.adapters.catalogue.event_tallies import MetricSums, metrics_from_text, metrics_to_text
from hokusai_server.adapters.catalogue.sketches import Sketch

# From a nanosecond to eleven days, in milliseconds; the lowest of a range of more than 10^17 would be taken together.
latencies = st.just(0.0) | st.floats(1e-6, 1e9)


def sketch_of(values: list[float]) -> Sketch:
    sketch = Sketch()
    for value in values:
        sketch.add(value)
    return sketch


@given(values=st.lists(latencies, min_size=1, max_size=200), fraction=st.sampled_from([0.0, 0.5, 0.9, 0.99, 1.0]))
def test_a_percentile_is_within_one_percent_of_a_value_of_its_rank(values: list[float], fraction: float) -> None:
    exact = sorted(values)[int(fraction * (len(values) - 1))]
    assert sketch_of(values).quantile(fraction) == pytest.approx(exact, rel=0.0101)


@given(parts=st.lists(st.lists(latencies, max_size=30), min_size=1, max_size=6))
def test_parts_from_the_catalogue_add_up_to_the_whole(parts: list[list[float]]) -> None:
    whole = sketch_of([value for part in parts for value in part])
    summed = Sketch.from_bytes(sketch_of(part).to_bytes() for part in parts)
    merged = Sketch()
    for part in parts:
        merged.merge(sketch_of(part))
    for other in (summed, merged, Sketch.from_bytes([merged.to_bytes()])):
        assert other.count == whole.count
        assert other.sum == pytest.approx(whole.sum)
        assert (other.min, other.max) == (whole.min, whole.max)
        if whole.count:
            assert [other.quantile(q) for q in (0.1, 0.5, 0.99)] == [whole.quantile(q) for q in (0.1, 0.5, 0.99)]


def test_a_minute_of_latencies_is_small() -> None:
    assert len(sketch_of([1.0 + (number * 7919) % 997 for number in range(10_000)]).to_bytes()) < 1500


@given(values=st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=50), cut=st.integers(0, 50))
def test_sums_of_parts_have_the_mean_and_the_deviation_of_the_whole(values: list[float], cut: int) -> None:
    whole, first, second = MetricSums(), MetricSums(), MetricSums()
    for index, value in enumerate(values):
        whole.add(value)
        (first if index < cut else second).add(value)
    first.merge(metrics_from_text(metrics_to_text({"metric": second}))["metric"])
    assert first.count == whole.count
    assert first.statistics().mean == pytest.approx(whole.statistics().mean, rel=1e-6, abs=1e-3)
    assert first.statistics().standard_deviation == pytest.approx(
        whole.statistics().standard_deviation, rel=1e-6, abs=1e-3
    )
