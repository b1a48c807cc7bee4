"""Vectors of predictions on tables: every type and every encoding."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from hokusai_server.domain.signature import ColumnType
from tests.conformance.expected import (
    Encoding,
    answer_pattern,
    frame_of,
    payload_json,
    plain_values,
    request_payload,
)
from tests.conformance.oracle import Oracle, prediction, vector
from tests.conformance.prediction_cases import CLASSIFIER_COLUMNS, NOT_FINITE, TypeCase
from tests.support.payloads import GivenColumn, matrix

_FLAT: Final[Sequence[Encoding]] = ("rows", "tensors", "arrow")
_NESTED: Final[Sequence[Encoding]] = ("rows", "arrow")
_WIRE: Final = {"rows": "ENCODING_ROWS", "tensors": "ENCODING_TENSORS", "arrow": "ENCODING_ARROW"}


def type_vectors(oracle: Oracle, cases: Mapping[str, TypeCase], suffix: str = "") -> Iterator[dict[str, Any]]:
    """Each type in each encoding that can express it."""
    for name, case in cases.items():
        model, given = f"conformance.type.{name}", case.column(name, case.values)
        values = plain_values(oracle.predict(model, frame_of([given]))[name], case.type)
        answered = case.column(name, values)
        for encoding in _NESTED if case.arrow is not None else _FLAT:
            payload = request_payload([given], encoding)
            calls = [
                prediction(
                    model,
                    payload,
                    answer_pattern([answered], wanted),
                    len(values),
                    responseEncoding=_WIRE[wanted],
                )
                for wanted in _answers(case, encoding)
            ]
            yield vector(f"{name}{suffix}-{encoding}", f"Type {name} as {encoding}: {case.meaning}.", *calls)


def _answers(case: TypeCase, given: Encoding) -> Sequence[Encoding]:
    """The encodings to be asked for: the given one, unless its bytes say more than the values do."""
    if case.type is ColumnType.MAP:
        return ["rows"]
    if None not in case.values or given == "rows":
        return [given]
    return ["rows", "tensors"] if given == "tensors" else ["rows"]


def not_finite_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    """NaN and the infinities are numbers like others."""
    values = plain_values(
        oracle.predict("conformance.type.double", frame_of([NOT_FINITE]))["double"], ColumnType.DOUBLE
    )
    answered = dataclasses.replace(NOT_FINITE, values=values)
    for encoding in _FLAT:
        payload, answer = request_payload([NOT_FINITE], encoding), answer_pattern([answered], encoding)
        meaning = f"NaN and the infinities are numbers, not nulls, as {encoding}."
        yield vector(
            f"not-finite-{encoding}", meaning, prediction("conformance.type.double", payload, answer, len(values))
        )


def estimator_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    """A real estimator: every encoding in, every encoding out."""
    labels = np.asarray(oracle.predict("conformance.classifier", frame_of(CLASSIFIER_COLUMNS)))
    label = [GivenColumn("label", ColumnType.LONG, labels.tolist())]
    for given in _FLAT:
        for wanted in _FLAT:
            payload, answer = request_payload(CLASSIFIER_COLUMNS, given), answer_pattern(label, wanted)
            call = prediction("conformance.classifier", payload, answer, 3, responseEncoding=_WIRE[wanted])
            meaning = f"A logistic regression asked in {given} answers in {wanted}."
            yield vector(f"classifier-{given}-{wanted}", meaning, call)
    yield from _probability_vectors(oracle)


def _probability_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    answers = np.asarray(oracle.predict("conformance.probabilities", frame_of(CLASSIFIER_COLUMNS)))
    names = ("stays", "leaves")
    columns = [GivenColumn(name, ColumnType.DOUBLE, answers[:, i].tolist()) for i, name in enumerate(names)]
    asked: Sequence[tuple[Encoding, Encoding]] = [("arrow", "rows"), ("rows", "tensors")]
    for given, wanted in asked:
        payload, answer = request_payload(CLASSIFIER_COLUMNS, given), answer_pattern(columns, wanted, exact=False)
        call = prediction("conformance.probabilities", payload, answer, 3, responseEncoding=_WIRE[wanted])
        meaning = f"Two columns of probabilities, named by the signature, as {wanted}."
        yield vector(f"probabilities-{wanted}", meaning, call)
    table = np.array([column.values for column in CLASSIFIER_COLUMNS]).T
    call = prediction(
        "conformance.probabilities",
        payload_json(matrix(table)),
        answer_pattern(columns, "rows", exact=False),
        3,
        responseEncoding=_WIRE["rows"],
    )
    yield vector("probabilities-matrix", "One unnamed tensor has the columns in the order of the signature.", call)
