"""Windows of statistics."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.inference_statistics import Window

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

instants = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone given


def test_without_anything_said_the_window_is_the_last_day_with_the_running_minute() -> None:
    window = Window.asked_for(None, None, None, now=NOON + timedelta(seconds=30))
    assert (window.start, window.end) == (NOON + MINUTE - timedelta(days=1), NOON + MINUTE)


def test_the_start_is_rounded_down_and_the_end_up() -> None:
    window = Window.asked_for(NOON + timedelta(seconds=59), NOON + timedelta(seconds=61), None, now=NOON)
    assert (window.start, window.end) == (NOON, NOON + 2 * MINUTE)


@pytest.mark.parametrize("end", [NOON, NOON - timedelta(hours=1)])
def test_a_window_of_nothing_is_refused(end: datetime) -> None:
    with pytest.raises(InvalidRequest):
        Window.asked_for(NOON, end, None, now=NOON)


@pytest.mark.parametrize("bucket", [timedelta(0), timedelta(seconds=30), timedelta(seconds=90), -MINUTE])
def test_a_part_that_is_no_whole_number_of_minutes_is_refused(bucket: timedelta) -> None:
    with pytest.raises(InvalidRequest):
        Window.asked_for(NOON, NOON + timedelta(hours=1), bucket, now=NOON)


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(InvalidRequest):
        Window.asked_for(NOON, NOON + timedelta(days=30), MINUTE, now=NOON)


@given(start=instants, length=st.integers(1, 5000), bucket=st.integers(1, 700), probe=st.floats(0, 1))
def test_every_minute_lies_in_exactly_the_part_that_it_is_said_to_be_of(
    start: datetime, length: int, bucket: int, probe: float
) -> None:
    window = Window.asked_for(start, start + length * MINUTE, bucket * MINUTE, now=NOON)
    minute = min(int(probe * (window.end_minute - window.start_minute)), window.end_minute - window.start_minute - 1)
    first, after = window.part(window.part_of(window.start_minute + minute))
    assert first <= window.start + minute * MINUTE < after <= window.end
