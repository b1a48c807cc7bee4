"""Documents of the catalogue: what was stored by this release must be readable by every later one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.adapters.catalogue.documents import from_document, to_document
from hokusai_server.domain.compatibility import ChangeKind, SignatureChange
from hokusai_server.domain.metrics import Direction, Metric, MetricComparison
from hokusai_server.domain.registrations import Registration
from hokusai_server.domain.requests import RequestKey, WriteContext
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, ParamSpec, Schema, TensorSpec
from hokusai_server.domain.versions import Contributor, MirrorState, ModelVersion, VersionFacts, VersionState

SIGNATURE = ModelSignature(
    inputs=Schema(
        columns=(
            ColumnSpec("0", ColumnType.LONG, numeric_name=True),
            ColumnSpec(
                "address",
                ColumnType.OBJECT,
                required=False,
                properties=(ColumnSpec("lines", ColumnType.ARRAY, element=ColumnSpec("", ColumnType.STRING)),),
            ),
        )
    ),
    outputs=Schema(tensors=(TensorSpec("", "float32", (-1, 2)),)),
    params=(ParamSpec("top", ColumnType.LONG, [1, {"a": None}], (-1,)),),
)
FACTS = VersionFacts(
    signature=SIGNATURE,
    flavours=("python_function", "sklearn"),
    description="größer",
    metrics=(Metric("f1", 0.1 + 0.2, Direction.HIGHER, 10),),
    improvements=(MetricComparison("f1", None, Metric("f1", 0.5, Direction.HIGHER), 0.25),),
    contributors=(Contributor("ada", 0.5),),
    bump=Bump.MAJOR,
    compared_with=SemVer(1, 2, 3, ("rc", "1")),
    changes=(SignatureChange("inputs.b", ChangeKind.ADDED, Bump.MAJOR, "required input added"),),
    breaking_fields=("inputs.b",),
)
# Written down once; if this test fails, stored versions have become unreadable and need a migration.
STORED = (
    '{"signature":{"inputs":{"columns":[{"name":"0","type":"long","required":true,"element":null,"properties":[],'
    '"numeric_name":true},{"name":"address","type":"object","required":false,"element":null,"properties":[{"name":'
    '"lines","type":"array","required":true,"element":{"name":"","type":"string","required":true,"element":null,'
    '"properties":[],"numeric_name":false},"properties":[],"numeric_name":false}],"numeric_name":false}],"tensors":[]},'
    '"outputs":{"columns":[],"tensors":[{"name":"","dtype":"float32","shape":[-1,2]}]},"params":[{"name":"top","type":'
    '"long","default":[1,{"a":null}],"shape":[-1],"properties":[]}]},"flavours":["python_function","sklearn"],'
    '"description":"größer","metrics":[{"name":"f1","value":0.30000000000000004,"direction":"higher","sample_size":10}],'
    '"improvements":[{"name":"f1","baseline":null,"candidate":{"name":"f1","value":0.5,"direction":"higher",'
    '"sample_size":null},"tolerance":0.25}],"contributors":[{"id":"ada","weight":0.5}],"bump":3,"compared_with":'
    '"1.2.3-rc.1","changes":[{"field":"inputs.b","kind":"added","least_bump":3,"description":"required input added"}],'
    '"breaking_fields":["inputs.b"]}'
)


def test_what_was_stored_is_read() -> None:
    assert from_document(VersionFacts, STORED) == FACTS


def test_facts_read_back_as_they_were_written() -> None:
    assert from_document(VersionFacts, to_document(FACTS)) == FACTS


def test_fields_that_came_later_take_their_defaults_and_unknown_ones_are_passed_over() -> None:
    assert from_document(VersionFacts, '{"description":"x","from_the_future":1}') == VersionFacts(description="x")


@pytest.mark.parametrize("key", [None, RequestKey("id", "fingerprint")])
def test_a_registration_reads_back_as_it_was_written(key: RequestKey | None) -> None:
    version = ModelVersion(
        version_id="id",
        model="churn",
        number=SemVer(1, 0, 0),
        state=VersionState.READY,
        bundle_digest="0" * 64,
        bundle_size=1,
        parent=None,
        mirror=MirrorState("churn", None),
        actor="ada",
        create_time=datetime(2026, 3, 3, 12, 0, 0, 123456, tzinfo=UTC),
        tags={"a": "1"},
        facts=FACTS,
    )
    registration = Registration(version, "ranking", True, ("production",), WriteContext("ada", key))
    assert from_document(Registration, to_document(registration)) == registration


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_metric_values_keep_every_bit(value: float) -> None:
    metric = Metric("x", value, Direction.LOWER)
    assert from_document(Metric, to_document(metric)) == metric
