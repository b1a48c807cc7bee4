"""Metrics: directions, verdicts and what a comparison recommends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.metrics import (
    Direction,
    Metric,
    MetricDraft,
    Recommendation,
    Tolerances,
    Verdict,
    compared,
    default_direction,
    recommended,
    settled,
)

values = st.floats(-1e6, 1e6, allow_nan=False)


def metric(name: str, value: float, direction: Direction = Direction.HIGHER) -> Metric:
    return Metric(name, value, direction)


@pytest.mark.parametrize("name", ["accuracy", "auroc", "f1", "precision", "recall", "r2", "val_accuracy", "F1 score"])
def test_scores_are_better_higher(name: str) -> None:
    assert default_direction(name) is Direction.HIGHER


@pytest.mark.parametrize("name", ["mse", "rmse", "mae", "log_loss", "latency", "latency_ms_p99", "test/log_loss"])
def test_losses_are_better_lower(name: str) -> None:
    assert default_direction(name) is Direction.LOWER


@pytest.mark.parametrize("name", ["lift", "accuracyless", "loss", "recall_latency"])
def test_other_names_say_nothing_by_themselves(name: str) -> None:
    assert default_direction(name) is None


def test_metrics_settle_in_the_order_of_their_names() -> None:
    metrics = settled([MetricDraft("rmse", 2.0, sample_size=9), MetricDraft("lift", 1.0, Direction.HIGHER)])
    assert metrics == (Metric("lift", 1.0, Direction.HIGHER), Metric("rmse", 2.0, Direction.LOWER, 9))


def test_every_bad_metric_is_named_by_its_place() -> None:
    drafts = [MetricDraft("lift", 1.0), MetricDraft("f1", 1.0), MetricDraft("f1", float("inf")), MetricDraft("\n", 1.0)]
    with pytest.raises(InvalidRequest) as refusal:
        settled(drafts)
    assert [found.field for found in refusal.value.violations] == [f"draft.metrics[{place}]" for place in (0, 2, 3)]


def test_a_metric_that_only_one_side_has_is_not_comparable() -> None:
    (comparison,) = compared([], [metric("f1", 0.5)])
    assert (comparison.verdict, comparison.delta) == (Verdict.NOT_COMPARABLE, None)


def test_sides_that_contradict_each_other_are_not_comparable() -> None:
    (comparison,) = compared([metric("cost", 1.0)], [metric("cost", 2.0, Direction.LOWER)])
    assert (comparison.verdict, comparison.direction) == (Verdict.NOT_COMPARABLE, None)


@given(values, values, st.floats(0, 10))
def test_exchanging_the_sides_exchanges_better_and_worse(old: float, new: float, tolerance: float) -> None:
    opposite = {Verdict.IMPROVED: Verdict.REGRESSED, Verdict.REGRESSED: Verdict.IMPROVED}
    tolerances = Tolerances(tolerance)
    (forth,) = compared([metric("f1", old)], [metric("f1", new)], tolerances)
    (back,) = compared([metric("f1", new)], [metric("f1", old)], tolerances)
    assert opposite.get(forth.verdict, forth.verdict) is back.verdict


@given(values, values)
def test_the_direction_decides_what_more_means(old: float, new: float) -> None:
    (higher,) = compared([metric("x", old)], [metric("x", new)])
    (lower,) = compared([metric("x", old, Direction.LOWER)], [metric("x", new, Direction.LOWER)])
    verdicts = {higher.verdict, lower.verdict}
    assert verdicts in ({Verdict.UNCHANGED}, {Verdict.IMPROVED, Verdict.REGRESSED})


def test_a_tolerance_of_its_own_goes_before_the_default() -> None:
    tolerances = Tolerances(1.0, {"f1": 0.0})
    comparisons = compared([metric("f1", 0.5), metric("r2", 0.5)], [metric("f1", 0.4), metric("r2", 0.4)], tolerances)
    assert [comparison.verdict for comparison in comparisons] == [Verdict.REGRESSED, Verdict.UNCHANGED]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"f1": 0.5, "r2": 0.5}, {"f1": 0.9, "r2": 0.4}, Recommendation.REJECT),
        ({"f1": 0.5, "r2": 0.5}, {"f1": 0.9, "r2": 0.5}, Recommendation.ACCEPT),
        ({"f1": 0.5}, {"f1": 0.5}, Recommendation.REVIEW),
        ({"f1": 0.5}, {"r2": 0.5}, Recommendation.REVIEW),
        ({}, {}, Recommendation.REVIEW),
    ],
)
def test_any_regression_rejects_and_acceptance_needs_an_improvement(
    old: dict[str, float], new: dict[str, float], expected: Recommendation
) -> None:
    comparisons = compared([metric(*item) for item in old.items()], [metric(*item) for item in new.items()])
    assert recommended(comparisons)[0] is expected


def test_figures_that_are_not_to_be_trusted_are_never_accepted() -> None:
    comparisons = compared([metric("f1", 0.5)], [metric("f1", 0.9)])
    assert recommended(comparisons, may_accept=False)[0] is Recommendation.REVIEW
