"""Files of rows, read and written batch by batch."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai.cli.table_reading import BATCH_BYTES, WantedColumns, open_table
from hokusai.cli.table_writing import WRITERS, format_of, table_of_answer, whole_file
from hokusai.exceptions import ModelOutputInvalid, UnsupportedData
from hokusai.registry.signature import Column, Signature, TensorInfo

ANY = WantedColumns.of(None, ())
TYPED = WantedColumns.of(
    Signature(
        (
            Column("age", "long", True),
            Column("income", "double", True),
            Column("score", "double", False),
            Column("city", "string", True),
            Column("since", "datetime", False),
            Column("vip", "boolean", False),
        ),
        (),
        (),
    ),
    ["id"],
)
ROWS = [
    {"id": "007", "age": 41, "income": 1.5, "score": None, "city": "Ulm", "since": None, "vip": True, "extra": "x"},
    {
        "id": "08",
        "age": 7,
        "income": None,
        "score": 2.0,
        "city": "",
        "since": "2026-01-01T00:00:00",
        "vip": None,
        "extra": "1",
    },
]


def _read(path: Path, wanted: WantedColumns) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    inputs: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    for batch in open_table(path, wanted).batches:
        inputs += batch.inputs.to_pylist()
        kept += batch.kept.to_pylist()
    return inputs, kept


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_columns_are_read_as_the_model_takes_them(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    frame = pd.DataFrame(ROWS)
    if suffix == ".csv":
        frame.to_csv(path, index=False)
    elif suffix == ".jsonl":  # JSON has no instants, so that column is left out
        rows = [{name: value for name, value in row.items() if name != "since"} for row in ROWS]
        path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    else:
        frame["since"] = pd.to_datetime(frame["since"])
        frame.to_parquet(path)
    inputs, kept = _read(path, TYPED)
    assert [each["age"] for each in inputs] == [41, 7]
    assert inputs[0]["income"] == 1.5
    assert math.isnan(inputs[1]["income"]), "a missing value of a required number is NaN"
    assert inputs[0]["score"] is None or math.isnan(inputs[0]["score"])
    assert [each["city"] for each in inputs] == ["Ulm", ""]
    assert inputs[0]["vip"] is True
    assert "extra" not in inputs[0]
    assert "id" not in inputs[0]
    assert kept == [{"id": "007"}, {"id": "08"}]


def test_a_byte_order_mark_and_quotes_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes('\ufeff"age","city"\n1,"Ulm, old ""town"""\n'.encode())
    assert _read(
        path, WantedColumns.of(Signature((Column("age", "long", True), Column("city", "string", True)), (), ()), ())
    )[0] == [{"age": 1, "city": 'Ulm, old "town"'}]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_large_files_come_in_batches_of_about_a_megabyte(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame(np.random.default_rng(0).random((60_000, 10)), columns=list("abcdefghij"))
    path = tmp_path / f"rows{suffix}"
    writers: dict[str, Any] = {
        ".csv": lambda: frame.to_csv(path, index=False),
        ".jsonl": lambda: frame.to_json(path, orient="records", lines=True),
        ".parquet": lambda: frame.to_parquet(path),
    }
    writers[suffix]()
    source = open_table(path, ANY)
    sizes, positions = [], []
    for batch in source.batches:
        sizes.append(batch.inputs.nbytes)
        positions.append(source.position())
    assert len(sizes) > 3
    assert max(sizes) <= 2 * BATCH_BYTES
    assert positions == sorted(positions)
    assert positions[-1] == source.size


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rows.csv", "age,city\nold,Ulm\n", "cannot be read"),
        ("rows.csv", "age,city\n1\n", "cannot be read"),
        ("rows.jsonl", '{"age": 1}\n{"age"\n', "rows.jsonl:2"),
        ("rows.jsonl", "[1]\n", "no JSON object"),
        ("rows.jsonl", '{"age": "old"}\n', "'age'"),
        ("rows.parquet", "no parquet", "cannot be read"),
        ("rows.xlsx", "", ".csv"),
    ],
)
def test_files_that_are_not_what_they_seem_are_refused(tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    wanted = WantedColumns.of(Signature((Column("age", "long", True), Column("city", "string", False)), (), ()), ())
    with pytest.raises(UnsupportedData, match=told):
        _read(path, wanted)


def test_a_column_to_keep_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("age\n1\n")
    with pytest.raises(UnsupportedData, match="no column 'id' to keep; it has age"):
        open_table(path, WantedColumns.of(None, ["id"]))


def test_a_model_without_column_names_gets_an_array(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("id,a,b\nx,1,2.5\ny,3,4\n")
    wanted = WantedColumns.of(Signature((TensorInfo("", "float32", (-1, 2)),), (), ()), ["id"])
    (batch,) = open_table(path, wanted).batches
    assert batch.inputs.dtype == np.float32
    assert batch.inputs.tolist() == [[1.0, 2.5], [3.0, 4.0]]
    assert batch.kept.to_pylist() == [{"id": "x"}, {"id": "y"}]


def test_arrays_of_answers_become_columns() -> None:
    assert table_of_answer(np.array([1, 2])).to_pydict() == {"prediction": [1, 2]}
    assert table_of_answer(np.array([[1.0], [2.0]])).to_pydict() == {"prediction": [1.0, 2.0]}
    wide = table_of_answer({"p": np.array([[1, 2], [3, 4]])})
    assert wide.to_pydict() == {"p_0": [1, 3], "p_1": [2, 4]}


_TABLES = st.lists(
    st.fixed_dictionaries(
        {"a": st.integers(-(2**31), 2**31), "b": st.floats(allow_nan=False), "c": st.text('äbc\n,"', max_size=5)}
    ),
    min_size=1,
)


@given(st.sampled_from(["csv", "jsonl", "parquet"]), st.lists(_TABLES, min_size=1, max_size=4))
def test_what_is_written_in_batches_is_read_back_whole(
    tmp_path_factory: pytest.TempPathFactory, name: str, batches: list[Any]
) -> None:
    path = tmp_path_factory.mktemp("out") / f"out.{name}"
    with whole_file(path) as sink:
        writer = WRITERS[name](sink)
        for rows in batches:
            writer.write(pa.Table.from_pylist(rows))
        writer.finish()
    signature = Signature(
        (Column("a", "long", True), Column("b", "double", False), Column("c", "string", True)), (), ()
    )
    found: list[Any]
    if name == "csv":
        found = pd.read_csv(path, keep_default_na=False).to_dict("records")
    else:
        found = _read(path, WantedColumns.of(signature, ()))[0]
    expected = [row for rows in batches for row in rows]
    if name != "parquet":  # text has no infinities of its own: JSON writes null, CSV inf
        expected = [row for row in expected if math.isfinite(row["b"])]
        found = [row for row in found if row["b"] is not None and math.isfinite(row["b"])]
    assert found == expected


def test_a_batch_of_other_columns_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "out.csv").open("wb") as sink:
        writer = WRITERS["csv"](sink)
        writer.write(pa.table({"a": [1]}))
        with pytest.raises(ModelOutputInvalid, match="differ"):
            writer.write(pa.table({"b": [1]}))


def test_an_empty_stream_makes_a_file_all_the_same(tmp_path: Path) -> None:
    for name in ("csv", "jsonl", "parquet"):
        with whole_file(tmp_path / f"out.{name}") as sink:
            WRITERS[name](sink).finish()
        assert (tmp_path / f"out.{name}").exists()


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_file_that_is_not_finished_is_gone_and_the_old_one_stays(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail_half_way() -> None:
        with whole_file(path) as sink:
            sink.write(b"half")
            raise failure

    with pytest.raises(failure):
        fail_half_way()
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "old"


def test_formats_go_by_suffix() -> None:
    assert format_of(Path("out.Parquet")) == "parquet"
    with pytest.raises(UnsupportedData, match=r"\.csv"):
        format_of(Path("out.xlsx"))
